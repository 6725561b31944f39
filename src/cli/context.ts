import { codemodeError } from "../diagnostics/error.ts";

/** Everything of the outside world that a command may use, so that the whole CLI can be run inside a test. */
export interface CliContext {
  /** Absolute path of the folder the command was started in. */
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  stdin: InputStream;
  stdout: OutputStream;
  stderr: OutputStream;
  /** Aborted by Ctrl-C and the like; its reason is the name of the signal, such as `SIGINT`. */
  signal: AbortSignal;
}

export interface InputStream extends AsyncIterable<Uint8Array | string> {
  readonly isTTY?: boolean;
}

export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Of a terminal. */
  readonly columns?: number;
}

/** The real world of this process; `stdin` is touched only when it is read. */
export function processContext(signal: AbortSignal): CliContext {
  return {
    cwd: presentFolder(),
    env: process.env,
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    signal,
  };
}

/** @throws CodemodeError `CLI_FOLDER_GONE` */
function presentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw codemodeError("CLI_FOLDER_GONE", "The folder that this was started in is gone.", {
      cause,
    });
  }
}
