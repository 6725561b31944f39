import type { CodeEntry } from "../codes.ts";

export const CONFIG_CODES = {
  CONFIG_NOT_FOUND: {
    severity: "error",
    title: "no configuration was found",
    hint: "Run `codemode init` to write one.",
  },
} as const satisfies Record<string, CodeEntry>;
