import { renderDiagnostics } from "../diagnostics/render.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { escapeForTerminal } from "../diagnostics/terminal.ts";
import { collapseInfos } from "./collapse.ts";
import type { CliContext, OutputStream } from "./context.ts";

export interface UiOptions {
  verbose: boolean;
  quiet: boolean;
}

/** What a command says. Data goes to stdout and nothing else does; everything else goes to stderr. */
export interface Ui {
  /** Whether a person reads stderr, at a terminal or because colours are forced; else it may be a model. */
  readonly isForPeople: boolean;
  /** Whether what is written to stderr may have colours. */
  readonly colour: boolean;
  /** Text for stderr that is escaped already; shown with `--quiet` too. */
  rendered(text: string): void;
  /** Data for stdout, escaped when a terminal shows it. */
  data(text: string): void;
  /** Exactly one object on one line of stdout, with the version of its shape. */
  json(value: object): void;
  /** Something a person may want to know; not shown with `--quiet`. */
  note(text: string): void;
  /** What a program or a server said, for stderr; shown with `--quiet` too. */
  stderr(text: string): void;
  /** With `--quiet` only errors; without `--verbose` long runs of infos are cut short. */
  diagnostics(diagnostics: readonly Diagnostic[]): void;
  /** Replaces the line of progress; only on a terminal, outside CI, and never with `--quiet`. */
  progress(text: string): void;
}

/** The version of every shape that `--json` prints; a shape only ever grows within one version. */
export const JSON_SCHEMA_VERSION = 1;

const CLEAR_LINE = "\r\u001b[K";

export function createUi(context: CliContext, options: UiOptions): Ui {
  const { env, stdout, stderr } = context;
  const colour = wantsColour(env, stderr);
  const showProgress = stderr.isTTY === true && isUnset(env["CI"]) && !options.quiet;
  let progressShown = false;

  const toStderr = (text: string): void => {
    if (progressShown) stderr.write(CLEAR_LINE);
    progressShown = false;
    stderr.write(endLine(text));
  };
  return {
    isForPeople: stderr.isTTY === true || colour,
    colour,
    rendered: toStderr,
    data: (text) => {
      if (progressShown) stderr.write(CLEAR_LINE);
      progressShown = false;
      stdout.write(endLine(stdout.isTTY === true ? escapeForTerminal(text) : text));
    },
    json: (value) => {
      const text = JSON.stringify({ schemaVersion: JSON_SCHEMA_VERSION, ...value });
      stdout.write(`${escapeInJson(text)}\n`);
    },
    note: (text) => {
      if (!options.quiet) toStderr(escapeForTerminal(text));
    },
    stderr: (text) => {
      toStderr(stderr.isTTY === true ? escapeForTerminal(text) : text);
    },
    diagnostics: (diagnostics) => {
      const wanted = options.quiet
        ? diagnostics.filter(({ severity }) => severity === "error")
        : diagnostics;
      const shown = options.verbose ? wanted : collapseInfos(wanted);
      if (shown.length === 0) return;
      toStderr(renderDiagnostics(shown, { colour, verbose: options.verbose }));
    },
    progress: (text) => {
      if (!showProgress) return;
      stderr.write(`${CLEAR_LINE}${escapeForTerminal(text)}`);
      progressShown = text !== "";
    },
  };
}

/**
 * What `JSON.stringify` leaves raw although a terminal acts on it or does not show it: DEL and C1, and every format
 * character and separator (bidi, zero-width, tags).
 */
const UNSAFE_IN_JSON = /[\u007f-\u009f]|[\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The same JSON for whoever parses it. Not only for a terminal: what a pipe ends in is often one. */
function escapeInJson(text: string): string {
  return text.replace(UNSAFE_IN_JSON, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** https://no-color.org, https://force-color.org; `NO_COLOR` wins. */
export function wantsColour(env: CliContext["env"], stream: OutputStream): boolean {
  if (!isUnset(env["NO_COLOR"])) return false;
  const force = env["FORCE_COLOR"];
  if (force !== undefined) return force !== "0" && force !== "false";
  return stream.isTTY === true && env["TERM"] !== "dumb";
}

function isUnset(value: string | undefined): boolean {
  return value === undefined || value === "";
}

function endLine(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
