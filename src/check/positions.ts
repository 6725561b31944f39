/** A place in a text: 1-based line and column, in UTF-16 code units. */
export interface Position {
  line: number;
  column: number;
}

/** Turns offsets of one text into lines and columns and back. Lines end as in ECMAScript (LF, CR, CRLF, LS, PS). */
export interface LineTable {
  positionAt(offset: number): Position;
  /** Positions outside the text are moved to its nearest place. */
  offsetAt(position: Position): number;
  /** The text of a line, without its end; empty beyond the last one. */
  lineText(line: number): string;
}

export function createLineTable(text: string): LineTable {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
    starts.push(match.index + match[0].length);
  }
  const startOf = (line: number): number => starts[line - 1] ?? text.length;

  return {
    positionAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((starts[middle] as number) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] as number) + 1 };
    },
    offsetAt({ line, column }) {
      if (line < 1) return 0;
      return Math.min(startOf(line) + Math.max(column, 1) - 1, startOf(line + 1));
    },
    lineText(line) {
      return text.slice(startOf(line), startOf(line + 1)).replace(/[\n\r\u2028\u2029]+$/, "");
    },
  };
}
