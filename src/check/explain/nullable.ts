import type { Node } from "oxc-parser";
import { unwrap } from "../ast.ts";
import type { Explainer } from "./context.ts";
import { isGuarded } from "./guards.ts";

const NULLABLE = new Set([18047, 18048, 18049, 2531, 2532, 2533, 2721, 2722, 2723]);

/** `issue.assignee.login` where there may be no assignee. */
export const explainNullable: Explainer = ({ code, first, start, end, path }, context) => {
  if (!NULLABLE.has(code)) return undefined;
  const { parsed } = context;
  const subject = path.find(
    (node) => node.start === start && isRead(node, first, end, parsed.text),
  );
  if (subject !== undefined && isGuarded(unwrap(subject), context)) return null;
  const text = /^'(.+)' is possibly/.exec(first)?.[1] ?? parsed.text.slice(start, end);
  const kinds = ["null", "undefined"].filter((kind) => first.includes(`'${kind}'`));
  const what = kinds.length > 0 ? kinds.join(" or ") : "undefined";
  const isShort = text !== "" && text.length <= 60 && !text.includes("\n");
  return {
    code: "CHECK_NULLABLE",
    key: `nullable ${isShort ? text : start}`,
    message: `${isShort ? `\`${text}\`` : "This value"} may be ${what}.`,
    hint: isShort
      ? `Write \`${text}?.\`, give a default with \`??\`, or check it before.`
      : "Write `?.`, give a default with `??`, or check it before.",
  };
};

/** Whether the node is the expression that the message is about: its end is known, or its text is in the message. */
function isRead(node: Node, first: string, end: number, source: string): boolean {
  const text = /^'(.+)' is possibly/.exec(first)?.[1];
  return text === undefined ? node.end === end : source.slice(node.start, node.end) === text;
}
