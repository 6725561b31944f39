import type { SecretValue } from "./secrets.ts";

/** Shorter ones are hardly secrets, and in any text by chance. */
const MIN_LENGTH = 8;

/**
 * Words, numbers, media types and regions: a setting such as `NODE_ENV=production`, unless its name says that it is a
 * secret. Taken for secrets they would garble every text that mentions them.
 */
const SETTING = /^(?:[a-z]{1,16}|\d{1,10}|[a-z]+\/[a-z.+-]+|[a-z]{2}-[a-z]+-\d)$/;
const SECRET_NAME = /auth|cookie|cred|key|pass|pin|pwd|salt|secret|session|sign|token/i;

/**
 * Whether a value is held to be a secret.
 * @param names the variable it comes from, the place it is put in
 */
export function looksSecret(value: string, ...names: string[]): boolean {
  return names.some((name) => SECRET_NAME.test(name)) || !SETTING.test(value);
}

/**
 * What stands in `env` or `headers` and is no `${VAR}`: a configuration in TypeScript may have computed it, so each is
 * held to be a secret, under the name of the variable or header.
 *
 * @param variable matches `${VAR}` and `${VAR:-default}`, the default as its second group; global
 */
export function literalSecrets(
  values: Readonly<Record<string, string>>,
  variable: RegExp,
): SecretValue[] {
  return Object.entries(values).flatMap(([name, text]) =>
    literalParts(text, variable)
      .flatMap((part) => [part, ...withoutScheme(part)])
      .filter((value) => value.length >= MIN_LENGTH)
      .filter((value) => looksSecret(value, name))
      .map((value) => ({ name, value })),
  );
}

/** Neither an environment variable nor a header can hold it. */
const SEAM = "\u0000";

function literalParts(text: string, variable: RegExp): string[] {
  return text
    .replace(variable, (_, _name: string, fallback = "") => `${SEAM}${fallback}${SEAM}`)
    .split(SEAM)
    .map((part) => part.trim());
}

/** The credentials of `Bearer <credentials>` (RFC 9110, section 11.4): a server is likely to repeat only them. */
function withoutScheme(part: string): string[] {
  const credentials = /^[A-Za-z-]+ +(\S+)$/.exec(part)?.[1];
  return credentials === undefined ? [] : [credentials];
}
