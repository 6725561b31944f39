/** Controls, bidirectional and zero-width characters, line separators: nothing a terminal may be given. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** One line of text from a server, safe to show: control characters escaped, at most `max` characters. */
export function safeLine(text: string, max = 500): string {
  const escaped = text
    .slice(0, max + 1)
    .replace(UNSAFE, (char) => `\\u{${(char.codePointAt(0) as number).toString(16)}}`);
  return escaped.length > max ? `${escaped.slice(0, max)}…` : escaped;
}

/** Several lines, each made safe; the last `max` of them. */
export function safeLines(text: string, max = 40): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines
    .slice(-max)
    .map((line) => safeLine(line))
    .join("\n");
}
