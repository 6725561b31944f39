import type { JsonObject } from "../json.ts";
import { own, ownList } from "./own.ts";
import type { Place, References } from "./references.ts";

/** Schemas that one is made of: beyond that many nothing is looked at. */
const MAX_PARTS = 200;

/** The schema and, over references, everything in its `allOf`, each once. */
export function partsOf(schema: Place, references: References): Place<JsonObject>[] {
  const parts = new Map<JsonObject, Place<JsonObject>>();
  const pending: Place[] = [schema];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const part = references.follow(next);
    if (part === null || parts.has(part.node)) continue;
    if (parts.size >= MAX_PARTS) break;
    parts.set(part.node, part);
    const { node, file } = part;
    if (own(node, "allOf") === undefined) continue;
    pending.push(
      ...ownList(node, "allOf")
        .slice(0, MAX_PARTS)
        .map((node) => ({ node, file })),
    );
  }
  return [...parts.values()];
}
