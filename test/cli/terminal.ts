import { PassThrough } from "node:stream";
import { expect } from "vitest";
import { runCli } from "../../src/cli/program.ts";

/** Runs a command with somebody at the terminal who gives these answers, one for each question, and is asked no more. */
export async function atTerminal(
  argv: readonly string[],
  answers: readonly string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): Promise<{ exitCode: number; stderr: string }> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const left = [...answers];
  let asked = 0;
  let stderr = "";
  const exitCode = await runCli(argv, {
    cwd,
    env,
    stdin,
    stdout: { isTTY: true, write: () => {} },
    stderr: {
      isTTY: true,
      write: (text) => {
        stderr += text;
        if (!text.endsWith("] ")) return;
        asked += 1;
        stdin.write(`${left.shift() ?? ""}\n`);
      },
    },
    signal: new AbortController().signal,
  });
  expect(asked).toBe(answers.length);
  return { exitCode, stderr };
}
