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

/**
 * What a script of the bundle evaluates to: chunks by the names under which they require each other (`./gate.cjs`), or the
 * script that a chunk is in. A chunk that no table has is alone in the script of its own name.
 */
type ChunkTable = Readonly<Record<string, ChunkFunction | string>>;

interface LoadedScript {
  entry: string;
  script: vm.Script;
  /** Whether it holds more than one chunk. */
  isGroup: boolean;
  fromCache: boolean;
}

/** What a check loads last. */
const LAST_CHUNK = "./gate.cjs";

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
 * @param first the script that is loaded at once
 */
export function createChunks(
  folder: string,
  first: string,
  cache: CodeCache | null,
  outside: Outside,
): Chunks {
  const known = new Map<string, ChunkFunction | string>();
  const modules = new Map<string, { exports: object }>();
  const scripts: LoadedScript[] = [];

  const addScript = (name: string): void => {
    const { table, ...loaded } = loadScript(path.join(folder, name), cache);
    scripts.push(loaded);
    for (const [id, chunk] of Object.entries(table)) known.set(id, chunk);
  };

  const find = (id: string): ChunkFunction => {
    const place = known.get(id) ?? id.slice("./".length);
    if (typeof place === "function") return place;
    addScript(place);
    return known.get(id) as ChunkFunction;
  };

  const load = (id: string): unknown => {
    const loaded = modules.get(id);
    if (loaded !== undefined) return loaded.exports;
    if (!id.startsWith("./")) return outside.require(id);
    const chunk = find(id);
    const module = { exports: {} };
    modules.set(id, module);
    const filename = path.join(folder, id);
    try {
      chunk(module.exports, load, module, filename, folder, (name) => outside.import(name));
    } catch (error) {
      // Whoever asks again gets the error again, not half a chunk.
      modules.delete(id);
      throw error;
    }
    return module.exports;
  };

  addScript(first);
  return {
    require: load,
    keep(exitCode) {
      // For a command that checks no program it is not worth the writing.
      if (cache === null || !modules.has(LAST_CHUNK)) return;
      for (const { entry, script, isGroup, fromCache } of scripts) {
        // V8 keeps what was called: of a group, most is called by a run that goes well.
        const whole = exitCode === 0 || !isGroup;
        if (!fromCache && whole) cache.write(entry, script.createCachedData());
      }
    },
  };
}

interface EvaluatedScript extends LoadedScript {
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
  const table = script.runInThisContext() as ChunkTable;
  const fromCache = script.cachedDataRejected === false;
  return { entry, script, table, isGroup: Object.keys(table).length > 1, fromCache };
}
