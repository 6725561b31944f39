/**
 * Cuts a stream of bytes into lines of at most `maxBytes`. Each byte is looked at once, whatever the size of the
 * chunks.
 */
export class LineReader {
  readonly #maxBytes: number;
  readonly #onLine: (line: string) => void;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(maxBytes: number, onLine: (line: string) => void) {
    this.#maxBytes = maxBytes;
    this.#onLine = onLine;
  }

  /** @returns false when a line is longer than allowed: nothing after it can be read */
  push(chunk: Buffer): boolean {
    let rest = chunk;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      if (!this.#add(rest.subarray(0, end))) return false;
      this.#flush();
      rest = rest.subarray(end + 1);
    }
    return this.#add(rest);
  }

  /** What stands after the last line feed, once nothing more will come. */
  end(): void {
    if (this.#bytes > 0) this.#flush();
  }

  #add(part: Buffer): boolean {
    this.#bytes += part.length;
    if (this.#bytes > this.#maxBytes) {
      this.#chunks = [];
      return false;
    }
    if (part.length > 0) this.#chunks.push(part);
    return true;
  }

  #flush(): void {
    const line = Buffer.concat(this.#chunks).toString("utf8");
    this.#chunks = [];
    this.#bytes = 0;
    this.#onLine(line.endsWith("\r") ? line.slice(0, -1) : line);
  }
}
