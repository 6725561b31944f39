import type { FunctionKind } from "../types.ts";

/** `13 tools, 4 prompts, 9 functions for resources`; what there is none of is left out, except tools. */
export function describeFunctions(functions: readonly { kind?: FunctionKind }[]): string {
  const prompts = functions.filter(({ kind }) => kind === "prompt").length;
  const own = functions.filter(({ kind }) => kind === undefined).length;
  const resources = functions.length - own - prompts;
  const counts = [
    own === 1 ? "1 tool" : `${own} tools`,
    prompts === 0 ? "" : prompts === 1 ? "1 prompt" : `${prompts} prompts`,
    resources === 0
      ? ""
      : resources === 1
        ? "1 function for resources"
        : `${resources} functions for resources`,
  ];
  return counts.filter((count) => count !== "").join(", ");
}
