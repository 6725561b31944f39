/** Lines broken where prettier's defaults break them. */

export const LINE_WIDTH = 80;

/** `head(a, b)tail` on one line, or its arguments on a line each. */
export function fitArguments(
  head: string,
  args: readonly string[],
  tail: string,
  brackets: { open: string; close: string; trailingComma: boolean; indent: number },
): string {
  const { open, close, indent } = brackets;
  const flat = `${" ".repeat(indent)}${head}${open}${args.join(", ")}${close}${tail}`;
  if (flat.length <= LINE_WIDTH) return flat;
  const inner = args.map((arg) => `${" ".repeat(indent + 2)}${arg}`).join(",\n");
  const comma = brackets.trailingComma ? "," : "";
  const pad = " ".repeat(indent);
  return `${pad}${head}${open.trimEnd()}\n${inner}${comma}\n${pad}${close.trimStart()}${tail}`;
}

/** The brackets of an array. */
export const ARRAY = { open: "[", close: "]", trailingComma: true } as const;

/** `head = callee(a, b);`, broken where it does not fit. */
export function fitAssignment(head: string, call: { callee: string; args: string[] }): string {
  const { callee, args } = call;
  const flat = `${head} = ${callee}(${args.join(", ")});`;
  if (flat.length <= LINE_WIDTH) return flat;
  const opened = `${head} = ${callee}(`;
  if (opened.length <= LINE_WIDTH) return `${opened}\n  ${args.join(",\n  ")},\n);`;
  const below = fitArguments(callee, args, ";", {
    open: "(",
    close: ")",
    trailingComma: true,
    indent: 2,
  });
  return `${head} =\n${below}`;
}
