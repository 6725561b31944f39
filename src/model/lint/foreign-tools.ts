/** A tool of a server, as its own texts and those of others would name it. */
export interface NamedTool {
  /** The server's key. */
  server: string;
  wireName: string;
}

/** Finds in a text of a server the name of a tool of another one; `null` where there is none. */
export type FindForeignTool = (server: string, text: string) => NamedTool | null;

/** What a name is written in, with the server's before it, if any: of letters as the specification has them for names. */
const WORD = /\w[\w.:/-]{6,}\w/g;

/** A shorter name, or one that is a word, says nothing by standing in a text. */
const MIN_LENGTH = 8;
const COMPOUND = /[A-Za-z0-9][_-][A-Za-z0-9]|[a-z][A-Z]/;

/**
 * Prepares the search over the tools of all servers. A name alone counts where it is made of several words and only one
 * server has it; after its server's name any does.
 */
export function createForeignToolSearch(tools: readonly NamedTool[]): FindForeignTool {
  const owners = new Map<string, NamedTool | null>();
  const own = new Set<string>();
  const note = (name: string, tool: NamedTool): void => {
    const known = owners.get(name);
    owners.set(name, known === undefined || known?.server === tool.server ? tool : null);
  };
  for (const tool of tools) {
    own.add(`${tool.server} ${tool.wireName}`);
    for (const mark of [".", ":", "/", "__"]) note(`${tool.server}${mark}${tool.wireName}`, tool);
    if (tool.wireName.length >= MIN_LENGTH && COMPOUND.test(tool.wireName)) {
      note(tool.wireName, tool);
    }
  }
  return (server, text) => {
    for (const found of text.matchAll(WORD)) {
      const tool = owners.get(found[0]);
      if (tool === undefined || tool === null || tool.server === server) continue;
      if (own.has(`${server} ${found[0]}`)) continue;
      return tool;
    }
    return null;
  };
}
