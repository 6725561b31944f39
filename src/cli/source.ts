import { createReadStream, existsSync, readFileSync, statSync, type Stats } from "node:fs";
import path from "node:path";
import { codemodeError, CodemodeError } from "../diagnostics/error.ts";
import type { JsonValue } from "../json.ts";
import type { Session } from "./command.ts";

/** Far above what the gate accepts: only keeps an endless pipe or a huge file from filling the memory. */
const MAX_BYTES = 8 * 1024 * 1024;

export interface Source {
  /** As the user named it, for messages: a path, or `stdin`. */
  name: string;
  text: string;
}

/**
 * Reads a program from a file, or from standard input for `-`.
 * @throws CodemodeError `CLI_SOURCE_UNREADABLE`
 */
export async function readSource(session: Session, file: string): Promise<Source> {
  if (file !== "-") return { name: file, text: await readText(session, file) };
  if (session.context.stdin.isTTY === true) {
    session.ui.note("Reading the program from the terminal; end it with Ctrl-D.");
  }
  return { name: "stdin", text: await readStdin(session) };
}

/**
 * The value of `--input`: JSON, or `@` and the path of a file with JSON. Without the option `undefined`.
 * @throws CodemodeError `CLI_INPUT_INVALID`, `CLI_SOURCE_UNREADABLE`
 */
export async function readInput(
  session: Session,
  given: string | undefined,
): Promise<JsonValue | undefined> {
  if (given === undefined) return undefined;
  const text = given.startsWith("@") ? await readText(session, given.slice(1)) : given;
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    const place = given.startsWith("@") ? ` in ${given.slice(1)}` : "";
    const hint = hintOfInput(session, given);
    throw codemodeError("CLI_INPUT_INVALID", `The input${place} is not JSON.`, {
      detail: (error as SyntaxError).message,
      ...(hint === null ? {} : { hint }),
      cause: error,
    });
  }
}

/** What was most likely meant by an input that is not JSON. */
function hintOfInput({ cwd }: Session, given: string): string | null {
  if (given.startsWith("@")) return `Mend the JSON in ${given.slice(1)}.`;
  if (given.trim() === "") return "Leave `--input` out to give the program no input.";
  if (given.length < 1000 && existsSync(path.resolve(cwd, given))) {
    return `To read the file, write \`--input @${given}\`.`;
  }
  // A shell that knows no single quotes, or double quotes inside double quotes.
  if (/^\s*[[{]/.test(given) && !given.includes('"')) {
    return `JSON needs double quotes around names and texts: \`--input '{"n": 1}'\`. Did the shell take them away?`;
  }
  if (/^[\w ./:-]+$/.test(given))
    return `A text is JSON with double quotes: \`--input '"${given}"'\`.`;
  return null;
}

async function readText(session: Session, file: string): Promise<string> {
  const absolute = path.resolve(session.cwd, file);
  try {
    const entry = statSync(absolute);
    refuseIdlePipe(entry, absolute, file);
    if (entry.isFile() && entry.size <= MAX_BYTES) return readFileSync(absolute, "utf8");
    // What a device or a pipe holds has no size before it is read.
    return await readBounded(
      createReadStream(absolute, { end: MAX_BYTES }),
      `Cannot read ${file}: it is longer than ${MAX_BYTES} bytes.`,
    );
  } catch (error) {
    if (error instanceof CodemodeError) throw error;
    const why = (error as NodeJS.ErrnoException).code;
    const reason = why === "ENOENT" ? "there is no such file" : (why ?? "unknown error");
    throw codemodeError("CLI_SOURCE_UNREADABLE", `Cannot read ${file}: ${reason}.`, {
      cause: error,
    });
  }
}

/** The pipes of a shell's `<(command)`: somebody writes into them. */
const SHELL_PIPES = /^\/(?:dev\/(?:fd|stdin)|proc\/[^/]+\/fd)\b/;

/** Opening a named pipe that nobody writes into would wait for ever. */
function refuseIdlePipe(entry: Stats, absolute: string, file: string): void {
  if (!entry.isFIFO() || SHELL_PIPES.test(absolute)) return;
  throw codemodeError("CLI_SOURCE_UNREADABLE", `Cannot read ${file}: it is a named pipe.`, {
    hint: `Give what comes out of it on standard input: \`codemode ... - < ${file}\`.`,
  });
}

async function readStdin({ context }: Session): Promise<string> {
  return readBounded(context.stdin, `Standard input is longer than ${MAX_BYTES} bytes.`);
}

async function readBounded(
  stream: AsyncIterable<string | Uint8Array>,
  tooLong: string,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > MAX_BYTES) throw codemodeError("CLI_SOURCE_UNREADABLE", tooLong);
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}
