/** A text made from another one, and the way back. */
export interface Rewritten {
  text: string;
  /** The offset in the original of an offset in `text`. What was inserted maps to where it was inserted. */
  toOriginal(offset: number): number;
}

/**
 * Changes to one text that keep its lines: parts are blanked (the same length, line ends kept), single characters are
 * replaced, and short texts are inserted. Only insertions move anything, so that the way back is exact.
 */
export class Rewrite {
  readonly original: string;
  readonly #units: string[];
  readonly #replacements = new Map<number, string>();
  readonly #insertions = new Map<number, string>();

  constructor(original: string) {
    this.original = original;
    this.#units = original.split("");
  }

  /** Replaces everything from `start` to `end` by spaces, but for line ends. */
  blank(start: number, end: number): void {
    for (let offset = start; offset < end; offset += 1) {
      if (!isLineEnd(this.#units[offset])) this.#units[offset] = " ";
    }
  }

  /** Replaces one character by another one, whatever is blanked around it before or after. */
  put(offset: number, character: string): void {
    this.#replacements.set(offset, character);
  }

  /** Inserts before an offset, after what was inserted there earlier. */
  insert(offset: number, text: string): void {
    this.#insertions.set(offset, (this.#insertions.get(offset) ?? "") + text);
  }

  render(): Rewritten {
    const units = this.#units.map((unit, offset) => this.#replacements.get(offset) ?? unit);
    const insertions = [...this.#insertions].sort(([a], [b]) => a - b);
    const pieces: string[] = [];
    let from = 0;
    for (const [offset, text] of insertions) {
      pieces.push(units.slice(from, offset).join(""), text);
      from = offset;
    }
    pieces.push(units.slice(from).join(""));
    return { text: pieces.join(""), toOriginal: (offset) => originalOffset(insertions, offset) };
  }
}

function originalOffset(
  insertions: readonly (readonly [number, string])[],
  offset: number,
): number {
  let inserted = 0;
  for (const [at, text] of insertions) {
    if (offset < at + inserted) break;
    if (offset < at + inserted + text.length) return at;
    inserted += text.length;
  }
  return offset - inserted;
}

/** The text with everything but line ends replaced by spaces. */
export function blankText(text: string): string {
  return text.replace(/[^\n\r\u2028\u2029]/g, " ");
}

export function isLineEnd(character: string | undefined): boolean {
  return (
    character === "\n" || character === "\r" || character === "\u2028" || character === "\u2029"
  );
}
