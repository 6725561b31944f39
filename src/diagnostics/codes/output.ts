import type { CodeEntry } from "../codes.ts";

export const OUTPUT_CODES = {
  OUTPUT_STALE: {
    severity: "error",
    title: "generated files differ from what would be generated now",
    hint: "Run `codemode generate`.",
  },
  OUTPUT_REGENERATED: {
    severity: "warning",
    title: "the SDK on disk is another one than the one that is served",
    hint: "Restart `codemode serve`: have your agent reconnect this MCP server.",
  },
  OUTPUT_NOT_GENERATED: {
    severity: "error",
    title: "there is no generated SDK yet",
    hint: "Run `codemode generate`.",
  },
  OUTPUT_LOCK_DAMAGED: {
    severity: "error",
    title: "the lock cannot be read",
    hint: "Restore `codemode.lock.json` from version control (after a merge conflict: either side), then run `codemode generate`.",
  },
  OUTPUT_LOCK_VERSION: {
    severity: "error",
    title: "the lock was written by a version of codemode with another format",
    hint: "Use the version of codemode that the project uses, or run `codemode generate` with this one after removing the lock.",
  },
  OUTPUT_CATALOG_MISSING: {
    severity: "error",
    title: "a server's catalog is not in the output folder",
    hint: "Run `codemode generate` without `--offline`.",
  },
  OUTPUT_CATALOG_CHANGED: {
    severity: "error",
    title: "a committed catalog is not the one that the lock was written with",
    hint: "Run `codemode generate` without `--offline`, or restore the file from version control.",
  },
  OUTPUT_LIST_DAMAGED: {
    severity: "warning",
    title: "the list of generated files cannot be read: nothing stale is removed",
    hint: "Restore `files.json` from version control (after a merge conflict: either side), then run `codemode generate`.",
  },
  OUTPUT_NOT_OURS: {
    severity: "error",
    title: "a file that codemode did not write is where a generated one must go",
    hint: "Move it away, or choose another `outDir`.",
  },
  OUTPUT_JOURNAL_REFUSED: {
    severity: "error",
    title: "what looks like an interrupted write is not one of codemode here: it was dropped",
    hint: "Run `codemode generate`. If `.codemode-write` is in version control, remove it from there.",
  },
  OUTPUT_KEPT: {
    severity: "warning",
    title: "a file that is no longer generated was changed by hand, so it was kept",
    hint: "Remove it if you do not need it.",
  },
  OUTPUT_BUSY: {
    severity: "error",
    title: "another codemode is writing the output folder",
    hint: "Wait until it has ended. If none is running, remove `.codemode-write` from the output folder.",
  },
  OUTPUT_WRITE_FAILED: {
    severity: "error",
    title: "the output folder cannot be written",
    hint: "Mend what the message names and run the command again: it finishes or undoes what was begun.",
  },
  OUTPUT_SERVER_KEPT: {
    severity: "warning",
    title: "a server failed, so its last good files were kept",
    hint: "Mend the server and run `codemode generate` again.",
  },
  OUTPUT_SERVER_LEFT_OUT: {
    severity: "warning",
    title: "a server has never been generated and is left out",
    hint: "Run `codemode generate` for all servers.",
  },
  OUTPUT_NO_SERVER: {
    severity: "error",
    title: "a server that was named is not in the configuration",
  },
  OUTPUT_FORMAT_FAILED: {
    severity: "warning",
    title: "generated files could not be formatted with the project's prettier options",
    hint: "Mend the prettier configuration, or leave the output folder out of the format check.",
  },
} as const satisfies Record<string, CodeEntry>;
