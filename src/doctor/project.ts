import path from "node:path";
import { resolveServers } from "../config/interpolate.ts";
import { loadConfig } from "../config/load.ts";
import { refusalsOf } from "../config/trust/approve.ts";
import type { LoadedConfig, ServerTemplate } from "../config/template.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import { compareAdvertised, compareConfiguration } from "./compare.ts";
import { describeFunctions } from "../model/functions/count-functions.ts";
import { found, type DoctorCheck, type DoctorOptions } from "./types.ts";

/** The configuration, its variables, the committed SDK and every server, each of which fails alone. */
export async function checkProject(options: DoctorOptions): Promise<DoctorCheck[]> {
  let config: LoadedConfig;
  try {
    config = await loadConfig(options);
  } catch (error) {
    return [failed("configuration", "unusable", error)];
  }
  const shown = path.relative(options.cwd, config.path) || config.path;
  const count = config.servers.length;
  const text = `${shown}, ${count} server${count === 1 ? "" : "s"}`;
  const checks = [found("configuration", text, config.diagnostics ?? [])];
  const { sdk, check } = await checkSdk(config);
  const servers = await Promise.all(
    config.servers.map((server) => checkServer(server, config, sdk, options)),
  );
  return [...checks, check, ...servers];
}

async function checkSdk(
  config: LoadedConfig,
): Promise<{ sdk: CommittedSdk | null; check: DoctorCheck }> {
  try {
    const { openSdk } = await import("../lock/open-sdk.ts");
    const sdk = openSdk(config.outDir);
    const { lock } = sdk;
    const servers = lock.servers.length;
    const functions = describeFunctions(lock.servers.flatMap(({ tools }) => tools));
    const text = `version ${lock.version}, ${functions} of ${servers} server${servers === 1 ? "" : "s"}`;
    return { sdk, check: found("sdk", text, compareConfiguration(config.servers, lock)) };
  } catch (error) {
    return { sdk: null, check: failed("sdk", "unusable", error) };
  }
}

async function checkServer(
  template: ServerTemplate,
  config: LoadedConfig,
  sdk: CommittedSdk | null,
  { env, signal }: DoctorOptions,
): Promise<DoctorCheck> {
  const name = `server ${template.key}`;
  const from = template.origin === undefined ? "" : `, imported from ${template.origin.file}`;
  // Nothing is asked here, and nothing that nobody said yes to is started.
  const [refusal] = refusalsOf([template]);
  if (refusal !== undefined) {
    return found(name, `not trusted, so not started${from}`, [{ ...refusal, severity: "warning" }]);
  }
  try {
    const resolved = resolveServers([template], env);
    const { introspectServers } = await import("../introspect/introspect.ts");
    const { catalogs, failures, diagnostics } = await introspectServers(resolved, {
      rootDir: config.rootDir,
      env,
      signal,
    });
    const catalog = catalogs[0];
    if (catalog === undefined) {
      return found(
        name,
        "does not answer",
        failures.map(({ diagnostic }) => diagnostic),
      );
    }
    const facts = `answers, protocol ${catalog.protocolVersion}, ${countAdvertised(catalog)}${from}`;
    const differences = sdk === null ? [] : compareAdvertised(sdk, template, catalog);
    return found(name, facts, [...differences, ...diagnostics]);
  } catch (error) {
    return failed(name, "cannot be started", error);
  }
}

/** `13 tools, 4 prompts, 9 resources`: templates are among the resources. */
function countAdvertised({ tools, prompts, resources, resourceTemplates }: ServerCatalog): string {
  const counts: [number, string][] = [
    [tools.length, "tool"],
    [prompts?.length ?? 0, "prompt"],
    [(resources?.length ?? 0) + (resourceTemplates?.length ?? 0), "resource"],
  ];
  return counts
    .filter(([count, what]) => count > 0 || what === "tool")
    .map(([count, what]) => `${count} ${what}${count === 1 ? "" : "s"}`)
    .join(", ");
}

function failed(name: string, text: string, error: unknown): DoctorCheck {
  if (!(error instanceof CodemodeError)) throw error;
  return found(name, text, error.diagnostics);
}
