/** C0 and C1 controls, bidirectional and zero-width characters, line separators: nothing a terminal may be given. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** One line of text from a server, safe to show: control characters escaped, at most `max` characters. */
export function safeLine(text: string, max = 500): string {
  const escaped = text
    .slice(0, max + 1)
    .replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
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
