import { setImmediate as nextTurn } from "node:timers/promises";
import type { Compiler } from "../check/compiler.ts";
import type { Codemode, CodemodeOptions } from "../codemode.ts";
import type { Session } from "./command.ts";
import type { Asker } from "./questions.ts";

/**
 * For a command that will surely check a program: the compiler is started first of all, and is ready when everything
 * else is loaded. It ends with the work.
 */
export async function withCompiler(work: (compiler: Compiler) => Promise<number>): Promise<number> {
  const { startCompiler } = await import("../check/create-compiler.ts");
  const compiler = startCompiler();
  void loadAhead([() => import("../codemode.ts"), () => import("../check/gate.ts")]);
  try {
    return await work(compiler);
  } finally {
    await compiler.close();
  }
}

/**
 * Loads what will be needed while the command reads its programs: one after the other, so that the compiler, which asks for
 * its files meanwhile, is answered in between. Whoever needs them waits for them, and is told when they cannot be loaded.
 */
async function loadAhead(loads: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const load of loads) {
    await nextTurn();
    await load().catch(() => {});
  }
}

/**
 * Opens the library for one command that will check a program; the caller closes it.
 * @param compiler of {@link withCompiler}
 * @param showLog when to write what servers say: not while somebody answers a question
 */
export async function openSession(
  session: Session,
  compiler: Compiler,
  options: Pick<CodemodeOptions, "runtime" | "trust" | "onTrust" | "onElicitation"> = {},
  showLog: Asker["showLog"] = (write) => write(),
): Promise<Codemode> {
  const { openProject } = await import("../codemode.ts");
  const { codemode } = await openProject(
    {
      cwd: session.cwd,
      env: session.context.env,
      ...(session.configPath === undefined ? {} : { configPath: session.configPath }),
      ...options,
      ...(session.verbose
        ? {
            onServerLog: (key: string, line: string) =>
              showLog(() => session.ui.stderr(`${key}: ${line}`)),
          }
        : {}),
    },
    compiler,
  );
  return codemode;
}
