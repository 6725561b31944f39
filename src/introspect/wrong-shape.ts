import { isJsonObject, type JsonValue } from "../json.ts";

/** Below the text that such a list may have: reading it costs little. */
const MAX_LENGTH = 100_000;

/**
 * What a library says of a value of the wrong shape, for people: it gives a sentence and then all problems as a list in
 * JSON, over many lines. The first problem and its place are enough; any other text is given back as it is.
 */
export function tellShape(message: string): string {
  const start = message.indexOf("[\n");
  if (start === -1 || message.length > MAX_LENGTH) return message;
  const problem = readFirst(message.slice(start));
  if (problem === null) return message;
  const lead = message.slice(0, start);
  return `${lead}${problem}`;
}

function readFirst(text: string): string | null {
  let problems: JsonValue;
  try {
    problems = JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
  const [first] = Array.isArray(problems) ? problems : [];
  if (!isJsonObject(first)) return null;
  const { path, message } = first;
  if (!Array.isArray(path) || typeof message !== "string") return null;
  return path.length === 0 ? message : `/${path.map(String).join("/")}: ${message}`;
}
