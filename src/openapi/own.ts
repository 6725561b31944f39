import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";

/** Own members only: documents choose the names. */
export function own(node: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(node) && Object.hasOwn(node, name) ? node[name] : undefined;
}

export function ownObject(node: JsonValue | undefined, name: string): JsonObject | null {
  const value = own(node, name);
  return isJsonObject(value) ? value : null;
}

export function ownText(node: JsonValue | undefined, name: string): string | null {
  const value = own(node, name);
  return typeof value === "string" ? value : null;
}

export function ownList(node: JsonValue | undefined, name: string): JsonValue[] {
  const value = own(node, name);
  return Array.isArray(value) ? value : [];
}
