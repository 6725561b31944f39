/** A value that came from the environment, and the name it came by. */
export interface SecretValue {
  name: string;
  value: string;
}

/** Shorter values (`1`, `true`, a port) are in any text by chance: replacing them would only garble it. */
const MIN_LENGTH = 6;

/**
 * Puts `${NAME}` back wherever the value of a variable stands in a text, so that the text can be shown. Also finds the
 * value as it looks in a URL, in JSON and in base64.
 */
export function redactSecrets(text: string, secrets: readonly SecretValue[]): string {
  let redacted = text;
  // Longest first: a value may contain another.
  for (const { name, form } of secretForms(secrets)) {
    redacted = redacted.replaceAll(form, () => `\${${name}}`);
  }
  return redacted;
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
    ]) {
      if (form.length >= MIN_LENGTH) forms.set(form, name);
    }
  }
  return Array.from(forms, ([form, name]) => ({ name, form })).toSorted(
    (a, b) => b.form.length - a.form.length,
  );
}

function encodeForUrl(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    // A lone surrogate: it cannot be in a URL either.
    return value;
  }
}
