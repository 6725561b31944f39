import type { ResolvedServer } from "../config/interpolate.ts";
import { redactSecrets } from "../config/secrets.ts";

/** Longest text of a server that is put into an error, in UTF-16 code units. */
const MAX_TEXT = 8192;

/** Makes a text of a server fit to be shown to a program, a model or a person. */
export type Redactor = (text: string) => string;

/** Bounds a text and puts `${NAME}` in the place of every value that was taken from the environment for a server. */
export function createRedactor(servers: readonly ResolvedServer[]): Redactor {
  const secrets = servers.flatMap((server) => server.secrets);
  return (text) => {
    // Redacted first: a cut could leave the beginning of a value that is then not found.
    const redacted = redactSecrets(text.slice(0, 4 * MAX_TEXT), secrets);
    return redacted.length > MAX_TEXT ? `${redacted.slice(0, MAX_TEXT)}... (cut)` : redacted;
  };
}
