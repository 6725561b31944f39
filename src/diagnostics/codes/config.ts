import type { CodeEntry } from "../codes.ts";

export const CONFIG_CODES = {
  CONFIG_NOT_FOUND: {
    severity: "error",
    title: "no configuration was found",
    hint: "Run `codemode init` to write one.",
  },
  CONFIG_UNREADABLE: {
    severity: "error",
    title: "the configuration exists but cannot be read",
    hint: "Check that it is a regular file, that you may read it, and that it is smaller than 1 MB.",
  },
  CONFIG_SYNTAX: {
    severity: "error",
    title: "the configuration is not valid TypeScript, JavaScript or JSON",
    hint: "Mend the syntax at the place shown.",
  },
  CONFIG_THREW: {
    severity: "error",
    title: "the configuration threw an error while it was evaluated",
    hint: "Mend the error in the configuration or in what it imports.",
  },
  CONFIG_INVALID: {
    severity: "error",
    title: "the configuration has a value that is not allowed",
    hint: "Edit the configuration at the path named in the message.",
  },
  CONFIG_ENV_MISSING: {
    severity: "error",
    title: "the configuration uses environment variables that are not set",
    hint: "Set them, or give each a default: `${NAME:-default}`.",
  },
  CONFIG_HOST_INVALID: {
    severity: "error",
    title: "another program's list of MCP servers cannot be read",
    hint: "Mend the file, or write `codemode.config.ts` by hand.",
  },
  CONFIG_HOST_SKIPPED: {
    severity: "warning",
    title: "a server in another program's list cannot be taken over",
    hint: "Add it to `codemode.config.ts` by hand.",
  },
} as const satisfies Record<string, CodeEntry>;
