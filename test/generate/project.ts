import { statSync } from "node:fs";
import path from "node:path";
import { generate, type GenerateOptions, type GenerateReport } from "../../src/generate.ts";
import type { JsonValue } from "../../src/json.ts";
import { catalogOf } from "../emit/catalogs.ts";
import { createTree, readTree, type Tree } from "../lock/tree.ts";

const REPLAY = path.resolve(import.meta.dirname, "../../fixtures/cases/replay.mjs");

/** A project whose servers are real processes that advertise what the test wants. */
export interface TestProject {
  tree: Tree;
  /** Replaces the configuration; each server has the tools given for it, `null` for one that cannot start. */
  serve(
    servers: Record<string, JsonValue[] | null>,
    filters?: Record<string, { include?: string[]; exclude?: string[] }>,
  ): void;
  generate(options?: Partial<GenerateOptions>): Promise<GenerateReport>;
  /** The output folder's files. */
  output(): Record<string, string>;
  /** When each of them was last written. */
  times(): [string, number][];
}

export function createTestProject(): TestProject {
  const tree = createTree();
  const outDir = path.join(tree.dir, "codemode");
  const output = (): Record<string, string> => readTree(outDir);
  return {
    tree,
    serve: (servers, filters = {}) => {
      const entries = Object.entries(servers).map(([key, tools]) => {
        if (tools === null) return [key, { command: "no-such-command-here" }];
        tree.write(`catalogs/${key}.json`, JSON.stringify(catalogOf(key, tools)));
        const args = ["${REPLAY}", `catalogs/${key}.json`];
        return [key, { command: "node", args, ...filters[key] }];
      });
      const config = { servers: Object.fromEntries(entries) as Record<string, unknown> };
      tree.write("codemode.config.json", JSON.stringify(config));
    },
    generate: (options = {}) =>
      generate({
        cwd: tree.dir,
        env: { ...process.env, REPLAY, CANARY: "canary-7f3a" },
        ...options,
      }),
    output,
    times: () =>
      Object.keys(output()).map((file) => [file, statSync(path.join(outDir, file)).mtimeMs]),
  };
}
