import { once } from "node:events";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { spawnChild } from "../process/child.ts";

/**
 * How much nesting the parser surely survives, in tokens that can nest. Measured with oxc-parser 0.154.0 on a thread
 * with a stack of 4 MiB (Node's worker threads; Linux and macOS give the main thread 8 MiB): the first crash of any
 * construct comes at 1,150 nested brackets and at 4,700 nested operators. Windows gives the main thread 1 MiB.
 */
const SAFE_NESTING = process.platform === "win32" ? 220 : 900;

/** What an operator or a keyword that can nest weighs, next to a bracket. */
const OPERATOR_WEIGHT = 0.2;

const OPENERS = /[[({<]/g;
const OPERATORS =
  /=>|\*\*|\?|=|[!~+-]|:|\b(?:await|new|typeof|void|delete|yield|keyof|unique|readonly|infer|extends|else|do|throw|return|async|function|class|as|satisfies)\b/g;

/** How long the trial may take, in milliseconds. */
const TRIAL_TIMEOUT_MS = 5_000;

/** Parses its standard input, and exits with 0 when the tree is not too deep. It may well crash: that is its purpose. */
const TRIAL = `
import { readFileSync } from "node:fs";
const { parseSync, visitorKeys } = await import(process.argv[1]);
const { program } = parseSync("program.ts", readFileSync(0, "utf8"), { lang: "ts", sourceType: "module", astType: "ts" });
let level = [program];
for (let depth = 0; level.length > 0; depth += 1) {
  if (depth > Number(process.argv[2])) process.exit(1);
  level = level.flatMap((node) => (visitorKeys[node.type] ?? []).flatMap((key) => node[key] ?? []));
}
`;

/**
 * Whether the text can be parsed in this process. A text with few tokens that can nest surely can, which is nearly
 * every program; any other is first parsed in a process of its own.
 */
export async function parsesSafely(text: string, maxDepth: number): Promise<boolean> {
  const openers = text.match(OPENERS)?.length ?? 0;
  const operators = text.match(OPERATORS)?.length ?? 0;
  if (openers + operators * OPERATOR_WEIGHT <= SAFE_NESTING) return true;
  return survivesTrial(text, maxDepth);
}

async function survivesTrial(text: string, maxDepth: number): Promise<boolean> {
  const child = spawnChild({
    command: process.execPath,
    args: [
      "--input-type=module",
      "--eval",
      TRIAL,
      pathToFileURL(createRequire(import.meta.url).resolve("oxc-parser")).href,
      String(maxDepth),
    ],
    env: {},
    stdio: ["pipe", "ignore", "ignore"],
  });
  const deadline = setTimeout(() => void child.kill(), TRIAL_TIMEOUT_MS);
  const { stdin } = child.process;
  // The child may crash before it has read everything: that is told by its exit.
  stdin?.on("error", () => {});
  stdin?.end(text);
  if (stdin !== null) await Promise.race([once(stdin, "close"), child.exited]);
  const { code } = await child.exited;
  clearTimeout(deadline);
  return code === 0;
}
