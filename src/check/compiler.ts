import { codemodeError } from "../diagnostics/error.ts";
import { createLanes, type InLane } from "./lanes.ts";

/** What the compiler said of a program, in offsets of the file it was given. */
export interface RawDiagnostic {
  /** TypeScript's number: 2339 for `TS2339`. */
  code: number;
  /** The message with what follows from it, a line each, indented by depth. */
  text: string;
  start: number;
  /** Equal to `start` where the engine does not say how long the place is. */
  end: number;
}

/** Texts by absolute virtual path, all in one folder: `/program.ts`. */
export type VirtualFiles = ReadonlyMap<string, string>;

/** A TypeScript compiler in a process of its own. It sees the files it is given and none of the machine's. */
export interface Compiler {
  /**
   * Starts the process if it does not run, and has it read what most checks will need, so that a check that follows need
   * not wait for that.
   * @param files as in `check`
   * @returns settles when it has what it asks for, and works for a while without us; never rejects, and never takes long
   */
  warm(files: VirtualFiles): Promise<void>;
  /**
   * Checks one of the files, in the light of all of them. Checks run one after the other; where one takes long, those
   * behind it go to processes of their own, a few at a time, and wait no longer than one check may take.
   * @param files absolute virtual paths (`/program.ts`) to texts; one that is the same string as before is not read again
   * @throws CodemodeError `CHECK_TIMEOUT`, `CHECK_COMPILER_FAILED`; the signal's reason when aborted
   */
  check(files: VirtualFiles, file: string, signal?: AbortSignal): Promise<RawDiagnostic[]>;
  /** Ends the process. Checks under way fail. */
  close(): Promise<void>;
}

export interface CompilerOptions {
  /** How long one check may take, in milliseconds, before the process is killed. */
  timeoutMs: number;
  /** The memory beyond which the process is replaced between two checks, in bytes. Default 256 MiB. */
  idleBytes?: number;
}

/**
 * How programs are checked. `strict`, because inference is best with it; what it says about code that is right at run
 * time is dropped afterwards (`relaxed.ts`). `useUnknownInCatchVariables` off: `catch (e) { e.message }` is right.
 * `noLib`, because the library is ours; `noResolve`, because a program has no other files.
 */
export const COMPILER_OPTIONS = {
  strict: true,
  useUnknownInCatchVariables: false,
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  types: [],
  noLib: true,
  noResolve: true,
  noEmit: true,
  skipLibCheck: true,
} as const;

/** How many processes there are at the most: all but one only while checks are held up. */
const MAX_COMPILERS = 3;

/** How long a check waits for the one before it until it gets a process of its own, in milliseconds. */
const PATIENCE_MS = 1_000;

/** How long the end of a process may take, in milliseconds. */
const ENDING_MS = 1_000;

/** Where the checks of one compiler are run: lane 0 is the process that is kept. */
export function createCheckLanes({ timeoutMs }: CompilerOptions): InLane {
  const waitMs = timeoutMs + ENDING_MS;
  return createLanes({
    lanes: MAX_COMPILERS,
    patienceMs: Math.min(PATIENCE_MS, timeoutMs / 2),
    waitMs,
    waited: () =>
      codemodeError(
        "CHECK_TIMEOUT",
        `The type check was not begun: it waited ${waitMs / 1000} s for other programs, whose checks do not end.`,
        { hint: "Check it again. It is not this program that takes long." },
      ),
  });
}

/** The memory that the compiler may use before it is killed like one that takes too long, in bytes. */
export const MAX_COMPILER_BYTES = 1024 ** 3;

/** The memory beyond which a compiler that has done its work is replaced by a new one before the next, in bytes. */
export const DEFAULT_IDLE_BYTES = 256 * 1024 ** 2;

/**
 * The compiler's environment: nothing of ours. Its collector runs less often than by default, which saves a fifth of
 * its work for some 20 MB, and harder near the limit.
 */
export const COMPILER_ENV = { GOGC: "300", GOMEMLIMIT: "768MiB" } as const;
