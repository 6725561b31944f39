import { AUTH_CODES } from "./codes/auth.ts";
import { CHECK_CODES } from "./codes/check.ts";
import { CLI_CODES } from "./codes/cli.ts";
import { CONFIG_CODES } from "./codes/config.ts";
import { OPENAPI_CODES } from "./codes/openapi.ts";
import { OUTPUT_CODES } from "./codes/output.ts";
import { RUN_CODES } from "./codes/run.ts";
import { SCHEMA_CODES } from "./codes/schema.ts";
import { SERVER_CODES } from "./codes/server.ts";

/** Every code codemode can report, by the stage that reports it. `docs/errors.md` is generated from this. */
export const DIAGNOSTIC_CODES = {
  ...CONFIG_CODES,
  ...SERVER_CODES,
  ...AUTH_CODES,
  ...OPENAPI_CODES,
  ...SCHEMA_CODES,
  ...OUTPUT_CODES,
  ...CHECK_CODES,
  ...RUN_CODES,
  ...CLI_CODES,
  INTERNAL: {
    severity: "error",
    showDetail: true,
    title: "codemode itself failed",
    hint: "This is a bug in codemode: please report it with the stack below.",
  },
} satisfies Record<string, CodeEntry>;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;

export interface CodeEntry {
  severity: "error" | "warning" | "info";
  /** What happened, in a few words, for the page of errors. */
  title: string;
  /** What to do next when the diagnostic itself has nothing more exact to say. */
  hint?: string;
  /** Whether `detail` is shown without `--verbose`: it is part of what happened, not another tool's words. */
  showDetail?: boolean;
}
