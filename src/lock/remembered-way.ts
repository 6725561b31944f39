import { lockSource, type ServerTemplate } from "../config/template.ts";
import type { Remembered } from "../introspect/ways.ts";
import { canonicalJson } from "../json.ts";
import type { Lock } from "./types.ts";

/** How a server was reached when it was generated; `null` when it never was, or is configured otherwise since. */
export function rememberedWay(lock: Lock | null, template: ServerTemplate): Remembered | null {
  const server = lock?.servers.find(({ key }) => key === template.key);
  if (server === undefined) return null;
  if (canonicalJson(server.source) !== canonicalJson(lockSource(template))) return null;
  const { era, protocolVersion, transport } = server;
  return { era, protocolVersion, sse: transport === "sse" };
}
