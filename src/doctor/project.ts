import path from "node:path";
import { resolveServers } from "../config/interpolate.ts";
import { loadConfig } from "../config/load.ts";
import { refusalsOf } from "../config/trust/approve.ts";
import type { LoadedConfig, ServerTemplate } from "../config/template.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import { found, passed, type DoctorCheck, type DoctorOptions } from "./types.ts";

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
  const [sdk, servers] = await Promise.all([
    checkSdk(config),
    Promise.all(config.servers.map((server) => checkServer(server, config, options))),
  ]);
  return [...checks, sdk, ...servers];
}

async function checkSdk(config: LoadedConfig): Promise<DoctorCheck> {
  try {
    const { openSdk } = await import("../lock/open-sdk.ts");
    const { lock } = openSdk(config.outDir);
    const tools = lock.servers.reduce((sum, server) => sum + server.tools.length, 0);
    return passed(
      "sdk",
      `version ${lock.version}, ${tools} tools of ${lock.servers.length} servers`,
    );
  } catch (error) {
    return failed("sdk", "unusable", error);
  }
}

async function checkServer(
  template: ServerTemplate,
  config: LoadedConfig,
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
    const facts = `answers, protocol ${catalog.protocolVersion}, ${catalog.tools.length} tools${from}`;
    return found(name, facts, diagnostics);
  } catch (error) {
    return failed(name, "cannot be started", error);
  }
}

function failed(name: string, text: string, error: unknown): DoctorCheck {
  if (!(error instanceof CodemodeError)) throw error;
  return found(name, text, error.diagnostics);
}
