import { compareCodeUnits } from "../json.ts";
import type { SurfaceTool } from "../lock/types.ts";

/** Tools as `server.tool`, each list sorted, each tool in at most one. */
export interface SurfaceDiff {
  added: string[];
  removed: string[];
  /** Their types differ. */
  changed: string[];
  /** Only their words differ. */
  docsOnly: string[];
}

/** How a consumer of the old surface sees the new one. */
export function compareSurfaces(
  before: readonly SurfaceTool[],
  after: readonly SurfaceTool[],
): SurfaceDiff {
  const old = new Map(before.map((tool) => [nameOf(tool), tool]));
  const present = new Map(after.map((tool) => [nameOf(tool), tool]));
  const diff: SurfaceDiff = { added: [], removed: [], changed: [], docsOnly: [] };
  for (const [name, tool] of present) {
    const was = old.get(name);
    if (was === undefined) diff.added.push(name);
    else if (was.types !== tool.types) diff.changed.push(name);
    else if (was.docs !== tool.docs) diff.docsOnly.push(name);
  }
  diff.removed.push(...[...old.keys()].filter((name) => !present.has(name)));
  for (const names of [diff.added, diff.removed, diff.changed, diff.docsOnly]) {
    names.sort(compareCodeUnits);
  }
  return diff;
}

function nameOf({ server, tool }: SurfaceTool): string {
  return `${server}.${tool}`;
}
