import type { Codemode, CodemodeOptions } from "../codemode.ts";
import type { Session } from "./command.ts";
import type { Asker } from "./questions.ts";

/**
 * Opens the library for one command that will check a program; the caller closes it.
 * @param showLog when to write what servers say: not while somebody answers a question
 */
export async function openSession(
  session: Session,
  options: Pick<CodemodeOptions, "runtime" | "trust" | "onTrust" | "onElicitation"> = {},
  showLog: Asker["showLog"] = (write) => write(),
): Promise<Codemode> {
  // First of all: the compiler starts while everything else is loaded.
  const { startCompiler } = await import("../check/create-compiler.ts");
  const compiler = startCompiler();
  try {
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
  } catch (error) {
    await compiler.close();
    throw error;
  }
}
