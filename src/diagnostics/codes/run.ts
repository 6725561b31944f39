import type { CodeEntry } from "../codes.ts";

export const RUN_CODES = {
  RUN_THREW: {
    severity: "error",
    title: "the program threw",
  },
} as const satisfies Record<string, CodeEntry>;
