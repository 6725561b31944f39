import { ambientPreamble, printAmbientGlobal, printAmbientTools } from "../emit/ambient.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import { recordedTools } from "../lock/recorded-names.ts";
import { openServerModel, type ServerModelReader } from "../model/open-server.ts";
import { functionId } from "../model/functions/function-id.ts";
import type { ToolModel } from "../model/types.ts";
import { staticKey } from "./ast.ts";
import type { IndexedServer, SdkIndex } from "./sdk-index.ts";
import type { ServerUses } from "./server-uses.ts";

/** The part of the SDK that one program can have to do with: the rest is not loaded, however large it is. */
export interface SdkSlices {
  /**
   * The declarations for a program: the servers it names, and of each the tools it names, or all when the server
   * escapes. The same string for the same tools.
   */
  declare(text: string, uses: ServerUses): string;
  /** A tool by its names in the SDK; `null` when there is none. */
  tool(server: string, tool: string): ToolModel | null;
  /** The JSON Schema of a tool's input, as the server has given it; `null` when there is none. */
  inputSchema(server: string, tool: string): JsonObject | null;
  /** The tool of which a type of this name is part, among those that were declared. */
  toolOfType(typeName: string): { server: string; tool: ToolModel } | null;
}

/** How many declarations are kept, one for each set of tools. */
const MAX_CACHED = 200;

/** The words of a program, in its strings too: a tool that it can name is among them. */
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$\u200C\u200D]*/gu;

/** `github.ListIssuesInput`: a type written out, by which its tool cannot be found quickly. */
const TYPE_NAME = /\.\s*\p{Lu}[\p{ID_Continue}$]*(?:Input|Output)/u;

export function createSdkSlices(sdk: CommittedSdk, index: SdkIndex): SdkSlices {
  const loaded = new Map<string, LoadedServer>();
  const cache = new Map<string, string>();

  const load = (name: string, server: IndexedServer): LoadedServer => {
    const known = loaded.get(name) ?? new LoadedServer(sdk, server);
    loaded.set(name, known);
    return known;
  };

  return {
    declare(text, uses) {
      const words = new Set(text.match(WORD));
      const wanted = [...index.servers]
        .filter(([name]) => uses.everything || words.has(name) || isUsed(uses, name))
        .map(([name, server]) => ({
          name,
          server,
          tools: wantedTools(name, server, words, text, uses),
        }));
      const key = wanted.map(({ name, tools }) => `${name}:${tools.join(",")}`).join(";");
      const cached = cache.get(key);
      if (cached !== undefined) return cached;
      const declarations = wanted.map(({ name, server, tools }) =>
        load(name, server).declare(tools),
      );
      const declared = [ambientPreamble(), ...declarations].join("");
      if (cache.size >= MAX_CACHED) cache.clear();
      cache.set(key, declared);
      return declared;
    },
    tool(serverName, toolName) {
      const server = index.servers.get(serverName);
      if (server?.tools.has(toolName) !== true) return null;
      return load(serverName, server).tool(toolName);
    },
    inputSchema(serverName, toolName) {
      const server = index.servers.get(serverName);
      if (server?.tools.has(toolName) !== true) return null;
      return load(serverName, server).inputSchema(toolName);
    },
    toolOfType(typeName) {
      for (const [server, { known }] of loaded) {
        for (const tool of known.values()) {
          const types = [tool.input, ...(tool.output === null ? [] : [tool.output])];
          const names = types.flatMap((type) => [
            type.name,
            ...type.declarations.map(({ name }) => name),
          ]);
          if (names.includes(typeName)) return { server, tool };
        }
      }
      return null;
    },
  };
}

function isUsed(uses: ServerUses, server: string): boolean {
  return uses.uses.some((use) => use.server === server);
}

function wantedTools(
  name: string,
  server: IndexedServer,
  words: ReadonlySet<string>,
  text: string,
  uses: ServerUses,
): string[] {
  // A wrong name is no escape: `valueOf` and its kind aside, nothing is reached through it.
  const escapes = uses.uses.some(
    (use) => use.server === name && use.access === null && use.tools === null,
  );
  const computed = uses.uses.some((use) => use.server === name && isComputed(use.access));
  const all = uses.everything || escapes || computed || TYPE_NAME.test(text);
  return [...server.tools.keys()].filter((tool) => all || words.has(tool));
}

function isComputed(access: ServerUses["uses"][number]["access"]): boolean {
  if (access?.type === "MemberExpression") {
    return staticKey(access.property, access.computed) === null;
  }
  return (
    access?.type === "ObjectPattern" &&
    access.properties.some(
      (one) => one.type !== "Property" || staticKey(one.key, one.computed) === null,
    )
  );
}

/** One server's model and declarations, made tool by tool as programs name them. */
class LoadedServer {
  readonly known = new Map<string, ToolModel>();
  /** By the tool's name. Tools of one server extend its interface in any order. */
  readonly #declared = new Map<string, string>();
  readonly #inputSchemas = new Map<string, JsonObject | null>();
  readonly #indexed: IndexedServer;
  readonly #catalog: ServerCatalog;
  readonly #model: ServerModelReader;

  /** @throws CodemodeError when the committed catalog is missing or is not the locked one */
  constructor(sdk: CommittedSdk, indexed: IndexedServer) {
    const { key, name } = indexed.lock;
    this.#indexed = indexed;
    this.#catalog = sdk.catalog(key);
    this.#model = openServerModel(this.#catalog, { name, tools: recordedTools(indexed.lock) });
  }

  tool(name: string): ToolModel | null {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const locked = this.#indexed.tools.get(name);
    const tool = locked === undefined ? null : this.#model.tool(functionId(locked));
    if (tool !== null) this.known.set(name, tool);
    return tool;
  }

  inputSchema(name: string): JsonObject | null {
    let schema = this.#inputSchemas.get(name);
    if (schema === undefined) {
      schema = this.#findInputSchema(name);
      this.#inputSchemas.set(name, schema);
    }
    return schema;
  }

  #findInputSchema(name: string): JsonObject | null {
    const locked = this.#indexed.tools.get(name);
    // Prompts and resources have no schema of the server's.
    if (locked === undefined || locked.kind !== undefined) return null;
    const entry = this.#catalog.tools.find(
      (tool) => isJsonObject(tool) && tool["name"] === locked.wireName,
    );
    const schema = isJsonObject(entry) ? entry["inputSchema"] : null;
    return isJsonObject(schema) ? schema : null;
  }

  declare(names: readonly string[]): string {
    const { server } = this.#model;
    return [printAmbientGlobal(server), ...names.map((name) => this.#declareTool(name))].join("");
  }

  #declareTool(name: string): string {
    const known = this.#declared.get(name);
    if (known !== undefined) return known;
    const tool = this.tool(name);
    const declared = tool === null ? "" : printAmbientTools(this.#model.server, [tool]);
    this.#declared.set(name, declared);
    return declared;
  }
}
