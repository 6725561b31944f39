import { loadConfig } from "./config/load.ts";
import type { LoadedConfig, ServerTemplate } from "./config/template.ts";
import { planVersion, type VersionPlan } from "./diff/plan-version.ts";
import { surfaceOf } from "./diff/surface.ts";
import { createDiagnostic, type Diagnostic } from "./diagnostics/diagnostic.ts";
import { codemodeError } from "./diagnostics/error.ts";
import { emitFiles } from "./emit/emit-files.ts";
import { renderFileList } from "./emit/file-list.ts";
import { formatForUser } from "./emit/format.ts";
import { planChanges, type ChangePlan } from "./emit/plan-changes.ts";
import { createTokenCounter, type TokenCounter } from "./emit/tokens.ts";
import { writeChanges } from "./emit/write.ts";
import { askServers, completeCatalogs, type Catalogs } from "./generate/gather.ts";
import type { GeneratedServer, GenerateOptions, GenerateReport } from "./generate/types.ts";
import { CLIENT_CAPABILITIES } from "./introspect/capabilities.ts";
import type { JsonObject } from "./json.ts";
import { normalizeLines } from "./lock/digest.ts";
import { readLockFile } from "./lock/open-sdk.ts";
import { readOnDisk } from "./lock/output-fs.ts";
import { recoverJournal, withOutputLock } from "./lock/output-lock.ts";
import { CHANGELOG_PATH, FILE_LIST_PATH } from "./lock/paths.ts";
import { recordedNames } from "./lock/recorded-names.ts";
import { reviewedBy } from "./lock/reviewed.ts";
import type { Lock, LockSource } from "./lock/types.ts";
import { buildModel } from "./model/build.ts";
import { lintModel } from "./model/lint/lint.ts";
import type { Model, ToolModel } from "./model/types.ts";
import { VERSION } from "./package-root.ts";

export type * from "./generate/types.ts";

/**
 * Connects to the configured MCP servers and writes the SDK, or compares it with what is there.
 *
 * What a server or a file on disk does wrong is in the report's diagnostics, and everything else is generated all the
 * same; what leaves nothing to generate is thrown.
 *
 * @throws CodemodeError `CONFIG_*`, `OUTPUT_*`, and `SERVER_*` when no server is left
 */
