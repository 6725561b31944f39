import type { ServerConfig } from "../config/define.ts";

/** A value of another program's list that must not be copied into a file that is committed. */
export interface WithheldSecret {
  server: string;
  /** Where it stood: `env.GITHUB_TOKEN`, `headers.Authorization`. */
  place: string;
  /** The environment variable that the configuration now takes it from. */
  variable: string;
}

const SECRET_NAME = /auth|cookie|credential|key|passw|secret|token/i;

/**
 * The server with each literal that looks like a secret by its name replaced by `${VARIABLE}`: many such lists hold
 * tokens, and `codemode.config.ts` is committed. Values that already are templates stay.
 */
export function withholdSecrets(
  key: string,
  server: ServerConfig,
): { server: ServerConfig; withheld: WithheldSecret[] } {
  const withheld: WithheldSecret[] = [];
  const replace = (
    values: Record<string, string>,
    place: string,
    variableOf: (name: string) => string,
  ): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        if (!SECRET_NAME.test(name) || value === "" || value.includes("${")) return [name, value];
        const variable = variableOf(name);
        withheld.push({ server: key, place: `${place}.${name}`, variable });
        return [name, `\${${variable}}`];
      }),
    );
  if ("url" in server) {
    if (server.headers === undefined) return { server, withheld };
    // A header's own name says nothing about whose it is: `GITHUB_AUTHORIZATION`.
    const headers = replace(server.headers, "headers", (name) => variableName(`${key}_${name}`));
    return { server: { ...server, headers }, withheld };
  }
  if (server.env === undefined) return { server, withheld };
  return { server: { ...server, env: replace(server.env, "env", variableName) }, withheld };
}

function variableName(name: string): string {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, "_")
    .replace(/^(?=\d)/, "_");
}
