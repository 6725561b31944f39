import { statSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { codemodeError, CodemodeError } from "../diagnostics/error.ts";
import type { CliContext } from "./context.ts";
import { exitCodeOf, exitCodeOfSignal } from "./exit-codes.ts";
import { createUi, type Ui } from "./ui.ts";

/** Options that every command has. */
export interface GlobalOptions {
  config?: string;
  cwd?: string;
  verbose?: boolean;
  quiet?: boolean;
}

/** One command as it runs. */
export interface Session {
  context: CliContext;
  ui: Ui;
  /** Absolute path that relative paths of the command line start from: `--cwd`, else where it was started. */
  cwd: string;
  /** Absolute path of the configuration, when `--config` gives it. */
  configPath: string | undefined;
  verbose: boolean;
}

/** What a handler is given beside its own arguments and options. */
export interface CommandHost {
  /**
   * Makes commander's action of a handler, which returns the exit code.
   * @param emptyJson fields that the command's JSON always has, for when it fails before it has them
   */
  run<Args extends unknown[]>(
    handler: (session: Session, ...args: Args) => Promise<number>,
    emptyJson?: object,
  ): (...args: [...Args, Command]) => Promise<void>;
}

/** @param finish is told the exit code when the command has ended */
export function createCommandHost(
  context: CliContext,
  finish: (exitCode: number) => void,
): CommandHost {
  return {
    run<Args extends unknown[]>(
      handler: (session: Session, ...args: Args) => Promise<number>,
      emptyJson: object = {},
    ) {
      return async (...given: [...Args, Command]) => {
        const command = given.at(-1) as Command;
        const args = given.slice(0, -1) as Args;
        const options = command.optsWithGlobals<GlobalOptions & { json?: boolean }>();
        const session = createSession(context, options);
        try {
          checkFolder(session.cwd, options.cwd);
          const exitCode = await handler(session, ...args);
          const { signal } = context;
          finish(signal.aborted ? exitCodeOfSignal(signal.reason) : exitCode);
        } catch (error) {
          finish(reportFailure(session, error, options.json === true ? emptyJson : null));
        }
      };
    },
  };
}

/** @throws CodemodeError `CLI_USAGE`: everything else would only say that it found nothing there */
function checkFolder(cwd: string, given: string | undefined): void {
  if (given === undefined || statSync(cwd, { throwIfNoEntry: false })?.isDirectory() === true)
    return;
  throw codemodeError("CLI_USAGE", `\`--cwd ${given}\`: there is no such folder.`, {
    hint: "Give the path of a folder, from where the command is started.",
  });
}

function createSession(context: CliContext, options: GlobalOptions): Session {
  const cwd = path.resolve(context.cwd, options.cwd ?? "");
  const verbose = options.verbose === true;
  return {
    context,
    ui: createUi(context, { verbose, quiet: options.quiet === true }),
    cwd,
    configPath: options.config === undefined ? undefined : path.resolve(cwd, options.config),
    verbose,
  };
}

/**
 * Says why a command could not do its work.
 * @param json fields of the command's JSON object, `null` when text is wanted
 * @returns the exit code
 */
export function reportFailure(session: Session, error: unknown, json: object | null): number {
  const { signal } = session.context;
  const diagnostics = signal.aborted ? [interruption(signal)] : diagnosticsOf(error);
  if (json !== null) session.ui.json({ ok: false, ...json, diagnostics });
  else session.ui.diagnostics(diagnostics);
  return signal.aborted ? exitCodeOfSignal(signal.reason) : exitCodeOf(diagnostics);
}

/** What a user sees who has pressed Ctrl-C. */
export function interruption(signal: AbortSignal): Diagnostic {
  return createDiagnostic("CLI_ABORTED", `Interrupted by ${String(signal.reason)}.`);
}

/** What an error says as diagnostics; one that is not ours is a bug of ours. */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] {
  if (error instanceof CodemodeError) return error.diagnostics;
  if (isLostOutput(error)) return [createDiagnostic("CLI_OUTPUT_LOST", error.message)];
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = error instanceof Error ? error.message : String(error);
  return [createDiagnostic("INTERNAL", message, { detail })];
}

/** What a full disk makes of our own streams; files that we write have errors of their own. */
function isLostOutput(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { syscall, code, path: file } = error as NodeJS.ErrnoException;
  return syscall === "write" && file === undefined && LOST.has(code);
}

const LOST: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG", "EIO"]);
