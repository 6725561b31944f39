import type { CliContext, OutputStream } from "../../src/cli/context.ts";
import { runCli } from "../../src/cli/program.ts";

export interface CliOutcome {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface HarnessOptions {
  cwd?: string;
  env?: Record<string, string>;
  stdin?: string;
  /** Whether the streams are a terminal; default no. */
  isTTY?: boolean;
  signal?: AbortSignal;
}

/** Runs one command line inside this process and collects what it writes. */
export async function runInProcess(
  argv: readonly string[],
  options: HarnessOptions = {},
): Promise<CliOutcome> {
  const stdout = collector(options.isTTY === true);
  const stderr = collector(options.isTTY === true);
  const context: CliContext = {
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    stdin: stdinOf(options.stdin ?? ""),
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal: options.signal ?? new AbortController().signal,
  };
  const exitCode = await runCli(argv, context);
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(isTTY: boolean): { stream: OutputStream; text(): string } {
  const chunks: string[] = [];
  return {
    stream: {
      isTTY,
      write(text) {
        chunks.push(text);
      },
    },
    text: () => chunks.join(""),
  };
}

async function* stdinOf(text: string): AsyncGenerator<string> {
  yield text;
}
