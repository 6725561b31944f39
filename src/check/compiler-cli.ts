// Loaded when it is first used: nearly every check goes through the other engine.
import { promises } from "node:fs";
import os from "node:os";
import path from "node:path";
import { codemodeError } from "../diagnostics/error.ts";
import { spawnChild, type ManagedChild } from "../process/child.ts";
import { forget, watch } from "../process/reaper.ts";
import { timeoutError } from "./compiler-api.ts";
import { compilerBinary } from "./compiler-binary.ts";
import {
  COMPILER_ENV,
  COMPILER_OPTIONS,
  createCheckLanes,
  type Compiler,
  type CompilerOptions,
  type RawDiagnostic,
} from "./compiler.ts";
import { createLineTable, type LineTable } from "./positions.ts";

/**
 * The compiler as `tsc -p` on a folder of its own: slower, no process kept, and an interface that does not change.
 * Here the compiler could read the machine's files; nothing in what it is given names any (`module-names.ts`).
 */
export function createCompilerCli(options: CompilerOptions): Compiler {
  const inLane = createCheckLanes(options);
  const running = new Set<ManagedChild>();
  let closed = false;
  return {
    warm: async () => {},
    check(files, file, signal) {
      return inLane(async () => {
        if (closed) throw codemodeError("CHECK_COMPILER_FAILED", "The gate is closed.");
        const folder = await promises.mkdtemp(path.join(os.tmpdir(), "codemode-check-"));
        watch({ folder });
        try {
          await writeProject(folder, files);
          const output = await runCompiler(folder, options.timeoutMs, running, signal);
          return parseOutput(output, file, files.get(file) ?? "");
        } finally {
          await promises.rm(folder, { recursive: true, force: true });
          forget({ folder });
        }
      }, signal);
    },
    async close() {
      closed = true;
      await Promise.all([...running].map((child) => child.kill()));
    },
  };
}

async function writeProject(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of files) {
    const target = path.join(folder, name);
    await promises.mkdir(path.dirname(target), { recursive: true });
    await promises.writeFile(target, text);
  }
  const config = {
    compilerOptions: COMPILER_OPTIONS,
    files: [...files.keys()].map((name) => `.${name}`),
  };
  await promises.writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(config));
  // The compiler looks for one in every folder above, until it finds it.
  await promises.writeFile(path.join(folder, "package.json"), "{}");
}

async function runCompiler(
  folder: string,
  timeoutMs: number,
  running: Set<ManagedChild>,
  signal: AbortSignal | undefined,
): Promise<string> {
  const child = spawnChild({
    command: compilerBinary(),
    args: ["-p", "tsconfig.json", "--pretty", "false", "--locale", "en"],
    cwd: folder,
    env: COMPILER_ENV,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let timedOut = false;
  const deadline = setTimeout(() => {
    timedOut = true;
    void child.kill();
  }, timeoutMs);
  const aborted = (): void => void child.kill();
  signal?.addEventListener("abort", aborted, { once: true });
  try {
    const chunks: Buffer[] = [];
    child.process.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    const [{ code }] = await Promise.all([child.exited, closed(child)]);
    signal?.throwIfAborted();
    if (timedOut) throw timeoutError(timeoutMs);
    const output = Buffer.concat(chunks).toString("utf8");
    // 1 and 2 mean that it found errors.
    if (code !== 0 && code !== 1 && code !== 2) {
      throw codemodeError("CHECK_COMPILER_FAILED", "The TypeScript compiler did not do its work.", {
        detail: output.slice(0, 2_000),
      });
    }
    return output;
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener("abort", aborted);
    running.delete(child);
  }
}

/** When everything that the process wrote has been read. */
function closed(child: ManagedChild): Promise<void> {
  return new Promise((resolve) => {
    child.process.once("close", () => resolve());
    if (child.process.pid === undefined) resolve();
  });
}

const LINE = /^(?<file>[^\n(]+)\((?<line>\d+),(?<column>\d+)\): error TS(?<code>\d+): (?<text>.*)$/;

/** The compiler's plain output: `file(line,column): error TS1234: text`, lines that follow from it indented. */
function parseOutput(output: string, file: string, text: string): RawDiagnostic[] {
  const table: LineTable = createLineTable(text);
  const diagnostics: RawDiagnostic[] = [];
  let current: RawDiagnostic | null = null;
  for (const line of output.split(/\r?\n/)) {
    const match = LINE.exec(line)?.groups;
    if (match !== undefined) {
      const start = table.offsetAt({ line: Number(match.line), column: Number(match.column) });
      current = { code: Number(match.code), text: match.text ?? "", start, end: start };
      if (`/${match.file}` === file) diagnostics.push(current);
    } else if (current !== null && line.startsWith("  ")) {
      current.text += `\n${line}`;
    }
  }
  return diagnostics;
}
