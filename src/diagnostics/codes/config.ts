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
  CONFIG_HOST_NOTE: {
    severity: "info",
    title: "a server of another program's list means something else here, or less",
  },
  CONFIG_IMPORT_MISSING: {
    severity: "error",
    title: "`importFrom` names a list of servers that is not there",
    hint: "Give the path of the file, relative to the configuration, or the name of a program whose list exists.",
  },
  CONFIG_IMPORT_CONFLICT: {
    severity: "error",
    title: "two imported lists have a server of the same name",
    hint: 'Leave one out with `importFrom(..., { except: ["name"] })`, or name it anew with `{ rename: { name: "other" } }`.',
  },
  CONFIG_IMPORT_OVERRIDDEN: {
    severity: "info",
    title: "a server of the configuration stands in for an imported one of the same name",
  },
  CONFIG_NOT_TRUSTED: {
    severity: "error",
    title: "a server comes from another program's list, and nobody has said yes to it",
    hint: "Run the command at a terminal and answer its question, or pass the hash that is shown: `--trust <hash>`.",
  },
  CONFIG_TRUST_UNUSABLE: {
    severity: "warning",
    title: "the answers to earlier questions about imported servers cannot be used",
    hint: "See to it that the file is your own and that only you may write it, or remove it.",
  },
} as const satisfies Record<string, CodeEntry>;
