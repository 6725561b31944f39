import { functionId } from "../model/functions/function-id.ts";
import type { ServerNames, ToolNames } from "../model/names.ts";
import type { Lock, LockServer } from "./types.ts";

/** The names that everything has, by server key: what the planner keeps. None without a lock. */
export function recordedNames(lock: Lock | null): Map<string, ServerNames> {
  const servers = lock?.servers ?? [];
  return new Map(
    servers.map((server) => [server.key, { name: server.name, tools: recordedTools(server) }]),
  );
}

/** The names of one server's tools, by their ids. */
export function recordedTools({ tools }: LockServer): Map<string, ToolNames> {
  return new Map(
    tools.map((tool) => [functionId(tool), { name: tool.name, typeName: tool.typeName }]),
  );
}
