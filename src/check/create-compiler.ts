import { createCompilerApi } from "./compiler-api.ts";
import { createCompilerCli } from "./compiler-cli.ts";
import type { Compiler } from "./compiler.ts";
import { filesFor } from "./library.ts";

/** How long one check may take, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 10_000;

export interface CompilerChoice {
  /** How the compiler is driven: over its API (the default), or as `tsc -p`. */
  engine?: "api" | "cli";
  /** How long one check may take, in milliseconds. Default 10,000. */
  timeoutMs?: number;
}

export function createCompiler(choice: CompilerChoice = {}): Compiler {
  const { engine = "api", timeoutMs = DEFAULT_TIMEOUT_MS } = choice;
  return (engine === "cli" ? createCompilerCli : createCompilerApi)({ timeoutMs });
}

/** For whoever will surely check: the compiler starts while everything else is being loaded. */
export function startCompiler(): Compiler {
  const compiler = createCompiler();
  void compiler.warm(filesFor("", ""));
  return compiler;
}
