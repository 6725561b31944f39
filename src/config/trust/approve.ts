import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { codemodeError, type CodemodeError } from "../../diagnostics/error.ts";
import type { LoadedConfig, ServerTemplate } from "../template.ts";
import { textForLogs, trustRequest, type ImportedTemplate, type TrustRequest } from "./request.ts";
import { keepTrust, readTrust } from "./store.ts";

/** `true`: for this process. `"remember"`: also for later ones of this user in this project. */
export type TrustAnswer = boolean | "remember";

/** Who says yes to servers that `importFrom` takes from other programs' lists. */
export interface TrustOptions {
  /** Hashes of servers that may be started, as the refusal shows them. */
  trust?: readonly string[];
  /** Asked for each that nobody has said yes to before. Default: no. */
  onTrust?: (request: TrustRequest) => TrustAnswer | Promise<TrustAnswer>;
}

/**
 * Finds out which of the imported servers may be started: those with a hash that is given, those that this user said yes to
 * in this project before, and those that `onTrust` says yes to. Servers of the configuration itself need no yes: it is
 * trusted as any build configuration is.
 *
 * After this, `resolveServers` refuses every other imported server with `CONFIG_NOT_TRUSTED`.
 *
 * @param servers of the configuration; nothing is asked of others
 */
export async function approveServers(
  config: LoadedConfig,
  servers: readonly ServerTemplate[],
  env: Readonly<Record<string, string | undefined>>,
  options: TrustOptions = {},
): Promise<Diagnostic[]> {
  const open = servers.flatMap(importedTemplate).filter(({ origin }) => !origin.isTrusted);
  if (open.length === 0) return [];
  const given = new Set(options.trust?.map((hash) => hash.trim().toLowerCase()));
  const { hashes, diagnostics } = readTrust(config.rootDir, env);
  // One after the other: each is a question to one person.
  for (const imported of open) {
    const request = trustRequest(imported, config.rootDir);
    const { hash, server } = request;
    const isKnown = given.has(hash) || hashes.get(server)?.has(hash) === true;
    const answer = isKnown ? true : await (options.onTrust?.(request) ?? false);
    if (answer === true || answer === "remember") imported.origin.trust();
    else imported.origin.refuse(refusal(imported, config.rootDir));
    if (answer === "remember") diagnostics.push(...keepTrust(config.rootDir, env, server, hash));
  }
  return diagnostics;
}

/** Why those that nobody has said yes to are not started, a diagnostic each. */
export function refusalsOf(servers: readonly ServerTemplate[]): Diagnostic[] {
  return servers
    .flatMap(importedTemplate)
    .filter(({ origin }) => !origin.isTrusted)
    .flatMap(({ origin }) => origin.refusal.diagnostics);
}

function importedTemplate(template: ServerTemplate): ImportedTemplate[] {
  const { origin } = template;
  if (origin === undefined) return [];
  // No list has such; one that nobody could describe to anybody must not be started.
  if (template.transport !== "stdio" && template.transport !== "http") {
    throw new Error(`a server over ${JSON.stringify(template)} was imported`);
  }
  return [{ template, origin }];
}

/** Why a server that may not be started is not. */
function refusal(imported: ImportedTemplate, rootDir: string): CodemodeError {
  const { template, origin } = imported;
  const { hash } = trustRequest(imported, rootDir);
  const message = `Server \`${template.key}\` comes from ${origin.file}, and nobody has said yes to it. It would be:\n${textForLogs(imported, rootDir)}`;
  const hidden = origin.hasLiterals
    ? ` What looks like a secret is shown as \${...}: look at it in ${origin.file}.`
    : "";
  return codemodeError("CONFIG_NOT_TRUSTED", message, {
    hint: `Look at it, then run the command at a terminal and say yes, or pass \`--trust ${hash}\`.${hidden}`,
    location: { server: template.key },
  });
}
