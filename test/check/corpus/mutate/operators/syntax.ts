import type { Node } from "oxc-parser";
import { nodesOf, sourceOf, type Draft, type Operator, type Subject } from "../subject.ts";

/** A bracket, a quote or a comma that is missing. One bracket less than there must be is always an error. */
export const brokenSyntax: Operator = (subject) =>
  [...nodesOf(subject)].flatMap((node) => [
    ...missingBrackets(subject, node),
    ...missingQuote(subject, node),
    ...missingComma(subject, node),
  ]);

function missingBrackets(subject: Subject, node: Node): Draft[] {
  switch (node.type) {
    case "CallExpression":
      return closing(subject, node, ")");
    case "ArrayExpression":
      return [...opening(subject, node, "["), ...closing(subject, node, "]")];
    case "ObjectExpression":
    case "BlockStatement":
      return [...opening(subject, node, "{"), ...closing(subject, node, "}")];
    default:
      return [];
  }
}

function opening(subject: Subject, { start }: Node, bracket: string): Draft[] {
  if (subject.text[start] !== bracket) return [];
  return [dropped(`opening ${bracket}`, start, bracket)];
}

function closing(subject: Subject, { end }: Node, bracket: string): Draft[] {
  if (subject.text[end - 1] !== bracket) return [];
  return [dropped(`closing ${bracket}`, end - 1, bracket)];
}

/** Only on a line with quotes of one kind and no template: there their number decides. */
function missingQuote(subject: Subject, node: Node): Draft[] {
  if (node.type !== "Literal" || typeof node.value !== "string") return [];
  const quote = subject.text[node.start];
  const from = subject.text.lastIndexOf("\n", node.start) + 1;
  const to = subject.text.indexOf("\n", node.start);
  const line = subject.text.slice(from, to === -1 ? undefined : to);
  const kinds = ['"', "'", "`"].filter((one) => line.includes(one));
  const isPlain = kinds.length === 1 && !/[\\/]/.test(line) && !isInTemplate(subject, node);
  if (quote === undefined || quote === "`" || !isPlain) return [];
  return [dropped("closing quote", node.end - 1, "Unterminated string")];
}

function isInTemplate(subject: Subject, node: Node): boolean {
  let above = subject.context.parsed.parents.get(node);
  while (above !== undefined && above.type !== "TemplateLiteral") {
    above = subject.context.parsed.parents.get(above);
  }
  return above !== undefined;
}

function missingComma(subject: Subject, node: Node): Draft[] {
  if (node.type !== "ObjectExpression") return [];
  return node.properties.flatMap((property, index): Draft[] => {
    const next = node.properties[index + 1];
    if (next?.type !== "Property" || next.computed || property.type !== "Property") return [];
    if (property.shorthand || next.method) return [];
    const between = sourceOf(subject, { start: property.end, end: next.start });
    if (between.trim() !== ",") return [];
    return [dropped("comma", property.end + between.indexOf(","), ",")];
  });
}

function dropped(variant: string, at: number, fix: string): Draft {
  return {
    variant,
    edits: [{ start: at, end: at + 1, text: " " }],
    fix: fix.length === 1 ? pairOf(fix).map((bracket) => `\`${bracket}\``) : [fix],
    tool: null,
  };
}

/** A message about either of two brackets leads to the pair. */
function pairOf(token: string): string[] {
  const pair = ["()", "[]", "{}"].find((one) => one.includes(token));
  return pair === undefined ? [token] : pair.split("");
}
