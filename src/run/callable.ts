import type { Effect } from "../check/types.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import type { LockServer, LockTool } from "../lock/types.ts";
import { functionId } from "../model/functions/function-id.ts";
import { readFunctions } from "../model/functions/read-functions.ts";
import type { ToolDefinition } from "../model/read-tools.ts";
import { compileSchema } from "../model/schema/compile.ts";

/** A tool that a run may call: it is among the program's effects and in the lock. */
export interface Callable {
  server: LockServer;
  tool: LockTool;
}

/** By the server's name and then the tool's, both in the SDK's spelling. Maps, because programs choose the names. */
export type AllowSet = ReadonlyMap<string, ReadonlyMap<string, Callable>>;

/** What a call's input and result are held against. */
export interface CallSchemas {
  input: JsonValue;
  output: JsonValue | null;
  /** What the types let a program leave out although the schema requires it: sent in its place. */
  defaults: JsonObject;
}

/** The tools of the lock that are among the effects, or all of them. */
export function createAllowSet(sdk: CommittedSdk, effects: readonly Effect[] | "all"): AllowSet {
  const allowed = new Map<string, Map<string, Callable>>();
  const reachable = effects === "all" ? null : byServer(effects);
  for (const server of sdk.lock.servers) {
    const names = reachable?.get(server.name);
    // The lock reads the tools of a server when somebody asks for them.
    if (reachable !== null && names === undefined) continue;
    const tools = server.tools.filter(({ name }) => names?.has(name) ?? true);
    if (tools.length === 0) continue;
    allowed.set(server.name, new Map(tools.map((tool) => [tool.name, { server, tool }])));
  }
  return allowed;
}

function byServer(effects: readonly Effect[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const { server, tool } of effects) {
    names.set(server, (names.get(server) ?? new Set()).add(tool));
  }
  return names;
}

/** The same for every run. */
const read = new WeakMap<CommittedSdk, Map<LockTool, CallSchemas>>();

/** The schemas of a locked tool, from its entry in the committed catalog. */
export function readSchemas(sdk: CommittedSdk, callable: Callable): CallSchemas {
  const ofSdk = read.get(sdk) ?? new Map<LockTool, CallSchemas>();
  read.set(sdk, ofSdk);
  const schemas = ofSdk.get(callable.tool) ?? readFromCatalog(sdk, callable);
  ofSdk.set(callable.tool, schemas);
  return schemas;
}

function readFromCatalog(sdk: CommittedSdk, { server, tool }: Callable): CallSchemas {
  if (tool.kind !== undefined) return readOther(sdk.catalog(server.key), tool);
  const entry = sdk
    .catalog(server.key)
    .tools.find((tool_) => isJsonObject(tool_) && tool_["name"] === tool.wireName);
  const definition = isJsonObject(entry) ? entry : {};
  // As `model/` reads it: a tool without an input schema takes any object.
  const inputSchema = definition["inputSchema"];
  const input = isJsonObject(inputSchema) ? inputSchema : { type: "object" };
  return {
    input,
    output: tool.result === "structured" ? (definition["outputSchema"] ?? null) : null,
    defaults: compileSchema(input, { name: "Input", role: "input" }).defaults,
  };
}

const others = new WeakMap<ServerCatalog, Map<string, ToolDefinition>>();

function readOther(catalog: ServerCatalog, tool: LockTool): CallSchemas {
  const definitions =
    others.get(catalog) ??
    new Map(readFunctions(catalog).functions.map((one) => [functionId(one), one]));
  others.set(catalog, definitions);
  const definition = definitions.get(functionId(tool));
  return {
    input: definition?.inputSchema ?? { type: "object" },
    output: tool.result === "structured" ? (definition?.outputSchema ?? null) : null,
    defaults: {},
  };
}
