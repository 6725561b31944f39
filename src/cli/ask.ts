import { Readable } from "node:stream";
import type { CliContext } from "./context.ts";

/** Whether somebody sits at a terminal that can be asked: both the question and the answer need one. */
export function canAsk({ stdin, stderr, env }: CliContext): boolean {
  const isPipeline = env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false";
  return stdin.isTTY === true && stderr.isTTY === true && !isPipeline;
}

/**
 * Asks a question on stderr, since stdout is data, and reads one line.
 *
 * @returns the line without space around it; empty when the input ends
 * @throws the reason of the context's signal
 */
export async function askLine(context: CliContext, question: string): Promise<string> {
  context.signal.throwIfAborted();
  context.stderr.write(question);
  const { stdin } = context;
  const input = stdin instanceof Readable ? stdin : Readable.from(stdin);
  // Most commands ask nothing.
  const { createInterface } = await import("node:readline");
  // Not a terminal to readline: it would draw the line anew, and the question with it.
  const lines = createInterface({ input, terminal: false });
  try {
    return await new Promise<string>((resolve, reject) => {
      const onAbort = (): void => reject(context.signal.reason);
      context.signal.addEventListener("abort", onAbort, { once: true });
      lines.once("line", (line) => resolve(line.trim()));
      lines.once("close", () => resolve(""));
    });
  } finally {
    lines.close();
    // What was not read stays for the next question.
    if (stdin instanceof Readable) stdin.pause();
  }
}
