/** A piece of a program as it is read without a tree. Comments and white space are left out. */
export interface Token {
  kind: "word" | "punctuation" | "string" | "template" | "number" | "regexp";
  text: string;
  start: number;
  end: number;
}

/** A bracket, with the one that closes it; `${` in a template is one too. */
export interface Bracket {
  open: Token;
  close: Token | null;
}

/** What a program without a tree can be told to be made of. */
export interface Scan {
  tokens: readonly Token[];
  /** In the order in which they open. */
  brackets: readonly Bracket[];
  /** The first closing bracket that does not close what is open there; `open` is `null` when nothing is. */
  mismatch: { open: Token | null; close: Token } | null;
  /** The first string, template or comment that does not end. */
  unfinished: { kind: "string" | "template" | "comment"; start: number; quote: string } | null;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["${", "}"],
]);

/** Words after which `/` begins a regular expression. */
const BEFORE_VALUE =
  /^(?:return|typeof|case|in|of|await|yield|void|delete|new|else|do|instanceof|throw)$/;

export function closingOf(open: string): string {
  return CLOSING.get(open) ?? "";
}

/** Reads any text as TypeScript's tokens, in linear time, as far as they can be told without a grammar. */
export function scanTokens(text: string): Scan {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #brackets: Bracket[] = [];
  readonly #stack: Bracket[] = [];
  #mismatch: Scan["mismatch"] = null;
  #unfinished: Scan["unfinished"] = null;
  #at = 0;
  /** Up to where no regular expression can begin: one that does not end was looked for in this line already. */
  #noRegexpBefore = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): Scan {
    while (this.#at < this.#text.length) this.#next();
    return {
      tokens: this.#tokens,
      brackets: this.#brackets,
      mismatch: this.#mismatch,
      unfinished: this.#unfinished,
    };
  }

  #next(): void {
    const text = this.#text;
    const start = this.#at;
    const character = text[start] as string;
    if (/\s/.test(character)) this.#at += 1;
    else if (text.startsWith("//", start)) this.#at = endOfLine(text, start);
    else if (text.startsWith("/*", start)) this.#comment(start);
    else if (character === '"' || character === "'") this.#string(character);
    else if (character === "`") this.#template(start);
    else if (/[\p{ID_Start}$_#@]/u.test(character)) this.#match("word", /[\p{ID_Continue}$#@]+/uy);
    else if (/\d/.test(character)) this.#match("number", /[\w.]+/y);
    else if (character === "/" && this.#isRegexp()) this.#match("regexp", REGEXP);
    else this.#punctuation(character);
  }

  #push(kind: Token["kind"], start: number): Token {
    const token = { kind, text: this.#text.slice(start, this.#at), start, end: this.#at };
    this.#tokens.push(token);
    return token;
  }

  #match(kind: Token["kind"], pattern: RegExp): void {
    const start = this.#at;
    pattern.lastIndex = start;
    this.#at += Math.max(1, pattern.exec(this.#text)?.[0].length ?? 1);
    this.#push(kind, start);
  }

  #comment(start: number): void {
    const end = this.#text.indexOf("*/", start + 2);
    if (end === -1) this.#unfinished ??= { kind: "comment", start, quote: "*/" };
    this.#at = end === -1 ? this.#text.length : end + 2;
  }

  #string(quote: string): void {
    const start = this.#at;
    const text = this.#text;
    this.#at += 1;
    while (
      this.#at < text.length &&
      text[this.#at] !== quote &&
      !/[\n\r]/.test(text[this.#at] ?? "")
    ) {
      this.#at += text[this.#at] === "\\" ? 2 : 1;
    }
    if (text[this.#at] === quote) this.#at += 1;
    else this.#unfinished ??= { kind: "string", start, quote };
    this.#at = Math.min(this.#at, text.length);
    this.#push("string", start);
  }

  /** From a backtick, or from the `}` that ends `${`, to the next `${` or the end. */
  #template(start: number): void {
    const text = this.#text;
    this.#at += 1;
    while (this.#at < text.length) {
      if (text[this.#at] === "`") {
        this.#at += 1;
        this.#push("template", start);
        return;
      }
      if (text.startsWith("${", this.#at)) {
        this.#push("template", start);
        this.#at += 2;
        this.#open(this.#push("punctuation", this.#at - 2));
        return;
      }
      this.#at += text[this.#at] === "\\" ? 2 : 1;
    }
    this.#at = text.length;
    this.#unfinished ??= { kind: "template", start, quote: "`" };
  }

  #isRegexp(): boolean {
    const last = this.#tokens.at(-1);
    const isAfterValue =
      last !== undefined &&
      (last.kind === "word" ? !BEFORE_VALUE.test(last.text) : !/^[^)\]}]$/.test(last.text));
    if (isAfterValue || this.#at < this.#noRegexpBefore) return false;
    REGEXP.lastIndex = this.#at;
    const ends = REGEXP.test(this.#text);
    if (!ends) this.#noRegexpBefore = endOfLine(this.#text, this.#at);
    return ends;
  }

  #punctuation(character: string): void {
    const start = this.#at;
    const isArrow = this.#text.startsWith("=>", start) || this.#text.startsWith("?.", start);
    this.#at += isArrow ? 2 : 1;
    const token = this.#push("punctuation", start);
    if (CLOSING.has(character)) this.#open(token);
    else if (/^[)\]}]$/.test(character)) this.#close(token);
  }

  #open(token: Token): void {
    const bracket: Bracket = { open: token, close: null };
    this.#brackets.push(bracket);
    this.#stack.push(bracket);
  }

  #close(token: Token): void {
    const top = this.#stack.at(-1);
    if (top === undefined || closingOf(top.open.text) !== token.text) {
      this.#mismatch ??= { open: top?.open ?? null, close: token };
      return;
    }
    this.#stack.pop();
    top.close = token;
    if (top.open.text !== "${") return;
    this.#at -= 1;
    this.#template(this.#at);
  }
}

const REGEXP = /\/(?![*/])(?:[^\\/\n\r[]|\\[^\n\r]|\[(?:[^\\\]\n\r]|\\[^\n\r])*\])+\/[a-z]*/uy;

function endOfLine(text: string, from: number): number {
  const at = text.slice(from).search(/[\n\r]/);
  return at === -1 ? text.length : from + at;
}
