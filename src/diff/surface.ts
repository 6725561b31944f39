import { compareCodeUnits } from "../json.ts";
import type { SurfaceTool } from "../lock/types.ts";
import { hashTool } from "../model/hash-tool.ts";
import type { Model } from "../model/types.ts";

/** What semver compares: every tool of a model with the hashes of its types and of its words. */
export function surfaceOf(model: Model): SurfaceTool[] {
  return model.servers
    .flatMap((server) =>
      server.tools.map((tool) => ({ server: server.name, tool: tool.name, ...hashTool(tool) })),
    )
    .toSorted((a, b) => compareCodeUnits(a.server, b.server) || compareCodeUnits(a.tool, b.tool));
}
