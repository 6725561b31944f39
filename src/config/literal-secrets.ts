/** Where a secret stands in a text, and what it is called there. */
export interface FoundSecret {
  start: number;
  end: number;
  name: string;
}

export const SECRET_NAME = /auth|cookie|credential|key|passw|secret|token/i;

/** Options that are named after a secret and hold something else: `--key-file`, `--auth-mode`, `--token-url`. */
const NO_SECRET_NAME =
  /(?:file|path|dir|directory|name|id|mode|type|url|uri|header|method|scopes?)$/i;

/** Forms of tokens that say by themselves what they are: of GitHub, GitLab, OpenAI, Slack, AWS, Google, npm, ... */
const TOKEN =
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[\w-]{16,}|sk-[\w-]{16,}|sk_(?:live|test)_\w{16,}|xox[abeprs]-[\w-]{10,}|A(?:KIA|SIA)[A-Z0-9]{16}|AIza[\w-]{30,}|npm_[A-Za-z0-9]{30,}|hf_[A-Za-z0-9]{20,}|pat[A-Za-z0-9]{14}\.[a-f0-9]{32,}|ntn_[A-Za-z0-9]{30,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)/g;

/** `--token=x`, `-token=x`, `TOKEN=x` after `-e`, and a header: `X-Api-Key: x`. */
const NAMED = /^(-{0,2}[A-Za-z][\w.-]*)(=|:\s*)(.+)$/s;

const PASSWORD_IN_URL = /^([a-z][a-z0-9+.-]*:\/\/[^/?#@:]*:)([^/?#@]+)@/i;

/**
 * The literal secrets in an argument of a command, or another text that may hold one.
 *
 * @param before the argument before it, which may be an option that it is the value of
 * @returns in order, none in another
 */
export function findSecrets(text: string, before?: string): FoundSecret[] {
  const whole = (name: string): FoundSecret[] => [{ start: 0, end: text.length, name }];
  if (text === "" || text.includes("${")) return [];
  const option = before === undefined ? null : optionName(before);
  if (option !== null && isSecretName(option) && isValue(text)) return whole(option);
  const named = NAMED.exec(text);
  if (named !== null && !text.includes("://")) {
    const [, name = "", sign = "", value = ""] = named;
    if (isSecretName(name) && isValue(value)) {
      return [{ start: name.length + sign.length, end: text.length, name: plainName(name) }];
    }
  }
  return isUrl(text) ? secretsOfUrl(text) : tokensOf(text);
}

/** The URL with the secrets in its query and path replaced. */
export function withoutSecretsOfUrl(
  url: string,
  replace: (name: string, value: string) => string,
): string {
  return url.includes("${") ? url : withoutFound(url, secretsOfUrl(url), replace);
}

export function withoutFound(
  given: string,
  found: readonly FoundSecret[],
  replace: (name: string, value: string) => string,
): string {
  return found.reduceRight(
    (text, { start, end, name }) =>
      text.slice(0, start) + replace(name, text.slice(start, end)) + text.slice(end),
    given,
  );
}

/** In the text itself, not as a parser would write it anew. */
function secretsOfUrl(url: string): FoundSecret[] {
  const found: FoundSecret[] = [];
  const password = PASSWORD_IN_URL.exec(url);
  if (password !== null) {
    const start = password[1]?.length ?? 0;
    found.push({ start, end: start + (password[2]?.length ?? 0), name: "password" });
  }
  const query = url.search(/[?#]/);
  const pathEnd = query === -1 ? url.length : query;
  for (const match of url.slice(0, pathEnd).matchAll(/(?<=[^/]\/)[^/]+/g)) {
    if (looksRandom(match[0])) {
      found.push({ start: match.index, end: match.index + match[0].length, name: "token" });
    }
  }
  for (const match of url.slice(pathEnd).matchAll(/(?<=[?&#])([^=&#]+)=([^&#]+)/g)) {
    const [, name = "", value = ""] = match;
    if (!isSecretName(name) && !looksRandom(value)) continue;
    const start = pathEnd + match.index + name.length + 1;
    found.push({ start, end: start + value.length, name });
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function tokensOf(text: string): FoundSecret[] {
  return [...text.matchAll(TOKEN)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    name: "token",
  }));
}

/** A token of 20 characters or more with digits and letters, and no word or version. */
function looksRandom(text: string): boolean {
  if (tokensOf(text).length > 0) return true;
  return (
    /^[A-Za-z0-9_=%-]{20,}$/.test(text) &&
    /\d/.test(text) &&
    /[a-zA-Z]/.test(text) &&
    !isWords(text)
  );
}

/** `server-filesystem-2025`: words with a number are a name. */
function isWords(text: string): boolean {
  return text.split(/[-_]/).every((part) => /^(?:[a-z]+|[A-Z][a-z]+|\d{1,4}|v\d+)$/.test(part));
}

function optionName(text: string): string | null {
  return /^-{1,2}[A-Za-z][\w-]*$/.test(text) ? plainName(text) : null;
}

function plainName(name: string): string {
  return name.replace(/^-+/, "");
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NO_SECRET_NAME.test(name);
}

/** What an option is given, and not the next one; a path or a word such as `none` is no secret. */
function isValue(text: string): boolean {
  return !/^-|^(?:\.{0,2}|~)\/|^(?:true|false|none|basic|bearer|oauth|auto)$/i.test(text);
}

function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}
