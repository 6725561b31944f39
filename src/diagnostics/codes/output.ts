import type { CodeEntry } from "../codes.ts";

export const OUTPUT_CODES = {
  OUTPUT_STALE: {
    severity: "error",
    title: "generated files differ from what would be generated now",
    hint: "Run `codemode generate`.",
  },
} as const satisfies Record<string, CodeEntry>;
