import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import type { CodeCache } from "./code-cache.ts";

/** A chunk of the bundle as a CommonJS module. */
type ChunkFunction = (
  exports: object,
  require: (id: string) => unknown,
  module: { exports: object },
  filename: string,
  dirname: string,
  importOutside: (id: string) => Promise<unknown>,
) => void;

/** Loads what is no chunk: packages, and Node's own modules. */
export interface Outside {
  require(id: string): unknown;
  import(id: string): Promise<unknown>;
}

/** What a script of the bundle evaluates to: chunks by the names under which they require each other, `./gate.cjs`. */
type ChunkTable = Readonly<Record<string, ChunkFunction>>;

interface LoadedScript {
  entry: string;
  script: vm.Script;
  names: readonly string[];
  fromCache: boolean;
}

/** `// <digest of what follows>`: the first line of every script, and of nothing but ASCII, as is all of it. */
const DIGEST_LENGTH = 64;
const DIGEST_START = "// ".length;

export interface Chunks {
  /** @returns what the chunk exports */
  require(id: string): unknown;
  /** Keeps what was compiled, for the next process. To be called when this one ends. */
  keep(exitCode: number): void;
}

/**
 * Loads the chunks of the bundle, each when it is first required.
 * Node's own loader would take twice as long: it looks for each file in several places, and compiles it every time.
 *
 * @param folder of the scripts
 * @param first the script that has many chunks; any other is called like its only one
 */
export function createChunks(
  folder: string,
  first: string,
  cache: CodeCache | null,
  outside: Outside,
): Chunks {
  const functions = new Map<string, ChunkFunction>();
  const modules = new Map<string, { exports: object }>();
  const scripts: LoadedScript[] = [];

  const addScript = (name: string): void => {
    const { table, ...loaded } = loadScript(path.join(folder, name), cache);
    scripts.push({ ...loaded, names: Object.keys(table) });
    for (const [id, chunk] of Object.entries(table)) functions.set(id, chunk);
  };

  const load = (id: string): unknown => {
    const known = modules.get(id);
    if (known !== undefined) return known.exports;
    if (!id.startsWith("./")) return outside.require(id);
    if (!functions.has(id)) addScript(id.slice("./".length));
    const module = { exports: {} };
    modules.set(id, module);
    const chunk = functions.get(id) as ChunkFunction;
    const filename = path.join(folder, id);
    chunk(module.exports, load, module, filename, folder, (name) => outside.import(name));
    return module.exports;
  };

  addScript(first);
  return {
    require: load,
    keep(exitCode) {
      const usesAll = ({ names }: LoadedScript): boolean => names.every((id) => modules.has(id));
      // Only a command that checks programs uses all of the first script; for others it is not worth the writing.
      if (cache === null || !usesAll(scripts[0] as LoadedScript)) return;
      for (const { entry, script, names, fromCache } of scripts) {
        // V8 keeps what was called: of the first script what a run that went well has called.
        const whole = names.length === 1 || exitCode === 0;
        if (!fromCache && whole) cache.write(entry, script.createCachedData());
      }
    },
  };
}

interface EvaluatedScript extends Omit<LoadedScript, "names"> {
  table: ChunkTable;
}

function loadScript(filename: string, cache: CodeCache | null): EvaluatedScript {
  // ASCII: a string of one byte a character is made in no time.
  const source = readFileSync(filename, "latin1");
  const digest = source.slice(DIGEST_START, DIGEST_START + DIGEST_LENGTH);
  const entry = `${path.basename(filename)}-${digest}-${process.version}-${process.arch}`;
  const cachedData = cache?.read(entry);
  const script = new vm.Script(source, {
    filename,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  return {
    entry,
    script,
    fromCache: script.cachedDataRejected === false,
    table: script.runInThisContext() as ChunkTable,
  };
}
