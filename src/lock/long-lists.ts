/**
 * A lock's lists of tools are nearly all of its text, and a check of one program asks for one or two of them. So they are
 * set aside as text before the rest is parsed. This goes by how `generate` writes JSON: one item a line, two spaces a level.
 * A text without that form is parsed as a whole.
 */
export interface ShortText {
  /** The text with a number in the place of each list: 0 for the first, and so on. */
  text: string;
  /** The lists as JSON. */
  lists: readonly string[];
}

const START = '"tools": [\n';

/** In `released`, and in each of the `servers`. A line of JSON begins in no string, so its indentation says how deep it is. */
const INDENTATIONS = ["\n    ", "\n      "];

export function setListsAside(text: string): ShortText {
  const parts: string[] = [];
  const lists: string[] = [];
  let copied = 0;
  for (let at = text.indexOf(START); at !== -1; at = text.indexOf(START, copied + 1)) {
    const lineStart = text.lastIndexOf("\n", at);
    const indentation = text.slice(lineStart, at);
    const end = INDENTATIONS.includes(indentation) ? endOfList(text, at, indentation) : -1;
    if (end === -1) return { text, lists: [] };
    const listStart = at + START.indexOf("[");
    parts.push(text.slice(copied, listStart), String(lists.length));
    copied = end + 1;
    lists.push(text.slice(listStart, copied));
  }
  return { text: parts.join("") + text.slice(copied), lists };
}

/** @returns where the bracket is that begins its line at this indentation; -1 where there is none */
function endOfList(text: string, from: number, indentation: string): number {
  // Brackets are rare, and line ends are not.
  let end = text.indexOf("]", from);
  while (end !== -1 && !text.startsWith(indentation, end - indentation.length)) {
    end = text.indexOf("]", end + 1);
  }
  return end;
}
