import type { DocTag } from "./types.ts";

/** What stands between a word and the value it is about: `default (string) is: "x"`, `Maximum is 20`. */
const GAP = String.raw`[^\p{L}\p{N}\n]{0,20}(?:(?:value|is|to|are|of|set|as|well|and|the|maximum|minimum)[^\p{L}\p{N}\n]{1,20}){0,8}`;

/**
 * The tags that say more than the text above them does: many servers write the default and the bounds of a number into
 * its description too. Where that is not certain, the tag stays.
 */
export function leaveOutSaid(tags: readonly DocTag[], text: string): DocTag[] {
  if (text === "") return [...tags];
  const minimum = numberOf(tags, "minimum");
  const maximum = numberOf(tags, "maximum");
  const isRange = minimum !== null && maximum !== null && saysRange(text, minimum, maximum);
  return tags.filter(({ name, text: value }) => {
    if (name === "default") return !saysDefault(text, value);
    if (name === "minimum")
      return !isRange && !says(text, String.raw`min(?:imum)?|at least|>=`, value);
    if (name === "maximum")
      return !isRange && !says(text, String.raw`max(?:imum)?|at most|up to|<=`, value);
    return true;
  });
}

/** `Defaults to 30`, `(default: "all")`, `30 by default`. */
function saysDefault(text: string, value: string): boolean {
  const bare = value.replace(/^"(.*)"$/, "$1");
  if (bare === "" || !/default/i.test(text)) return false;
  const before = new RegExp(`${quoted(bare)}[\\s(,]{0,3}(?:is |by |as )?(?:the )?default`, "iu");
  return says(text, "default(?:s|ed)?", bare) || before.test(text);
}

function says(text: string, words: string, value: string): boolean {
  if (value.length > 60 || !text.includes(value.slice(0, 1))) return false;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})${GAP}${quoted(value)}`, "iu").test(text);
}

/** `1-100`, `between 1 and 100`. */
function saysRange(text: string, minimum: string, maximum: string): boolean {
  const between = String.raw`\s?(?:-|–|\.\.|to|and)\s?`;
  return new RegExp(
    `(?<![\\w.-])${escape(minimum)}${between}${escape(maximum)}(?![\\w-]|\\.\\d)`,
    "iu",
  ).test(text);
}

function quoted(value: string): string {
  return `(?<![\\w.-])["'\`]{0,2}${escape(value)}["'\`]{0,2}(?![\\w-]|[.,]\\d)`;
}

function escape(value: string): string {
  return value.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}

function numberOf(tags: readonly DocTag[], name: string): string | null {
  return tags.find((tag) => tag.name === name)?.text ?? null;
}