export async function generate(options: GenerateOptions): Promise<GenerateReport> {
  const config = await loadConfig({
    cwd: options.cwd,
    ...(options.configPath === undefined ? {} : { configPath: options.configPath }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const selected = selectServers(config, options.servers);
  const { outDir } = config;
  recoverJournal(outDir);
  // Before any server is started: without a readable lock there is no version to count from.
  const before = readLockFile(outDir);
  // It loads while the servers answer, or the catalogs are read.
  const tokens = createTokenCounter();
  try {
    const asked = await askServers(config, selected, before, options);
    const prepare = async (): Promise<Outcome> => {
      const previous = readLockFile(outDir);
      const offline = options.offline === true;
      const catalogs = completeCatalogs(config, asked, selected, previous, offline);
      return prepareChanges(config, catalogs, previous, tokens, options.release === true);
    };
    if (options.check === true || options.dryRun === true) {
      return toReport(config, await prepare(), options);
    }
    return await withOutputLock(
      outDir,
      async () => {
        const outcome = await prepare();
        options.signal?.throwIfAborted();
        writeChanges(outDir, outcome.plan.changes);
        return toReport(config, outcome, options);
      },
      { signal: options.signal },
    );
  } finally {
    tokens.close();
  }
}

/** @throws CodemodeError `OUTPUT_NO_SERVER` */
function selectServers(
  config: LoadedConfig,
  wanted: readonly string[] | undefined,
): ServerTemplate[] {
  if (wanted === undefined || wanted.length === 0) return config.servers;
  const known = config.servers.map(({ key }) => key);
  const unknown = wanted.filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    const names = unknown.map((key) => `\`${key}\``).join(", ");
    throw codemodeError("OUTPUT_NO_SERVER", `There is no server ${names} in the configuration.`, {
      hint: `Name one of: ${known.join(", ")}.`,
    });
  }
  return config.servers.filter(({ key }) => wanted.includes(key));
}

interface Outcome {
  catalogs: Catalogs;
  model: Model;
  version: VersionPlan;
  plan: ChangePlan;
  diagnostics: Diagnostic[];
}

/** Everything from the catalogs to the changes that are to be made; writes nothing. */
async function prepareChanges(
  config: LoadedConfig,
  gathered: Catalogs,
  previous: Lock | null,
  tokens: TokenCounter,
  release: boolean,
): Promise<Outcome> {
  const { outDir } = config;
  const { catalogs } = gathered;
  const filters = new Map(config.servers.map((server) => [server.key, server]));
  const model = buildModel(catalogs, { filters, recorded: recordedNames(previous) });
  const version = planVersion(surfaceOf(model), previous?.released ?? null, release);
  const emitted = await emitFiles({
    config,
    generatorVersion: VERSION,
    model,
    catalogs,
    clientCapabilities: capabilitiesOf(previous, gathered),
    keptSources: keptSources(previous, gathered),
    plan: version,
    release,
    tokens,
    previousChangelog: readChangelog(outDir),
  });
  const formatted = await formatForUser(emitted.files, outDir);
  formatted.files.set(FILE_LIST_PATH, renderFileList(formatted.files));
  const plan = planChanges(outDir, formatted.files);
  const diagnostics = [
    ...gathered.diagnostics,
    ...model.diagnostics,
    ...lintModel(model, catalogs, reviewedBy(previous)),
    ...formatted.diagnostics,
    ...plan.diagnostics,
  ];
  return { catalogs: gathered, model, version, plan, diagnostics };
}

/** Those that the catalogs were asked for with: of the last run that asked any. */
function capabilitiesOf(previous: Lock | null, { states }: Catalogs): JsonObject {
  const anyAsked = [...states.values()].includes("asked");
  return anyAsked || previous === null ? CLIENT_CAPABILITIES : previous.clientCapabilities;
}

/** A server that failed keeps its last good catalog, and so the way in which that was got. */
function keptSources(previous: Lock | null, { states }: Catalogs): Map<string, LockSource> {
  const servers = previous?.servers.filter(({ key }) => states.get(key) === "kept") ?? [];
  return new Map(servers.map(({ key, source }) => [key, source]));
}

function readChangelog(outDir: string): string | null {
  const found = readOnDisk(outDir, CHANGELOG_PATH);
  return found.kind === "file" ? normalizeLines(found.text) : null;
}

function toReport(
  config: LoadedConfig,
  outcome: Outcome,
  options: GenerateOptions,
): GenerateReport {
  const { model, plan, version } = outcome;
  const changes = plan.changes.map(({ path, kind }) => ({ path, kind }));
  const isStale = options.check === true && changes.length > 0;
  const diagnostics = isStale
    ? [...outcome.diagnostics, staleDiagnostic(changes)]
    : outcome.diagnostics;
  return {
    ok: diagnostics.every(({ severity }) => severity !== "error"),
    outDir: config.outDir,
    version: version.version,
    surface: { released: version.base.version, ...version.diff },
    changes,
    servers: [...outcome.catalogs.states].map(([key, state]) => {
      const server = model.servers.find((entry) => entry.key === key);
      const from = config.servers.find((one) => one.key === key)?.origin?.file;
      return {
        key,
        ...(from === undefined ? {} : { from }),
        name: server?.name ?? null,
        state,
        ...countFunctions(server?.tools ?? []),
      };
    }),
    diagnostics,
    wrote: changes.length > 0 && options.check !== true && options.dryRun !== true,
  };
}

function countFunctions(
  functions: readonly ToolModel[],
): Pick<GeneratedServer, "tools" | "prompts" | "resources"> {
  const tools = functions.filter(({ kind }) => kind === undefined).length;
  const prompts = functions.filter(({ kind }) => kind === "prompt").length;
  return { tools, prompts, resources: functions.length - tools - prompts };
}

const VERBS = { create: "missing", update: "differs", delete: "no longer generated" } as const;
const MAX_LISTED = 50;

function staleDiagnostic(changes: GenerateReport["changes"]): Diagnostic {
  const lines = changes.slice(0, MAX_LISTED).map(({ path, kind }) => `${path} (${VERBS[kind]})`);
  const more = changes.length - lines.length;
  if (more > 0) lines.push(`and ${more} more`);
  const count = changes.length === 1 ? "1 file is" : `${changes.length} files are`;
  return createDiagnostic("OUTPUT_STALE", [`${count} stale:`, ...lines].join("\n"));
}
