import type { ImportedServers } from "./import-from.ts";

/** Whether there is anything to expand; most configurations have nothing, and load no parser. */
export function hasImports(value: unknown): boolean {
  return serverEntries(value).some(([, server]) => isImport(server));
}

export function serverEntries(value: unknown): [string, unknown][] {
  const servers = isObject(value) ? { ...value }["servers"] : undefined;
  return isObject(servers) ? Object.entries(servers) : [];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isImport(server: unknown): server is ImportedServers {
  return isObject(server) && Object.hasOwn(server, "importFrom");
}
