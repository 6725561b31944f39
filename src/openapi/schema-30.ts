import type { JsonObject } from "../json.ts";
import { own } from "./own.ts";

/**
 * A schema object of Swagger 2.0 and OpenAPI 3.0 ("Schema Object") in the words of JSON Schema, itself only: limits that
 * are booleans, and files. `nullable` is left for the translator.
 */
export function fromOpenApi30(node: JsonObject): JsonObject {
  const schema: JsonObject = { ...node };
  for (const [limit, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    const flag = own(node, exclusive);
    if (typeof flag !== "boolean") continue;
    delete schema[exclusive];
    const bound = own(node, limit);
    if (flag && typeof bound === "number") {
      delete schema[limit];
      schema[exclusive] = bound;
    }
  }
  if (own(node, "type") === "file") schema["type"] = "string";
  if (own(node, "x-nullable") === true) schema["nullable"] = true;
  // Words of JSON Schema that this dialect does not have assert nothing in it.
  for (const foreign of ["const", "if", "then", "else", "prefixItems", "patternProperties"]) {
    delete schema[foreign];
  }
  return schema;
}
