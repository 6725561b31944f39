import type { Codemode, RuntimeOptions } from "../codemode.ts";
import type { Session } from "./command.ts";

/** Opens the library for one command; the caller closes it. */
export async function openSession(session: Session, runtime?: RuntimeOptions): Promise<Codemode> {
  const { openCodemode } = await import("../codemode.ts");
  return openCodemode({
    cwd: session.cwd,
    env: session.context.env,
    ...(session.configPath === undefined ? {} : { configPath: session.configPath }),
    ...(runtime === undefined ? {} : { runtime }),
    ...(session.verbose
      ? { onServerLog: (key: string, line: string) => session.ui.stderr(`${key}: ${line}`) }
      : {}),
  });
}
