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

/** The first sentence of a description on one line, cut at a word after `limit` characters. */
export function firstSentence(doc: Doc, limit: number): string {
  const line = doc.text.split("\n").find((text) => text.trim() !== "") ?? "";
  const sentence = /^.*?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line;
  const plain = sentence.replaceAll(/\s+/g, " ").trim().replace(/\.$/, "");
  if (plain.length <= limit) return plain;
  const cut = plain.slice(0, limit + 1);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > limit / 2 ? space : limit).replace(/[\uD800-\uDBFF]$/, "")}...`;
}
