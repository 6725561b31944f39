import type { Writable } from "node:stream";
import { renderDiagnostics } from "../diagnostics/render.ts";
import { diagnosticsOf } from "./command.ts";
import { processContext } from "./context.ts";
import { EXIT_COULD_NOT_RUN, exitCodeOfSignal } from "./exit-codes.ts";
import { runCli } from "./program.ts";

/** How long a command may take to stop by itself after a signal before it is ended. */
const GRACE_MS = 3000;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The `codemode` command: runs it on this process's arguments and ends the process with its exit code. */
export async function main(): Promise<void> {
  const controller = new AbortController();
  process.on("uncaughtException", endWithBug);
  listenToSignals(controller);
  ignoreClosedReaders();
  const exitCode = await runCli(process.argv.slice(2), processContext(controller.signal));
  await Promise.all([flush(process.stdout), flush(process.stderr)]);
  // Not only `exitCode =`: whatever a configuration file or a library left open must not keep us alive.
  process.exit(exitCode);
}

/** What nobody caught is a bug of ours: it is told as one, and children are killed by the exit handler. */
function endWithBug(error: unknown): void {
  process.stderr.write(`${renderDiagnostics(diagnosticsOf(error))}\n`);
  process.exit(EXIT_COULD_NOT_RUN);
}

/** The first signal lets the command stop by itself; a second one, or the end of its patience, ends it at once. */
function listenToSignals(controller: AbortController): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // Children are killed by the exit handler of `process/child.ts`.
      if (controller.signal.aborted) process.exit(exitCodeOfSignal(signal));
      setTimeout(() => process.exit(exitCodeOfSignal(signal)), GRACE_MS).unref();
      controller.abort(signal);
    });
  }
}

/**
 * `codemode exec task.ts | head -1` closes our output early. The program goes on, since what it does through its tools
 * must not depend on who reads along; only its output is dropped.
 */
function ignoreClosedReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/** Waits for what was written to a pipe, which Node writes in the background on some systems. */
function flush(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}
