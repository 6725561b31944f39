import { createHash } from "node:crypto";
import path from "node:path";
import type { Effect } from "../../src/check/types.ts";
import type { LoadedConfig, ServerTemplate } from "../../src/config/template.ts";
import { DEFAULT_TIMEOUTS } from "../../src/config/template.ts";
import { resolveServers } from "../../src/config/interpolate.ts";
import type { ServerCatalog } from "../../src/introspect/catalog.ts";
import { CLIENT_CAPABILITIES } from "../../src/introspect/capabilities.ts";
import { createPatience } from "../../src/introspect/patience.ts";
import type { QuestionHandlers } from "../../src/introspect/questions/types.ts";
import { introspectServers } from "../../src/introspect/introspect.ts";
import { canonicalJson, isJsonObject, type JsonValue } from "../../src/json.ts";
import type { CommittedSdk } from "../../src/lock/committed-sdk.ts";
import type { LockServer, LockTool } from "../../src/lock/types.ts";
import { buildServerModel } from "../../src/model/build.ts";
import { pascalCase } from "../../src/model/mangle.ts";
import { createBridge } from "../../src/run/bridge.ts";
import { createConnections, type Connections } from "../../src/run/connections.ts";
import { resolveLimits } from "../../src/run/limits.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import type {
  Bridge,
  CallRecord,
  LogEntry,
  RunLimits,
  RunOutcome,
  Sandbox,
} from "../../src/run/types.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

export function fixture(name: string): string {
  return path.join(ROOT, "fixtures", "servers", `${name}.mjs`);
}

export function stdio(
  key: string,
  args: string[],
  env: Record<string, string> = {},
): ServerTemplate {
  return {
    key,
    transport: "stdio",
    command: process.execPath,
    args,
    env,
    cwd: null,
    timeouts: { ...DEFAULT_TIMEOUTS },
    protocol: "legacy",
  };
}

/** What `generate` would have left of these servers, asked for real and kept in memory. */
async function createSdk(
  servers: ServerTemplate[],
  env: Record<string, string | undefined> = {},
): Promise<CommittedSdk> {
  const { catalogs, failures } = await introspectServers(resolveServers(servers, env), {
    rootDir: ROOT,
    env: { ...process.env, ...env },
  });
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return sdkOf(catalogs);
}

export function sdkOf(catalogs: readonly ServerCatalog[]): CommittedSdk {
  return {
    outDir: "/nowhere",
    lock: {
      lockVersion: 1,
      generator: { name: "codemode", version: "0.0.0" },
      version: "1.0.0",
      packageName: "codemode-sdk",
      clientCapabilities: CLIENT_CAPABILITIES,
      released: { version: "1.0.0", tools: [] },
      servers: catalogs.map(lockServer),
    },
    catalog: (key) => {
      const catalog = catalogs.find(({ server }) => server === key);
      if (catalog === undefined) throw new Error(`no catalog of ${key}`);
      return catalog;
    },
  };
}

function lockServer(catalog: ServerCatalog): LockServer {
  const { server } = buildServerModel(catalog, { serverName: catalog.server });
  const others = server.tools.filter(({ kind }) => kind !== undefined);
  return {
    key: catalog.server,
    name: catalog.server,
    source: { transport: "stdio", command: "", args: [], envNames: [], cwd: null },
    era: catalog.era,
    protocolVersion: catalog.protocolVersion,
    serverInfo: catalog.serverInfo,
    catalogHash: "",
    tools: [
      ...catalog.tools.filter(isJsonObject).map((tool): LockTool => ({
        wireName: tool["name"] as string,
        name: (tool["name"] as string).replaceAll(/\W/g, "_"),
        typeName: pascalCase(tool["name"] as string),
        hash: createHash("sha256").update(canonicalJson(tool)).digest("hex"),
        result: tool["outputSchema"] === undefined ? "text" : "structured",
        annotations: isJsonObject(tool["annotations"]) ? tool["annotations"] : {},
        inferredOutputSchema: null,
      })),
      ...others.map((other): LockTool => ({
        ...(other.kind === undefined ? {} : { kind: other.kind }),
        wireName: other.wireName,
        name: other.name,
        typeName: other.typeName,
        hash: other.hash,
        result: other.result,
        annotations: other.annotations,
        inferredOutputSchema: null,
      })),
    ],
  };
}

