import type { ServerCatalog } from "../introspect/catalog.ts";
import { buildTool, describeServer } from "./build-tool.ts";
import { functionId } from "./functions/function-id.ts";
import { readFunctions } from "./functions/read-functions.ts";
import type { ServerNames } from "./names.ts";
import { readTools } from "./read-tools.ts";
import type { ServerModel, ToolModel } from "./types.ts";

/** A server's model with its tools compiled one by one, as they are asked for. */
export interface ServerModelReader {
  /** Without tools. */
  server: ServerModel;
  /**
   * The tool as `buildServerModel` makes it, by its id (`function-id.ts`); `null` when the catalog has no such tool or
   * it was given no name.
   */
  tool(id: string): ToolModel | null;
}

/**
 * `buildServerModel` for those who need few of the tools, now and then: the catalog is read once, and no name planned.
 *
 * @param names as the lock has them
 */
export function openServerModel(catalog: ServerCatalog, names: ServerNames): ServerModelReader {
  const { tools } = readTools(catalog.server, catalog.tools);
  const { functions } = readFunctions(catalog);
  const definitions = new Map([...tools, ...functions].map((tool) => [functionId(tool), tool]));
  return {
    server: { ...describeServer(catalog, names.name), tools: [] },
    tool: (id) => {
      const definition = definitions.get(id);
      const toolNames = names.tools.get(id);
      if (definition === undefined || toolNames === undefined) return null;
      return buildTool(catalog.server, definition, toolNames, []);
    },
  };
}
