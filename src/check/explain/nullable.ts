import type { Explainer } from "./context.ts";

const NULLABLE = new Set([18047, 18048, 18049, 2531, 2532, 2533, 2721, 2722, 2723]);

/** `issue.assignee.login` where there may be no assignee. */
export const explainNullable: Explainer = ({ code, first, start, end }, { parsed }) => {
  if (!NULLABLE.has(code)) return undefined;
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
