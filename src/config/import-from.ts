import type { HostFormat } from "./hosts/types.ts";

/** Which servers of a list are taken, and by which names. */
export interface ImportOptions {
  /** Only these, by their names in the list. Default: all. */
  servers?: string[];
  /** All but these, by their names in the list. */
  except?: string[];
  /** Keys of ours by names in the list. */
  rename?: Record<string, string>;
}

/** What stands for the servers of another program's list, until the configuration is loaded. */
export interface ImportedServers extends ImportOptions {
  /**
   * A file, relative to the configuration's folder or from `~/`, or the name of a program, which means all files that it
   * keeps servers in.
   */
  importFrom: string;
}

/**
 * The servers of another program's list of MCP servers, to be spread into `servers`. The list is read each time that
 * the configuration is loaded; none of its servers is started before somebody has said yes to it.
 *
 * @param source a file, relative to the configuration's folder or from `~/`, or a program: `claude-code`,
 *   `claude-desktop`, `cursor`, `vscode`, `codex`, `windsurf`
 */
export function importFrom(
  source: HostFormat | (string & {}),
  options: ImportOptions = {},
): Record<string, ImportedServers> {
  // One entry, whose key tells two imports apart: the configuration's folder is not known here.
  return { [`importFrom:${source}`]: { importFrom: source, ...options } };
}
