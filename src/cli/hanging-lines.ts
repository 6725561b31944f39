/** Where the terminal does not say how wide it is. */
const DEFAULT_COLUMNS = 80;
const MIN_WIDTH = 20;

/**
 * One line of somebody else's text as lines of a terminal, cut by us: where a terminal cuts a line that is too long, what
 * comes after the cut stands at the edge and could be taken for a line of our own. Nothing is left out.
 *
 * @param line safe to show, without line ends
 * @param columns of the terminal
 * @param rest what each line but the first begins with
 */
export function hangingLines(
  line: string,
  columns: number | undefined,
  first: string,
  rest = first,
): string[] {
  const wide = columns === undefined || columns < 1 ? DEFAULT_COLUMNS : columns;
  // The last column stays free: some terminals begin a new line as soon as it is written to.
  const width = Math.max(MIN_WIDTH, wide - 1 - Math.max(first.length, rest.length));
  const lines: string[] = [];
  let taken = "";
  let cells = 0;
  for (const character of line) {
    // Of other characters many take two cells; which ones differs between terminals.
    const own = /[\x20-\x7e]/.test(character) ? 1 : 2;
    if (cells + own > width) {
      lines.push(taken);
      taken = "";
      cells = 0;
    }
    taken += character;
    cells += own;
  }
  return [...lines, taken].map((text, index) => `${index === 0 ? first : rest}${text}\n`);
}
