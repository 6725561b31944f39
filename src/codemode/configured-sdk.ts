import type { LoadedConfig, ServerTemplate } from "../config/template.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import { openSdk } from "../lock/open-sdk.ts";

/**
 * The committed SDK without the tools that the configuration leaves out by now: an `exclude` holds from the moment it is
 * written, not from the next `generate`. A tool that it newly includes comes with that.
 *
 * @throws CodemodeError `OUTPUT_*`
 */
export async function openConfiguredSdk(config: LoadedConfig): Promise<CommittedSdk> {
  const sdk = openSdk(config.outDir);
  const filtered = new Map<string, ServerTemplate>(
    config.servers
      .filter(({ include, exclude }) => include !== undefined || exclude !== undefined)
      .map((server) => [server.key, server]),
  );
  if (filtered.size === 0) return sdk;
  const { compileFilter } = await import("../model/tool-filter.ts");
  const servers = sdk.lock.servers.map((server) => {
    const template = filtered.get(server.key);
    if (template === undefined) return server;
    const filter = compileFilter(template);
    // As `model/` filters: tools by their own names, everything else by those that codemode gave.
    const tools = server.tools.filter(({ kind, wireName, name }) =>
      filter.accepts(kind === undefined ? wireName : name),
    );
    return { ...server, tools };
  });
  return { ...sdk, lock: { ...sdk.lock, servers } };
}
