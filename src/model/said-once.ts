import type { DocTag } from "./types.ts";

/** What stands between a word and the value it is about: `default (string) is: "x"`, `Maximum is 20`. */
const GAP = String.raw`[^\p{L}\p{N}\n]{0,20}(?:(?:value|is|to|are|of|set|as|well|and|the|maximum|minimum)[^\p{L}\p{N}\n]{1,20}){0,8}`;

/** A word, then the gap, up to the end: what stands before a value. Made once, because making them is what costs. */
function sayer(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})${GAP}$`, "iu");
}

const DEFAULTS = sayer("default(?:s|ed)?");
const MINIMUM = sayer("min(?:imum)?|at least|>=");
const MAXIMUM = sayer("max(?:imum)?|at most|up to|<=");
const BY_DEFAULT = /^["'`]{0,2}[\s(,]{0,3}(?:is |by |as )?(?:the )?default/i;
/** As much of a text as {@link sayer} can match. */
const REACH = 300;

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
    if (name === "minimum") return !isRange && !says(text, value, MINIMUM);
    if (name === "maximum") return !isRange && !says(text, value, MAXIMUM);
    return true;
  });
}

/** `Defaults to 30`, `(default: "all")`, `30 by default`. */
function saysDefault(text: string, value: string): boolean {
  const bare = value.replace(/^"(.*)"$/, "$1");
  return bare !== "" && /default/i.test(text) && says(text, bare, DEFAULTS, BY_DEFAULT);
}

/** Whether the value stands alone in the text, with a match before it or behind it. */
function says(text: string, value: string, before: RegExp, behind?: RegExp): boolean {
  if (value === "" || value.length > 60) return false;
  const lower = text.toLowerCase();
  const [searched, sought] =
    lower.length === text.length ? [lower, value.toLowerCase()] : [text, value];
  for (let at = searched.indexOf(sought); at !== -1; at = searched.indexOf(sought, at + 1)) {
    const rest = text.slice(at + sought.length, at + sought.length + 40);
    if (/[\w.-]$/.test(text.slice(Math.max(0, at - 1), at)) || /^(?:[\w-]|[.,]\d)/.test(rest)) {
      continue;
    }
    if (before.test(text.slice(Math.max(0, at - REACH), at))) return true;
    if (behind?.test(rest) === true) return true;
  }
  return false;
}

/** `1-100`, `between 1 and 100`. */
function saysRange(text: string, minimum: string, maximum: string): boolean {
  if (!text.includes(minimum) || !text.includes(maximum)) return false;
  const between = String.raw`\s?(?:-|–|\.\.|to|and)\s?`;
  return new RegExp(
    `(?<![\\w.-])${escape(minimum)}${between}${escape(maximum)}(?![\\w-]|\\.\\d)`,
    "iu",
  ).test(text);
}

function escape(value: string): string {
  return value.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}

function numberOf(tags: readonly DocTag[], name: string): string | null {
  return tags.find((tag) => tag.name === name)?.text ?? null;
}
