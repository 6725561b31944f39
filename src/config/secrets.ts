import { existsSync } from "node:fs";
import path from "node:path";

/** A value that came from the environment, or stands in `env` or `headers`, and the name it came by. */
export interface SecretValue {
  name: string;
  value: string;
}

/** Shorter values (`1`, `true`, a port) are in any text by chance: replacing them would only garble it. */
const MIN_LENGTH = 6;

/** Of the middle of a base64 text, where fewer characters are there by chance more easily. */
const MIN_BASE64 = 8;

/** Puts `${NAME}` back wherever a value stands in a text. */
export type SecretFilter = (text: string) => string;

/**
 * Puts `${NAME}` back wherever the value of a variable stands in a text, so that the text can be shown. Also finds the
 * value as it looks in a URL, in JSON, and in base64 of itself or of a text around it. Give it whole texts: a cut could
 * leave the beginning of a value, which is then not found. What a server splits or encodes otherwise is not found.
 */
export function redactSecrets(text: string, secrets: readonly SecretValue[]): string {
  return createSecretFilter(secrets)(text);
}

/**
 * As `redactSecrets`, for many texts.
 *
 * @param onFound called with the name of what was found, for each text
 */
export function createSecretFilter(
  secrets: readonly SecretValue[],
  onFound?: (name: string) => void,
): SecretFilter {
  // Longest first: a value may contain another.
  const forms = secretForms(secrets);
  return (text) => {
    let redacted = text;
    for (const { name, form } of forms) {
      if (!redacted.includes(form)) continue;
      redacted = redacted.replaceAll(form, () => `\${${name}}`);
      onFound?.(name);
    }
    return redacted;
  };
}

/** What is a secret for a text that is shown, but not in data, where replacing it by chance would falsify the data. */
const MIN_IN_DATA = 8;

/**
 * The values to be taken out of the data that a program works with: no short ones, and no folder or address of a server,
 * which results name and programs hand back.
 */
export function secretsInData(secrets: readonly SecretValue[]): SecretValue[] {
  return secrets.filter(({ value }) => value.length >= MIN_IN_DATA && !isPlace(value));
}

function isPlace(value: string): boolean {
  if (/^https?:\/\/[\w.:[\]-]+\/?$/i.test(value)) return true;
  return path.isAbsolute(value) && existsSync(value);
}

function secretForms(secrets: readonly SecretValue[]): { name: string; form: string }[] {
  const forms = new Map<string, string>();
  for (const { name, value } of secrets) {
    for (const form of [
      value,
      encodeForUrl(value),
      JSON.stringify(value).slice(1, -1),
      Buffer.from(value).toString("base64"),
      Buffer.from(value).toString("base64url"),
      ...base64Middles(value),
    ]) {
      // The first name wins: the variable's before that of the header it is put into.
      if (form.length >= MIN_LENGTH && !forms.has(form)) forms.set(form, name);
    }
  }
  return Array.from(forms, ([form, name]) => ({ name, form })).toSorted(
    (a, b) => b.form.length - a.form.length,
  );
}

/** The value within the base64 of a longer text (`user:value`), without the characters that hold bits of neighbours. */
function base64Middles(value: string): string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].flatMap((offset) => {
    const start = offset === 0 ? 0 : offset + 1;
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]);
    return (["base64", "base64url"] as const)
      .map((alphabet) => encoded.toString(alphabet).slice(start, end))
      .filter((middle) => middle.length >= MIN_BASE64);
  });
}

function encodeForUrl(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    // A lone surrogate: it cannot be in a URL either.
    return value;
  }
}
