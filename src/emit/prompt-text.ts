import type { Doc } from "../model/types.ts";

/**
 * A block of text from servers as Markdown data: in a fence longer than any run of backticks in it, and without the
 * control tokens of models.
 */
export function fence(language: string, text: string): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const marks = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${marks}${language}\n${disarm(text).trimEnd()}\n${marks}\n`;
}

/** `<|im_end|>` and its like, which a careless tokenizer turns into control tokens. */
export function disarm(text: string): string {
  return text.replaceAll("<|", "< |").replaceAll("|>", "| >");
}

/**
 * The first sentence of a description on one line, cut at a word after `limit` characters. A title above it, which
 * mostly repeats the tool's name, is passed over.
 */
export function firstSentence(doc: Doc, limit: number): string {
  const [first = "", second] = doc.text.split(/\n{2,}/).map(joinLines);
  const isTitle = second !== undefined && first.length <= 60 && !/[.!?:]$/.test(first);
  const paragraph = isTitle ? second : first;
  const sentence = /^.*?[.!?](?=\s|$)/u.exec(paragraph)?.[0] ?? paragraph;
  const plain = disarm(sentence.replace(/\.$/, "").trimEnd());
  if (plain.length <= limit) return plain;
  const cut = plain.slice(0, limit + 1);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > limit / 2 ? space : limit).replace(/[\uD800-\uDBFF]$/, "")}...`;
}

/** Where a sentence, a line or a bracket begins with the word, where it is in capitals, and "is deprecated" of the tool. */
const DEPRECATED = [
  /\bDEPRECATED\b/,
  /(?:^|[\n.!?;([*])[^\w\n]{0,8}deprecated\b/i,
  /\b(?:this|tool|function|method|operation|endpoint) (?:is|has been|was) (?:now )?deprecated\b/i,
];

/** Whether a description says that what it describes is deprecated. */
export function isDeprecated({ text, tags }: Doc): boolean {
  return (
    tags.some(({ name }) => name === "deprecated") ||
    DEPRECATED.some((pattern) => pattern.test(text))
  );
}

function joinLines(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
