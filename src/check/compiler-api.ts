import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { codemodeError, CodemodeError } from "../diagnostics/error.ts";
import { spawnChild, type ManagedChild } from "../process/child.ts";
import { compilerBinary } from "./compiler-binary.ts";
import {
  COMPILER_ENV,
  COMPILER_OPTIONS,
  DEFAULT_IDLE_BYTES,
  MAX_COMPILER_BYTES,
  createCheckLanes,
  type Compiler,
  type CompilerOptions,
  type RawDiagnostic,
  type VirtualFiles,
} from "./compiler.ts";
import { JsonRpcConnection } from "./json-rpc.ts";

const PROJECT = "/tsconfig.json";

/**
 * The compiler ends when its input ends, unless it is lost in a program. So much later than its start, in milliseconds,
 * the reaper is started for that: most single checks are over by then, and need none.
 */
const REAPER_AFTER_MS = 250;

/** How long `warm` waits at the most until a compiler that starts has been given its files, in milliseconds. */
const MAX_FEEDING_MS = 100;

/** How often the compiler's memory is looked at during a check, in milliseconds. */
const MEMORY_INTERVAL_MS = 50;

/** The end of the compiler's standard error that is kept for a diagnostic, in characters. */
const MAX_STDERR = 2_000;

/** What `tsc --api` asks for; it looks at the machine's disk only when a callback is missing or answers bare `null`. */
const CALLBACKS = ["readFile", "fileExists", "directoryExists", "getAccessibleEntries", "realpath"];

/**
 * The compiler over `tsc --api --async`: one process that keeps the library and the SDK in memory from check to check.
 * The protocol is TypeScript 7.0.2's and marked unstable: the pin is exact, and `compiler-cli.ts` stands beside it.
 */
export function createCompilerApi(options: CompilerOptions): Compiler {
  const inLane = createCheckLanes(options);
  const sessions = new Map<number, Session>();
  let closed = false;

  const open = (lane: number): Session => {
    if (closed) throw codemodeError("CHECK_COMPILER_FAILED", "The gate is closed.");
    let session = sessions.get(lane);
    if (session === undefined || session.ended) {
      session = new Session();
      sessions.set(lane, session);
    }
    return session;
  };

  return {
    async warm(files) {
      if (sessions.get(0)?.ended !== false) open(0).prime(files);
      await sessions.get(0)?.fed;
    },
    check(files, file, signal) {
      return inLane(async (lane) => {
        const session = open(lane);
        try {
          return await session.check(files, file, options, signal);
        } finally {
          // One process is kept.
          if (lane > 0) await session.end(retirement());
        }
      }, signal);
    },
    async close() {
      closed = true;
      const error = codemodeError("CHECK_COMPILER_FAILED", "The gate was closed.");
      await Promise.all([...sessions.values()].map((session) => session.end(error)));
    },
  };
}

interface Snapshot {
  snapshot: number;
  projects: { id: string }[];
}

interface ApiDiagnostic {
  code: number;
  text: string;
  pos: number;
  end: number;
  messageChain?: ApiDiagnostic[];
}

/** One process of the compiler, until it is killed or ends. */
class Session {
  ended = false;
  /** When all files have been read that the process was primed with; see `Compiler.warm`. */
  fed: Promise<void> = Promise.resolve();
  readonly #child: ManagedChild;
  readonly #rpc: JsonRpcConnection;
  #ready: Promise<unknown>;
  #files: VirtualFiles = new Map();
  #config = "";
  #snapshot: Snapshot | null = null;
  #stderr = "";
  readonly #unread = new Set<string>();
  #whenFed = (): void => {};

