import type { CodeEntry } from "../codes.ts";

export const SERVER_CODES = {
  SERVER_START_FAILED: {
    severity: "error",
    title: "an MCP server could not be started",
  },
} as const satisfies Record<string, CodeEntry>;
