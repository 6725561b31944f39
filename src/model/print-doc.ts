import type { Doc } from "./types.ts";

/**
 * A documentation comment with a final line feed, or nothing when there is nothing to say. Texts are safe already
 * (`docs.ts`); here an `@` that would begin a tag of its own is escaped as TSDoc has it.
 *
 * @param indent spaces before each line
 */
export function printDoc(doc: Doc, indent: number): string {
  const pad = " ".repeat(indent);
  if (doc.tags.length === 0 && !doc.text.includes("\n")) {
    return doc.text === "" ? "" : `${pad}/** ${escapeTags(doc.text)} */\n`;
  }
  const lines = [
    ...(doc.text === "" ? [] : doc.text.split("\n").map(escapeTags)),
    ...doc.tags.map(({ name, text }) => `@${name}${text === "" ? "" : ` ${escapeTags(text)}`}`),
  ];
  if (lines.length === 1) return `${pad}/** ${lines.join("")} */\n`;
  const body = lines.map((line) => (line === "" ? `${pad} *\n` : `${pad} * ${line}\n`)).join("");
  return `${pad}/**\n${body}${pad} */\n`;
}

function escapeTags(line: string): string {
  return line.includes("@") ? line.replaceAll(/(^|[\s{])@/g, "$1\\@") : line;
}
