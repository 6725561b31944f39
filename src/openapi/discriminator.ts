import type { JsonObject, JsonValue } from "../json.ts";
import { own, ownObject, ownText } from "./own.ts";
import { partsOf } from "./parts.ts";
import type { Place, References, SpecFile } from "./references.ts";

/** What an alternative has in the property that tells the alternatives apart. */
export interface Tag {
  property: string;
  values: string[];
}

/**
 * The values by which the `mapping` of a discriminator names each alternative (OpenAPI 3.1.1, "Discriminator Object").
 * An alternative whose own schema already says them is left as it is; names that a document only implies are not guessed.
 *
 * @param node a schema with `discriminator`
 * @returns for an alternative, a reference, its tag or `null`
 */
export function readTags(
  node: JsonObject,
  file: SpecFile,
  references: References,
): (alternative: JsonValue) => Tag | null {
  const discriminator = ownObject(node, "discriminator");
  const property = ownText(discriminator ?? undefined, "propertyName");
  const mapping = ownObject(discriminator ?? undefined, "mapping");
  if (property === null || mapping === null) return () => null;
  const values = new Map<JsonValue, string[]>();
  for (const [value, target] of Object.entries(mapping).slice(0, MAX_TAGS)) {
    if (typeof target !== "string") continue;
    const place = references.resolve(referenceOf(target), file);
    if (place !== null) values.set(place.node, [...(values.get(place.node) ?? []), value]);
  }
  return (alternative) => {
    const reference = ownText(alternative, "$ref");
    const target = reference === null ? null : references.resolve(reference, file);
    const named = target === null ? undefined : values.get(target.node);
    if (target === null || named === undefined || isSaid(target, property, references)) {
      return null;
    }
    return { property, values: named };
  };
}

const MAX_TAGS = 500;

/** A name or a reference; what looks like a name is one. */
function referenceOf(target: string): string {
  return /^[A-Za-z0-9_-]+$/.test(target) ? `#/components/schemas/${target}` : target;
}

/** Whether the property has values of its own, also in what the schema is made of. */
function isSaid(schema: Place, property: string, references: References): boolean {
  return partsOf(schema, references).some(({ node, file }) => {
    const given = own(own(node, "properties"), property);
    const found = given === undefined ? null : references.follow({ node: given, file });
    return found !== null && ["const", "enum"].some((word) => Object.hasOwn(found.node, word));
  });
}

/** The alternative with its tag. */
export function withTag(schema: JsonValue, { property, values }: Tag): JsonObject {
  const tag = { type: "object", properties: { [property]: { enum: values } } };
  return { allOf: [schema, { ...tag, required: [property] }] };
}
