import { codemodeError } from "../diagnostics/error.ts";
import { readInstructions } from "../emit/prompt-files.ts";
import { renderServerDeclaration, renderToolDeclaration } from "../emit/tool-declaration.ts";
import { createToolSearch, type ToolHit, type ToolSearch } from "../emit/tool-search.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import { readOnDisk } from "../lock/output-fs.ts";
import { recordedTools } from "../lock/recorded-names.ts";
import { buildServerModel } from "../model/build.ts";
import type { ServerModel } from "../model/types.ts";

/** The SDK as a model is shown it. */
export interface SdkView {
  /** How to write a program and what there is: goes into the description of `execute`. */
  readonly overview: string;
  search(query: string, limit: number): ToolHit[];
  /** The declarations of a tool (`server.tool`) or of all of a server's (`server`); `null` when there is none. */
  describe(name: string): string | null;
}

/** @throws CodemodeError `OUTPUT_STALE` when the committed prompt is missing */
export function createSdkView(sdk: CommittedSdk): SdkView {
  const overview = `${readInstructions()}\n${readIndex(sdk.outDir)}`;
  const models = new Map<string, ServerModel>();
  let search: ToolSearch | null = null;

  /** Made when it is asked for: an agent that only executes needs none of it. */
  const modelOf = (serverName: string): ServerModel | null => {
    const known = models.get(serverName);
    if (known !== undefined) return known;
    const locked = sdk.lock.servers.find(({ name }) => name === serverName);
    if (locked === undefined) return null;
    const only = new Set(locked.tools.map(({ wireName }) => wireName));
    const recorded = recordedTools(locked);
    const { server } = buildServerModel(sdk.catalog(locked.key), { serverName, only, recorded });
    models.set(serverName, server);
    return server;
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
      const tool = server.tools.find((one) => one.name === name.slice(dot + 1));
      return tool === undefined ? null : renderToolDeclaration(server, tool);
    },
  };
}

function readIndex(outDir: string): string {
  const found = readOnDisk(outDir, "prompt/index.md");
  if (found.kind === "file") return found.text;
  throw codemodeError("OUTPUT_STALE", "prompt/index.md is missing from the SDK.");
}
