import { compareCodeUnits } from "../json.ts";
import type { IndexedServer, SdkIndex } from "./sdk-index.ts";
import type { ServerUses } from "./server-uses.ts";
import type { Effect } from "./types.ts";

/** The tools a program can reach, an upper bound; sorted by server, then by tool. */
export function findEffects(uses: ServerUses, index: SdkIndex): Effect[] {
  const reached = new Map<string, Set<string>>();
  for (const [name, server] of index.servers) {
    const escapes =
      uses.everything || uses.uses.some((use) => use.server === name && use.tools === null);
    const tools = escapes
      ? server.tools.keys()
      : uses.uses.flatMap((use) => (use.server === name ? (use.tools ?? []) : []));
    reached.set(name, new Set(tools));
  }
  return [...reached]
    .sort(([a], [b]) => compareCodeUnits(a, b))
    .flatMap(([name, tools]) => effectsOf(name, tools, index.servers.get(name)));
}

function effectsOf(
  server: string,
  tools: ReadonlySet<string>,
  indexed: IndexedServer | undefined,
): Effect[] {
  return [...tools].sort(compareCodeUnits).flatMap((tool) => {
    const locked = indexed?.tools.get(tool);
    return locked === undefined ? [] : [{ server, tool, annotations: locked.annotations }];
  });
}