export function configOf(servers: ServerTemplate[]): LoadedConfig {
  return {
    path: path.join(ROOT, "codemode.config.json"),
    rootDir: ROOT,
    outDir: path.join(ROOT, "codemode"),
    packageName: "codemode-sdk",
    servers,
    limits: {},
  };
}

/** Every tool of the SDK, as the check would find them for a program that reaches all. */
function allEffects(sdk: CommittedSdk): Effect[] {
  return sdk.lock.servers.flatMap((server) =>
    server.tools.map((tool) => ({ server: server.name, tool: tool.name, annotations: {} })),
  );
}

/** A bridge over no server: each tool answers with what the function gives, or its rejection's message. */
export function fakeBridge(
  answer: (tool: string, input: JsonValue, raw: boolean) => JsonValue | Promise<JsonValue>,
): Bridge & { closed: boolean } {
  const calls: CallRecord[] = [];
  const bridge: Bridge & { closed: boolean } = {
    calls,
    findings: [],
    unfinished: 0,
    patience: createPatience(),
    closed: false,
    close: () => {
      bridge.closed = true;
    },
    call: async ({ server, tool, input, raw }) => {
      try {
        return { ok: true, value: await answer(tool, input, raw) };
      } catch (error) {
        const message = (error as Error).message;
        calls.push({ server, tool, ok: false, code: "RUN_TOOL_ERROR", ms: 0 });
        return { ok: false, error: { code: "RUN_TOOL_ERROR", message, server, tool } };
      }
    },
  };
  return bridge;
}

export interface RunOptions {
  input?: JsonValue;
  /** Names of the tools of the one server `srv`. */
  tools?: string[];
  bridge?: Bridge;
  effects?: Effect[];
  limits?: Partial<RunLimits>;
  signal?: AbortSignal;
  onLog?: (entry: LogEntry) => void;
}

/** Runs JavaScript as it is: an ES module whose default export is the program. */
export async function run(
  sandbox: Sandbox,
  code: string,
  options: RunOptions = {},
): Promise<RunOutcome> {
  const tools = options.tools ?? ["echo"];
  return sandbox.run({
    program: { code, toSource: (line, column) => ({ line, column }) },
    input: options.input,
    effects: options.effects ?? tools.map((tool) => ({ server: "srv", tool, annotations: {} })),
    bridge: options.bridge ?? fakeBridge((_tool, input) => input),
    limits: resolveLimits(options.limits),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.onLog === undefined ? {} : { onLog: options.onLog }),
  });
}

export function codesOf(outcome: RunOutcome): string[] {
  return outcome.diagnostics.map(({ code }) => code);
}

/** Real servers, the real sandbox, and what a run of a program over them gives. */
export interface Stage {
  sdk: CommittedSdk;
  connections: Connections;
  sandbox: Sandbox;
  exec(code: string, options?: ExecOptions): Promise<RunOutcome & { bridge: Bridge }>;
  close(): Promise<void>;
}

interface ExecOptions {
  handlers?: QuestionHandlers;
  effects?: Effect[];
  limits?: Partial<RunLimits>;
  acceptDrift?: boolean;
  signal?: AbortSignal;
}

export async function createStage(
  servers: ServerTemplate[],
  env: Record<string, string> = {},
  liveEnv: Record<string, string> = env,
): Promise<Stage> {
  const sdk = await createSdk(servers, env);
  const connections = createConnections({
    config: configOf(servers),
    env: { ...process.env, ...liveEnv },
  });
  const sandbox = createLocalSandbox();
  return {
    sdk,
    connections,
    sandbox,
    exec: async (code, options = {}) => {
      const effects = options.effects ?? allEffects(sdk);
      const limits = resolveLimits(options.limits);
      const { signal, acceptDrift = false, handlers = {} } = options;
      const shared = { effects, limits, ...(signal === undefined ? {} : { signal }) };
      const bridge = createBridge({ sdk, connections, acceptDrift, handlers, ...shared });
      const outcome = await sandbox.run({
        program: { code, toSource: (line, column) => ({ line, column }) },
        input: null,
        bridge,
        ...shared,
      });
      return { ...outcome, bridge };
    },
    close: async () => {
      await Promise.all([sandbox.close(), connections.close()]);
    },
  };
}
