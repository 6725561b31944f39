import { readFile } from "node:fs/promises";
import path from "node:path";
import { codemodeError } from "../diagnostics/error.ts";
import type { JsonValue } from "../json.ts";
import type { Session } from "./command.ts";

/** Far above what the gate accepts: only keeps an endless pipe from filling the memory. */
const MAX_STDIN_BYTES = 8 * 1024 * 1024;

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
    throw codemodeError("CLI_INPUT_INVALID", `The input${place} is not JSON.`, {
      detail: (error as SyntaxError).message,
      cause: error,
    });
  }
}

async function readText(session: Session, file: string): Promise<string> {
  try {
    return await readFile(path.resolve(session.cwd, file), "utf8");
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    const reason = why === "ENOENT" ? "there is no such file" : (why ?? "unknown error");
    throw codemodeError("CLI_SOURCE_UNREADABLE", `Cannot read ${file}: ${reason}.`, {
      cause: error,
    });
  }
}

async function readStdin({ context }: Session): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of context.stdin) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > MAX_STDIN_BYTES) {
      throw codemodeError(
        "CLI_SOURCE_UNREADABLE",
        `Standard input is longer than ${MAX_STDIN_BYTES} bytes.`,
      );
    }
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}
