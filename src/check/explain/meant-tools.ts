import { isDeprecated } from "../../emit/prompt-text.ts";
import type { IndexedServer } from "../sdk-index.ts";
import type { SdkSlices } from "../sdk-slice.ts";
import { matchesOf, type Likeness } from "./suggest.ts";

export interface MeantTools {
  /** Best first. */
  tools: readonly string[];
  /** `null` when there are none. */
  likeness: Likeness | null;
}

/**
 * The tools of a server that a name may mean. The server's own name before a tool's says nothing: `post_message` is
 * `slack_post_message`. What its server calls deprecated comes last, and gives way to the tool that is named instead.
 */
export function meantTools(
  name: string,
  serverName: string,
  server: IndexedServer,
  slices: SdkSlices,
): MeantTools {
  const prefix = `${serverName}_`;
  const bare = (tool: string): string =>
    tool.startsWith(prefix) ? tool.slice(prefix.length) : tool;
  const byBareName = new Map([...server.tools.keys()].map((tool) => [bare(tool), tool]));
  const matches = matchesOf(bare(name), [...byBareName.keys()]);
  const found = matches.map((match) => byBareName.get(match.name) ?? match.name);
  const likeness = matches[0]?.likeness ?? null;
  // The same name, only written otherwise, is that tool and no other.
  if (likeness === "letters") return { tools: found, likeness };
  const replaced = found.map((tool) => replacementOf(tool, serverName, server, slices) ?? tool);
  const isOld = new Map(replaced.map((tool) => [tool, isOutdated(tool, serverName, slices)]));
  const tools = [...isOld.keys()].sort((a, b) => Number(isOld.get(a)) - Number(isOld.get(b)));
  return { tools, likeness };
}

function isOutdated(tool: string, serverName: string, slices: SdkSlices): boolean {
  const model = slices.tool(serverName, tool);
  return model !== null && isDeprecated(model.doc);
}

/** `Deprecated: use read_text_file`, where that is a tool of the server. */
function replacementOf(
  tool: string,
  serverName: string,
  { tools }: IndexedServer,
  slices: SdkSlices,
): string | null {
  const model = slices.tool(serverName, tool);
  if (model === null || !isDeprecated(model.doc)) return null;
  const said = [model.doc.text, ...model.doc.tags.map(({ text }) => text)].join("\n");
  const words = said.match(/[\w-]+/g) ?? [];
  return words.find((word) => word !== tool && tools.has(word)) ?? null;
}
