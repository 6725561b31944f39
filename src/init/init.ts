import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ServerConfig } from "../config/define.ts";
import { parseMcpJson, type HostServers } from "../config/hosts/mcp-json.ts";
import { CONFIG_PLACES } from "../config/load.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { codemodeError } from "../diagnostics/error.ts";
import { printConfig } from "./print-config.ts";
import { withholdSecrets, type WithheldSecret } from "./withhold-secrets.ts";

/** Options of {@link initConfig}. */
export interface InitOptions {
  /** Folder that the configuration is written into. */
  cwd: string;
  /** Replace a `codemode.config.ts` that exists. */
  force?: boolean;
}

/** What {@link initConfig} did. */
export interface InitReport {
  /** Absolute path of the file that was written. */
  path: string;
  /** The file that the servers were taken from; `null` when there was none. */
  importedFrom: string | null;
  /** Sorted by key. */
  servers: { key: string; config: ServerConfig }[];
  /** Literals that look like secrets and were replaced by variables. */
  withheld: WithheldSecret[];
  diagnostics: Diagnostic[];
}

const CONFIG_FILE = "codemode.config.ts";
const MCP_FILE = ".mcp.json";

/**
 * Writes a first `codemode.config.ts`, with the servers of `.mcp.json` when there is one beside it. Starts nothing.
 *
 * @throws CodemodeError `CLI_FILE_EXISTS`, `CONFIG_HOST_INVALID`
 */
export async function initConfig(options: InitOptions): Promise<InitReport> {
  const { cwd } = options;
  assertFree(cwd, options.force === true);
  const imported = await readMcpJson(cwd);
  const withheld: WithheldSecret[] = [];
  const servers = (imported?.servers ?? []).map(({ key, config }) => {
    const kept = withholdSecrets(key, config);
    withheld.push(...kept.withheld);
    return { key, config: kept.server };
  });
  const file = path.join(cwd, CONFIG_FILE);
  const text = await printConfig(new Map(servers.map(({ key, config }) => [key, config])));
  await writeFile(file, text);
  return {
    path: file,
    importedFrom: imported === null ? null : MCP_FILE,
    servers,
    withheld,
    diagnostics: imported?.diagnostics ?? [],
  };
}

/** A second configuration beside the first would leave it open which one counts. */
function assertFree(cwd: string, force: boolean): void {
  const existing = CONFIG_PLACES.filter((name) => name !== "package.json").find((name) =>
    existsSync(path.join(cwd, name)),
  );
  if (existing === undefined || (existing === CONFIG_FILE && force)) return;
  const hint = existing === CONFIG_FILE ? {} : { hint: `Edit ${existing}, or remove it first.` };
  throw codemodeError("CLI_FILE_EXISTS", `There is a ${existing} already.`, hint);
}

async function readMcpJson(cwd: string): Promise<HostServers | null> {
  let text: string;
  try {
    text = await readFile(path.join(cwd, MCP_FILE), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw codemodeError("CONFIG_HOST_INVALID", `${MCP_FILE} cannot be read.`, { cause: error });
  }
  return parseMcpJson(MCP_FILE, text);
}
