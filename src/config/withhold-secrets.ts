import { isDeciding } from "./deciding-variables.ts";
import type { HostServerConfig } from "./hosts/types.ts";
import { findSecrets, SECRET_NAME, withoutFound, withoutSecretsOfUrl } from "./literal-secrets.ts";

/** A value of another program's list that must not be copied into a file that is committed. */
export interface WithheldSecret {
  server: string;
  /** Where it stood: `env.GITHUB_TOKEN`, `headers.Authorization`, `args[1]`, `url`. */
  place: string;
  /** The environment variable that the configuration now takes it from. */
  variable: string;
}

export interface WithoutSecrets {
  server: HostServerConfig;
  withheld: WithheldSecret[];
  /** The values, by variable. */
  values: Map<string, string>;
}

/**
 * The server with each literal that looks like a secret, by its name or its form, replaced by `${VARIABLE}`: many such
 * lists hold tokens, and what becomes of them is committed. Values that already are templates stay.
 *
 * @param secretEnv names in `env` whose values are secrets whatever they look like
 * @param taken variables that stand for values of other servers already; those of this one are added
 */
export function withholdSecrets(
  key: string,
  server: HostServerConfig,
  secretEnv: readonly string[] = [],
  taken: Map<string, string> = new Map(),
): WithoutSecrets {
  const withheld: WithheldSecret[] = [];
  const values = new Map<string, string>();
  // A variable that the list itself names is the environment's.
  const named = new Set(JSON.stringify(server).match(/(?<=\$\{)\w+/g));
  const withhold = (place: string, wanted: string, value: string): string => {
    const variable = freeVariable(key, wanted, value, taken, named);
    taken.set(variable, value);
    values.set(variable, value);
    withheld.push({ server: key, place, variable });
    return `\${${variable}}`;
  };
  const ownName = (name: string): string => variableName(`${key}_${name}`);
  if ("url" in server) {
    // A header's own name says nothing about whose it is: `GITHUB_AUTHORIZATION`.
    const headers = replaceNamed(server.headers, [], (name, value) =>
      withhold(`headers.${name}`, ownName(name), value),
    );
    const url = withoutSecretsOfUrl(server.url, (name, value) =>
      withhold("url", ownName(name), value),
    );
    return {
      server: { ...server, url, ...(headers === undefined ? {} : { headers }) },
      withheld,
      values,
    };
  }
  const env = replaceNamed(
    server.env,
    secretEnv,
    (name, value) => withhold(`env.${name}`, variableName(name), value),
    // Only the secret itself: what else is in it must be seen.
    (name, value) =>
      withoutFound(value, findSecrets(value), (found, text) =>
        withhold(`env.${name}`, ownName(found), text),
      ),
  );
  const args = server.args?.map((argument, index, all) =>
    withoutFound(argument, findSecrets(argument, all[index - 1]), (name, value) =>
      withhold(`args[${index}]`, ownName(name), value),
    ),
  );
  return {
    server: {
      ...server,
      ...(args === undefined ? {} : { args }),
      ...(env === undefined ? {} : { env }),
    },
    withheld,
    values,
  };
}

function replaceNamed(
  given: Record<string, string> | undefined,
  secretNames: readonly string[],
  replace: (name: string, value: string) => string,
  replaceWithin?: (name: string, value: string) => string,
): Record<string, string> | undefined {
  if (given === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (replaceWithin !== undefined && isDeciding(name))
        return [name, replaceWithin(name, value)];
      // Of a file of variables, where nothing is a template of ours.
      if (secretNames.includes(name)) return [name, value === "" ? "" : replace(name, value)];
      const isSecret = SECRET_NAME.test(name) || findSecrets(value).length > 0;
      if (!isSecret || value === "" || value.includes("${")) return [name, value];
      return [name, replace(name, value)];
    }),
  );
}

/** Two values never share a variable: the second has the server's key before it, then a number behind it. */
function freeVariable(
  key: string,
  wanted: string,
  value: string,
  taken: ReadonlyMap<string, string>,
  named: ReadonlySet<string>,
): string {
  const isFree = (variable: string): boolean =>
    !named.has(variable) && (taken.get(variable) ?? value) === value;
  if (isFree(wanted)) return wanted;
  const own = wanted.startsWith(`${variableName(key)}_`)
    ? wanted
    : variableName(`${key}_${wanted}`);
  if (isFree(own)) return own;
  let number = 2;
  while (!isFree(`${own}_${number}`)) number += 1;
  return `${own}_${number}`;
}

function variableName(name: string): string {
  return name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .replace(/^(?=\d)/, "_");
}
