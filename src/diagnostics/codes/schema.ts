import type { CodeEntry } from "../codes.ts";

export const SCHEMA_CODES = {
  SCHEMA_CAPPED: {
    severity: "warning",
    title: "part of a schema was too large or too deep and became `unknown`",
  },
} as const satisfies Record<string, CodeEntry>;
