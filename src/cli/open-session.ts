import type { Codemode, CodemodeOptions } from "../codemode.ts";
import type { Session } from "./command.ts";

/** Opens the library for one command that will check a program; the caller closes it. */
export async function openSession(
  session: Session,
  options: Pick<CodemodeOptions, "runtime" | "trust" | "onTrust" | "onElicitation"> = {},
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
          ? { onServerLog: (key: string, line: string) => session.ui.stderr(`${key}: ${line}`) }
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
