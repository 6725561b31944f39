import { bestMatches } from "../check/explain/suggest.ts";
import type { CompiledPolicy } from "../check/policy.ts";
import { codemodeError } from "../diagnostics/error.ts";
import { readInstructions } from "../emit/prompt-files.ts";
import { renderServerDeclaration, renderToolDeclaration } from "../emit/tool-declaration.ts";
import { createToolSearch, type ToolHit, type ToolSearch } from "../emit/tool-search.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import { readOnDisk } from "../lock/output-fs.ts";
import { recordedTools } from "../lock/recorded-names.ts";
import { buildServerModel } from "../model/build.ts";
import { functionId } from "../model/functions/function-id.ts";
import type { ServerModel } from "../model/types.ts";

/** The SDK as a model is shown it. */
export interface SdkView {
  /** How to write a program and what there is: goes into the description of `execute`. */
  readonly overview: string;
  search(query: string, limit: number): ToolHit[];
  /** The declarations of a tool (`server.tool`) or of all of a server's (`server`); `null` when there is none. */
  describe(name: string): string | null;
  /** The names of tools and servers that are most like one that does not exist. */
  nearest(name: string): string[];
}

/** How many tools of a policy the overview names. */
const MAX_ALLOWED = 60;

/**
 * @param policy what programs may reach: what is left out is found neither by search nor in a server's declarations
 * @throws CodemodeError `OUTPUT_STALE` when the committed prompt is missing
 */
export function createSdkView(sdk: CommittedSdk, policy: CompiledPolicy | null = null): SdkView {
  const overview = `${readInstructions()}\n${readIndex(sdk.outDir)}${describePolicy(policy)}`;
  const refusal = (server: string, tool: string): string | null =>
    policy === null ? null : policy.refusal(server, tool);
  const models = new Map<string, ServerModel>();
  let search: ToolSearch | null = null;

  /** Made when it is asked for: an agent that only executes needs none of it. */
  const modelOf = (serverName: string): ServerModel | null => {
    const known = models.get(serverName);
    if (known !== undefined) return known;
    const locked = sdk.lock.servers.find(({ name }) => name === serverName);
    if (locked === undefined) return null;
    const only = new Set(locked.tools.map(functionId));
    const recorded = recordedTools(locked);
    const { server } = buildServerModel(sdk.catalog(locked.key), { serverName, only, recorded });
    const tools = server.tools.filter(({ name }) => refusal(serverName, name) === null);
    const model = { ...server, tools };
    models.set(serverName, model);
    return model;
  };
  /** Of a tool that exists and may not be used. */
  const refused = (server: string, tool: string): string | null => {
    const locked = sdk.lock.servers.find(({ name }) => name === server);
    if (locked?.tools.some(({ name }) => name === tool) !== true) return null;
    return `// ${server}.${tool} is not allowed: ${refusal(server, tool)}.\n`;
  };
  return {
    overview,
    search: (query, limit) => {
      search ??= createToolSearch(sdk.lock.servers.flatMap(({ name }) => modelOf(name) ?? []));
      return search.search(query, limit);
    },
    describe: (name) => {
      const dot = name.indexOf(".");
      const server = modelOf(dot === -1 ? name : name.slice(0, dot));
      if (server === null) return null;
      if (dot === -1) return renderServerDeclaration(server);
      const toolName = name.slice(dot + 1);
      const tool = server.tools.find((one) => one.name === toolName);
      if (tool === undefined) return refused(server.name, toolName);
      return renderToolDeclaration(server, tool);
    },
    nearest: (name) => {
      const names = sdk.lock.servers.flatMap((server) => [
        server.name,
        ...server.tools.map((tool) => `${server.name}.${tool.name}`),
      ]);
      return bestMatches(name, names, { most: 3, least: 0.5 });
    },
  };
}

function describePolicy(policy: CompiledPolicy | null): string {
  if (policy === null) return "";
  const allowed = policy.allowed();
  const names = allowed.length > MAX_ALLOWED ? `${allowed.length} tools` : allowed.join(", ");
  return `\n# Allowed\n\nNot every tool may be used here (\`${policy.text}\`): a program that can reach another one is refused. Allowed: ${names === "" ? "none" : names}.\n`;
}

function readIndex(outDir: string): string {
  const found = readOnDisk(outDir, "prompt/index.md");
  if (found.kind === "file") return found.text;
  throw codemodeError("OUTPUT_STALE", "prompt/index.md is missing from the SDK.");
}
