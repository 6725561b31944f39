import { createRequire } from "node:module";
import { createChunks } from "./chunks.ts";
import { openCodeCache } from "./code-cache.ts";

/** The script with the chunks that every check needs; see `scripts/build-command.mjs`. */
const FIRST_SCRIPT = "main.cjs";

/** Loads the command line and runs it. `bin/codemode.js` calls it, and nothing else does. */
export function start(): void {
  const outside = {
    require: createRequire(import.meta.url),
    import: async (id: string): Promise<unknown> => import(id),
  };
  const cache = openCodeCache(process.env);
  const chunks = createChunks(import.meta.dirname, FIRST_SCRIPT, cache, outside);
  process.on("exit", (exitCode) => chunks.keep(exitCode));
  const cli = chunks.require("./cli.cjs") as { main(): Promise<void> };
  void cli.main();
}