  constructor() {
    this.#child = spawnChild({
      command: compilerBinary(),
      args: ["--api", "--async", "--cwd", "/", `--callbacks=${CALLBACKS.join(",")}`],
      cwd: "/",
      env: COMPILER_ENV,
      stdio: ["pipe", "pipe", "pipe"],
      reaperAfterMs: REAPER_AFTER_MS,
    });
    const { stdin, stdout, stderr } = this.#child.process;
    this.#rpc = new JsonRpcConnection(stdout as Readable, stdin as Writable, (method, params) =>
      this.#answer(method, params),
    );
    stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-MAX_STDERR);
    });
    void this.#child.exited.then(({ code, signal }) => {
      this.ended = true;
      this.#rpc.fail(
        codemodeError("CHECK_COMPILER_FAILED", "The TypeScript compiler ended by itself.", {
          detail: `exit code ${code}, signal ${signal}\n${this.#stderr}`,
        }),
      );
    });
    this.#ready = this.#rpc.request("initialize", null);
    // It is awaited by the first check, which may never come.
    this.#ready.catch(() => {});
  }

  /** Has the files read before the first check asks for them. */
  prime(files: VirtualFiles): void {
    for (const name of files.keys()) this.#unread.add(name);
    const read = new Promise<void>((resolve) => {
      this.#whenFed = resolve;
    });
    // Sent together: the process takes them in order, and need not wait for us in between.
    this.#ready = Promise.all([this.#ready, this.#update(files)]);
    const ready = this.#ready.then(noted, noted);
    this.fed = Promise.race([read, ready, delay(MAX_FEEDING_MS, undefined, { ref: false })]);
  }

  async check(
    files: VirtualFiles,
    file: string,
    { timeoutMs, idleBytes = DEFAULT_IDLE_BYTES }: CompilerOptions,
    signal: AbortSignal | undefined,
  ): Promise<RawDiagnostic[]> {
    const tooSlow = (): void => void this.end(timeoutError(timeoutMs));
    const aborted = (): void => void this.end(signal?.reason as Error);
    const deadline = setTimeout(tooSlow, timeoutMs);
    const memory = setInterval(() => {
      if (this.#residentBytes() > MAX_COMPILER_BYTES) void this.end(memoryError());
    }, MEMORY_INTERVAL_MS);
    signal?.addEventListener("abort", aborted, { once: true });
    try {
      await this.#ready;
      const snapshot = await this.#update(files);
      const diagnostics = await this.#diagnose(snapshot, file);
      // What a large program has left behind is not kept for those that follow.
      if (this.#residentBytes() > idleBytes) await this.end(retirement());
      return diagnostics;
    } catch (error) {
      // Whatever state the process is in, the next check gets a new one.
      await this.end(error as Error);
      signal?.throwIfAborted();
      throw asCompilerError(error);
    } finally {
      clearTimeout(deadline);
      clearInterval(memory);
      signal?.removeEventListener("abort", aborted);
    }
  }

  /** Kills the process; requests under way fail with the error. */
  async end(error: Error): Promise<void> {
    this.ended = true;
    this.#rpc.fail(error);
    await this.#child.kill();
  }

  /** Tells the compiler which files are not what they were. */
  async #update(files: VirtualFiles): Promise<Snapshot> {
    const before = this.#files;
    const previous = this.#snapshot;
    this.#files = files;
    const config = JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: [...files.keys()] });
    const changed = [...files.keys()].filter((name) => files.get(name) !== before.get(name));
    if (config !== this.#config) changed.push(PROJECT);
    this.#config = config;

    this.#snapshot = (await this.#rpc.request(
      "updateSnapshot",
      previous === null ? { openProjects: [PROJECT] } : { fileChanges: { changed } },
    )) as Snapshot;
    // The one before would be kept for ever. Nothing waits for this, and a failure of the process is told by what follows.
    if (previous !== null) {
      this.#rpc.request("release", { snapshot: previous.snapshot }).catch(() => {});
    }
    return this.#snapshot;
  }

  async #diagnose({ snapshot, projects }: Snapshot, file: string): Promise<RawDiagnostic[]> {
    const project = projects[0]?.id;
    const lists = await Promise.all(
      ["getSyntacticDiagnostics", "getSemanticDiagnostics"].map((method) =>
        this.#rpc.request(method, { snapshot, project, file }),
      ),
    );
    return lists.flatMap((list) => (list as ApiDiagnostic[] | null) ?? []).map(toRawDiagnostic);
  }

  #answer(method: string, params: unknown): unknown {
    const name = Array.isArray(params) ? (params[0] as unknown) : params;
    if (typeof name !== "string") return null;
    switch (method) {
      case "readFile":
        if (this.#unread.delete(name) && this.#unread.size === 0) this.#whenFed();
        return { content: name === PROJECT ? this.#config : (this.#files.get(name) ?? null) };
      case "fileExists":
        return name === PROJECT || this.#files.has(name);
      case "directoryExists":
        // Not even the one with the files: they are asked for by name, and in a folder a `package.json` would be, too.
        return false;
      case "getAccessibleEntries":
        return { files: [], directories: [] };
      case "realpath":
        return name;
      default:
        throw new Error(`unknown callback ${method}`);
    }
  }

  /** Linux only; elsewhere the deadline alone bounds what a check can use up. */
  #residentBytes(): number {
    try {
      const [, pages] = readFileSync(`/proc/${this.#child.process.pid}/statm`, "utf8").split(" ");
      return Number(pages) * 4096;
    } catch {
      return 0;
    }
  }
}

/** The first check meets the failure, too, and tells it. */
function noted(): void {}

function toRawDiagnostic(diagnostic: ApiDiagnostic): RawDiagnostic {
  return {
    code: diagnostic.code,
    text: chainText(diagnostic, 0),
    start: diagnostic.pos,
    end: diagnostic.end,
  };
}

function chainText(diagnostic: ApiDiagnostic, depth: number): string {
  const below = (diagnostic.messageChain ?? []).map((next) => `\n${chainText(next, depth + 1)}`);
  return `${"  ".repeat(depth)}${diagnostic.text}${below.join("")}`;
}

export function timeoutError(timeoutMs: number): CodemodeError {
  return codemodeError(
    "CHECK_TIMEOUT",
    `The type check did not end within ${timeoutMs / 1000} s and was stopped.`,
  );
}

function retirement(): CodemodeError {
  return codemodeError("CHECK_COMPILER_FAILED", "The TypeScript compiler was replaced.");
}

function memoryError(): CodemodeError {
  return codemodeError(
    "CHECK_TIMEOUT",
    `The type check needed more than ${MAX_COMPILER_BYTES / 1024 ** 3} GiB of memory and was stopped.`,
  );
}

function asCompilerError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CodemodeError) return error;
  return codemodeError("CHECK_COMPILER_FAILED", "The TypeScript compiler did not do its work.", {
    detail: error.message,
    cause: error,
  });
}
