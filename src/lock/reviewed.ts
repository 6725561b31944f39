import { functionId } from "../model/functions/function-id.ts";
import type { ServerModel, ToolModel } from "../model/types.ts";
import type { Lock } from "./types.ts";

/** Whether a lock has a tool with this very definition: whoever committed it has seen it. */
export function reviewedBy(lock: Lock | null): (server: ServerModel, tool: ToolModel) => boolean {
  const hashes = new Map(
    lock?.servers.map(({ key, tools }) => [
      key,
      new Map(tools.map((tool) => [functionId(tool), tool.hash])),
    ]),
  );
  return (server, tool) => hashes.get(server.key)?.get(functionId(tool)) === tool.hash;
}
