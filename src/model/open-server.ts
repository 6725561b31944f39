import type { ServerCatalog } from "../introspect/catalog.ts";
import { buildTool, describeServer } from "./build-tool.ts";
import type { ServerNames } from "./names.ts";
import { readTools } from "./read-tools.ts";
import type { ServerModel, ToolModel } from "./types.ts";

/** A server's model with its tools compiled one by one, as they are asked for. */
export interface ServerModelReader {
  /** Without tools. */
  server: ServerModel;
  /**
   * The tool as `buildServerModel` makes it, by the server's own name for it; `null` when the catalog has no such tool
   * or it was given no name.
   */
  tool(wireName: string): ToolModel | null;
}

/**
 * `buildServerModel` for those who need few of the tools, now and then: the catalog is read once, and no name planned.
 *
 * @param names as the lock has them
 */
export function openServerModel(catalog: ServerCatalog, names: ServerNames): ServerModelReader {
  const { tools } = readTools(catalog.server, catalog.tools);
  const definitions = new Map(tools.map((tool) => [tool.wireName, tool]));
  return {
    server: { ...describeServer(catalog, names.name), tools: [] },
    tool: (wireName) => {
      const definition = definitions.get(wireName);
      const toolNames = names.tools.get(wireName);
      if (definition === undefined || toolNames === undefined) return null;
      return buildTool(catalog.server, definition, toolNames, []);
    },
  };
}
