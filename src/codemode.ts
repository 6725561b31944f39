import type { Compiler } from "./check/compiler.ts";
import { execute } from "./codemode/execute.ts";
import { openConfiguredSdk } from "./codemode/configured-sdk.ts";
import { createParts, type Parts } from "./codemode/parts.ts";
import type {
  CheckOptions,
  CheckVerdict,
  Codemode,
  CodemodeOptions,
  ExecOptions,
  ExecResult,
} from "./codemode/types.ts";
import { loadConfig } from "./config/load.ts";
import { codemodeError } from "./diagnostics/error.ts";
import type { CommittedSdk } from "./lock/committed-sdk.ts";

export type * from "./codemode/types.ts";

/**
 * Opens a project: its configuration and the SDK that `generate` committed. The compiler, the sandbox and the servers
 * are started when a check or an execution first needs them.
 *
 * @throws CodemodeError `CONFIG_*` when there is no usable configuration, `OUTPUT_*` when there is no usable SDK,
 *   `LIBRARY_SHARE`
 */
export async function openCodemode(options: CodemodeOptions): Promise<Codemode> {
  return (await openProject(options)).codemode;
}

/** A {@link Codemode} with the SDK it stands on. */
export interface Project {
  codemode: Codemode;
  sdk: CommittedSdk;
}

/**
 * {@link openCodemode} for those who also show the SDK, as `serve` does, or have started the compiler already: when this
 * succeeds, it ends with the project.
 * @internal
 */
export async function openProject(options: CodemodeOptions, compiler?: Compiler): Promise<Project> {
  assertShare(options.share);
  const config = await loadConfig({
    cwd: options.cwd,
    ...(options.configPath === undefined ? {} : { configPath: options.configPath }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const sdk = await openConfiguredSdk(config);
  return { codemode: createCodemode(createParts(config, sdk, options, compiler)), sdk };
}

function createCodemode(parts: Parts): Codemode {
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  /** Runs something that `close` must end and wait for. */
  const track = async <Result>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> => {
    if (closing.signal.aborted) throw closedError();
    const working = work(
      signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]),
    );
    underWay.add(working);
    try {
      return await working;
    } catch (error) {
      throw isOutOfFiles(error) ? filesError(error) : error;
    } finally {
      underWay.delete(working);
    }
  };

  return {
    check: (source: string, options: CheckOptions = {}): Promise<CheckVerdict> =>
      track(options.signal, async (signal) => {
        const [gate, policy] = await Promise.all([parts.gate(), parts.policy(options)]);
        const { ok, diagnostics, effects, escapes, timings } = await gate.check(source, {
          signal,
          ...(policy === null ? {} : { policy }),
        });
        return { ok, diagnostics, effects, escapes, timings };
      }),
    exec: (source: string, options: ExecOptions = {}): Promise<ExecResult> =>
      track(options.signal, (signal) => execute(parts, source, { ...options, signal })),
    close: async () => {
      closing.abort();
      await Promise.allSettled(underWay);
      await parts.close();
    },
  };
}

/** More isolates in one process would only wait for each other: they have one thread. */
const MAX_SHARE = 16;

function assertShare(share = 1): void {
  if (Number.isInteger(share) && share >= 1 && share <= MAX_SHARE) return;
  throw codemodeError("LIBRARY_SHARE", `\`share\` is ${share}: it must be 1 to ${MAX_SHARE}.`);
}

/** What is said of a module or file of ours that cannot be read; Node takes one that it cannot open for one that is not there. */
const UNREADABLE: ReadonlySet<unknown> = new Set([
  "EMFILE",
  "ENFILE",
  "ERR_MODULE_NOT_FOUND",
  "MODULE_NOT_FOUND",
]);

function isOutOfFiles(error: unknown): boolean {
  return error instanceof Error && UNREADABLE.has((error as { code?: unknown }).code);
}

function filesError(cause: unknown): Error {
  const message =
    "A part of codemode could not be read: too many files are open, or it is missing.";
  return codemodeError("LIBRARY_FILES", message, { detail: String(cause), cause });
}

function closedError(): Error {
  return codemodeError("LIBRARY_CLOSED", "This codemode is closed.");
}
