import type { ResolvedServer } from "../config/interpolate.ts";
import { createSecretFilter, secretsInData } from "../config/secrets.ts";
import { redactJson } from "../introspect/redact-json.ts";
import type { JsonObject } from "../json.ts";

/** Longest text of a server that is put into an error, in UTF-16 code units. */
const MAX_TEXT = 8192;

/** Makes a text of a server fit to be shown to a program, a model or a person. */
export type Redactor = (text: string) => string;

/**
 * Bounds a text and puts `${NAME}` in the place of every secret of a server. The whole text is redacted, which one
 * message of a server bounds, and only then cut: a cut could leave the beginning of a value, which is then not found.
 */
export function createRedactor(servers: readonly ResolvedServer[]): Redactor {
  const filter = createSecretFilter(servers.flatMap((server) => server.secrets));
  return (text) => {
    const redacted = filter(text);
    return redacted.length > MAX_TEXT ? `${redacted.slice(0, MAX_TEXT)}... (cut)` : redacted;
  };
}

/**
 * Takes the secrets of servers out of a tool's result, keys too.
 *
 * @param result bounded in depth and size
 * @returns the result, itself when nothing was found, and the names of what was found
 */
export function withholdFromResult(
  servers: readonly ResolvedServer[],
  result: JsonObject,
): { result: JsonObject; names: ReadonlySet<string> } {
  const names = new Set<string>();
  const secrets = secretsInData(servers.flatMap((server) => server.secrets));
  if (secrets.length === 0) return { result, names };
  const filter = createSecretFilter(secrets, (name) => names.add(name));
  return { result: redactJson(result, filter).value, names };
}
