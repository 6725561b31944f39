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
   */
  warm(files: VirtualFiles): void;
  /**
   * Checks one of the files, in the light of all of them. Checks run one after the other.
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

/** The memory that the compiler may use before it is killed like one that takes too long, in bytes. */
export const MAX_COMPILER_BYTES = 1024 ** 3;

/** The memory beyond which a compiler that has done its work is replaced by a new one before the next, in bytes. */
export const DEFAULT_IDLE_BYTES = 256 * 1024 ** 2;

/**
 * The compiler's environment: nothing of ours. Its collector runs less often than by default, which saves a fifth of
 * its work for some 20 MB, and harder near the limit.
 */
export const COMPILER_ENV = { GOGC: "300", GOMEMLIMIT: "768MiB" } as const;
