import type { DiagnosticCode } from "../diagnostics/codes.ts";
import { codemodeError } from "../diagnostics/error.ts";

/** Nesting that no file a person writes comes near. */
const MAX_DEPTH = 100;

/**
 * Parses a JSON file (RFC 8259). A byte order mark is allowed; a key that stands twice in an object is an error, since
 * one of the two would be lost in silence.
 *
 * @throws CodemodeError of the given code, with the place of the first error
 */
export function parseJsonFile(file: string, text: string, code: DiagnosticCode): unknown {
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    new Scanner(json).scan();
    return JSON.parse(json);
  } catch (error) {
    const fault = error instanceof JsonFault ? error : new JsonFault(String(error), json.length);
    throw codemodeError(code, `${file} is not valid JSON: ${fault.message}.`, {
      location: { file, ...placeOf(json, fault.offset) },
    });
  }
}

class JsonFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const SPACE = /[ \t\r\n]*/y;
const STRING =
  // oxlint-disable-next-line no-control-regex -- control characters are what JSON excludes
  /"[^"\\\u0000-\u001F]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\u0000-\u001F]*)*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Only looks for what is wrong and where: V8's own messages differ from version to version and often name no place. */
class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): void {
    this.#value(0);
    if (this.#at < this.#text.length) this.#fail("there is more after the end of the value");
  }

  #value(depth: number): void {
    if (depth > MAX_DEPTH) this.#fail(`it is nested more than ${MAX_DEPTH} levels deep`);
    this.#match(SPACE);
    if (this.#skip("{")) this.#object(depth);
    else if (this.#skip("[")) this.#array(depth);
    else if (this.#match(STRING) === null && this.#match(SCALAR) === null) {
      this.#fail("a value is expected");
    }
    this.#match(SPACE);
  }

  #object(depth: number): void {
    const keys = new Set<string>();
    this.#match(SPACE);
    if (this.#skip("}")) return;
    do {
      this.#match(SPACE);
      const start = this.#at;
      const literal = this.#match(STRING);
      if (literal === null) this.#fail("a key in double quotes is expected");
      const key = JSON.parse(literal) as string;
      if (keys.has(key))
        throw new JsonFault(`the key ${literal} stands twice in one object`, start);
      keys.add(key);
      this.#match(SPACE);
      if (!this.#skip(":")) this.#fail("a colon is expected after the key");
      this.#value(depth + 1);
    } while (this.#skip(","));
    if (!this.#skip("}")) this.#fail("a comma or the end of the object is expected");
  }

  #array(depth: number): void {
    this.#match(SPACE);
    if (this.#skip("]")) return;
    do this.#value(depth + 1);
    while (this.#skip(","));
    if (!this.#skip("]")) this.#fail("a comma or the end of the array is expected");
  }

  #skip(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return null;
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #fail(message: string): never {
    throw new JsonFault(message, this.#at);
  }
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) as string).length + 1 };
}
