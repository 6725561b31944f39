import type { FunctionKind } from "../types.ts";

/**
 * What tells one function of a server from all others: a tool, a prompt and a resource may have the same name on the
 * wire. A tool's is its own name.
 */
export function functionId(entry: { kind?: FunctionKind; wireName: string }): string {
  const { kind, wireName } = entry;
  if (kind === undefined && !wireName.startsWith("\0")) return wireName;
  return `\0${kind ?? "tool"}\0${wireName}`;
}
