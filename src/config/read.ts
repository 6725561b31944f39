import { accessSync, constants, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Loader } from "cosmiconfig";
import { codemodeError, type CodemodeError } from "../diagnostics/error.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { readLiteralConfig } from "./literal.ts";
import { parseJsonFile } from "./parse-json.ts";

/** What a module loader is given for `import { defineConfig } from "codemode"`: nothing but that, so that it is fast. */
const CODEMODE_MODULE = path.join(PACKAGE_ROOT, "dist", "bundle", "define.js");

const MAX_CONFIG_BYTES = 1_000_000;

/** Loaders by extension, for cosmiconfig. Its own for TypeScript does not work with TypeScript 7. */
export const CONFIG_LOADERS: Record<string, Loader> = {
  ".ts": readModule,
  ".mts": readModule,
  ".mjs": readModule,
  ".js": readModule,
  ".json": readJson,
};

/** @throws CodemodeError `CONFIG_UNREADABLE` for what is no regular file, is too large or may not be read */
export function assertReadable(file: string): void {
  const stat = statSync(file);
  if (!stat.isFile()) {
    throw codemodeError("CONFIG_UNREADABLE", `${file} is not a regular file.`);
  }
  try {
    accessSync(file, constants.R_OK);
  } catch {
    throw codemodeError("CONFIG_UNREADABLE", `${file} may not be read.`);
  }
  if (stat.size > MAX_CONFIG_BYTES) {
    const size = `${stat.size} bytes, more than ${MAX_CONFIG_BYTES}`;
    throw codemodeError("CONFIG_UNREADABLE", `${file} is too large: ${size}.`);
  }
}

/**
 * What a file holds that need not be run: JSON, or a module that exports a literal. No loader of modules is loaded for it.
 *
 * @returns `null` for a file that has to be run, and for those that cosmiconfig knows how to take
 * @throws CodemodeError `CONFIG_SYNTAX`
 */
export async function readData(file: string): Promise<{ value: unknown } | null> {
  const text = readFileSync(file, "utf8");
  if (path.basename(file) === "package.json" || text.trim() === "") return null;
  if (path.extname(file) === ".json") return { value: readJson(file, text) };
  return readLiteralConfig(file, text);
}

function readJson(file: string, text: string): unknown {
  return parseJsonFile(file, text, "CONFIG_SYNTAX");
}

async function readModule(file: string): Promise<unknown> {
  assertReadable(file);
  const { createJiti } = await import("jiti");
  const jiti = createJiti(file, {
    alias: { codemode: CODEMODE_MODULE },
    // Compiled anew every time: a cache would be a file outside `outDir`, and hold the configuration's text.
    fsCache: false,
    // A second load in one process (watching, tests) must see the file as it is then.
    moduleCache: false,
  });
  try {
    // A promise is awaited: `export default loadFromSomewhere()` is fine.
    return await jiti.import(file, { default: true });
  } catch (error) {
    throw moduleError(file, error);
  }
}

function moduleError(file: string, error: unknown): CodemodeError {
  const thrown = error instanceof Error ? error : new Error(String(error));
  // jiti's own form: "ParseError: <why> \n <file>:<line>:<column>", the column counted from 0.
  const syntax = /^ParseError: ([^\n]*?)\s*\n\s*(.+):(\d+):(\d+)/.exec(thrown.message);
  if (syntax !== null) {
    const [, why, where, line, column] = syntax as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    return codemodeError("CONFIG_SYNTAX", `${where} cannot be parsed: ${why}`, {
      location: { file: where, line: Number(line), column: Number(column) + 1 },
      cause: error,
    });
  }
  const location = throwLocation(file, thrown);
  // "Cannot find module ..." goes on with the stack of requires.
  const [reason = ""] = thrown.message.split("\n");
  return codemodeError("CONFIG_THREW", `${file} threw while it was evaluated: ${reason}`, {
    ...(location === null ? {} : { location }),
    ...(thrown.stack === undefined ? {} : { detail: thrown.stack }),
    cause: error,
  });
}

/** The first frame of the stack that is in the file itself. jiti keeps the lines of the source, but not the columns. */
function throwLocation(
  file: string,
  error: Error,
): { file: string; line: number; column: number } | null {
  const frames = (error.stack ?? "").split("\n");
  for (const frame of frames) {
    const match = /:(\d+):\d+\)?$/.exec(frame);
    if (match !== null && frame.includes(file)) return { file, line: Number(match[1]), column: 1 };
  }
  return null;
}
