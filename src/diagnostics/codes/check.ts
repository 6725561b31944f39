import type { CodeEntry } from "../codes.ts";

export const CHECK_CODES = {
  CHECK_TYPE: {
    severity: "error",
    title: "the program does not type-check against the SDK",
  },
} as const satisfies Record<string, CodeEntry>;
