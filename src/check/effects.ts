import { compareCodeUnits } from "../json.ts";
import { readHints } from "./hints.ts";
import { createLineTable } from "./positions.ts";
import type { IndexedServer, SdkIndex } from "./sdk-index.ts";
import type { ServerUses } from "./server-uses.ts";
import type { Escape, ToolEffect } from "./types.ts";

/** How many escapes are told: each of them says the same. */
const MAX_ESCAPES = 20;

/** The tools a program can reach, an upper bound; sorted by server, then by tool. */
export function findEffects(uses: ServerUses, index: SdkIndex): ToolEffect[] {
  const reached = new Map<string, Set<string>>();
  for (const [name, server] of index.servers) {
    const escapes =
      uses.leaks.length > 0 || uses.uses.some((use) => use.server === name && use.tools === null);
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
): ToolEffect[] {
  return [...tools].sort(compareCodeUnits).flatMap((tool) => {
    const annotations = indexed?.tools.get(tool)?.annotations;
    if (annotations === undefined) return [];
    return [{ server, tool, annotations, hints: readHints(annotations) }];
  });
}

/** The places because of which whole servers count. */
export function findEscapes({ uses, leaks }: ServerUses, source: string): Escape[] {
  const lines = createLineTable(source);
  return [
    ...uses
      .filter(({ tools }) => tools === null)
      .map(({ server, node }) => ({ server, start: node.start })),
    ...leaks.map(({ start }) => ({ server: null, start })),
  ]
    .sort((a, b) => a.start - b.start)
    .slice(0, MAX_ESCAPES)
    .map(({ server, start }) => ({ server, ...lines.positionAt(start) }));
}
