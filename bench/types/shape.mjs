// A schema of the suite as a tool would have it: the input schema of a tool is an object, and its parts say their type.

const OWNERS = new Map(
  Object.entries({
    number: "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf",
    string: "minLength maxLength pattern format contentEncoding contentMediaType contentSchema",
    array:
      "items additionalItems prefixItems contains minContains maxContains minItems maxItems uniqueItems unevaluatedItems",
    object:
      "properties additionalProperties patternProperties propertyNames required minProperties maxProperties dependencies dependentRequired dependentSchemas unevaluatedProperties",
  }).flatMap(([type, keywords]) => keywords.split(" ").map((keyword) => [keyword, type])),
);

/**
 * Rules, in this order:
 * 1. Where all keywords of the schema that speak of one type speak of the same one and it has no `type`, that type is
 *    stated (`{minLength: 2}` becomes `{type: "string", minLength: 2}`): a value of another type is invalid then.
 * 2. A schema of objects is the input schema of the tool.
 * 3. Any other becomes the required parameter `value` of it, with its references moved along.
 *
 * @param {unknown} schema with its `$schema`
 * @returns {{ schema: Record<string, unknown>, argument: (data: unknown) => unknown, stated: string | null,
 *   refersToItself: boolean }} `argument` makes the tool's arguments of a test's data
 */
export function shapeAsTool(schema) {
  const { $schema, ...own } = typeof schema === "object" && schema !== null ? schema : {};
  const inner = typeof schema === "boolean" ? schema : own;
  const stated = statedType(inner, $schema);
  const typed = stated === null ? inner : { type: stated, ...inner };
  const refersToItself = stated !== null && refersToRoot(inner);
  const head = $schema === undefined ? {} : { $schema };
  if (typed.type === "object") {
    return { schema: { ...head, ...typed }, argument: (data) => data, stated, refersToItself };
  }
  const value = typeof typed === "boolean" || "$id" in typed ? typed : moveReferences(typed);
  return {
    schema: { ...head, type: "object", properties: { value }, required: ["value"] },
    argument: (data) => ({ value: data }),
    stated,
    refersToItself,
  };
}

function statedType(schema, $schema) {
  if (typeof schema !== "object" || "type" in schema) return null;
  // Beside `$ref`, draft 7 ignores every keyword.
  if ("$ref" in schema && String($schema).includes("draft-07")) return null;
  const types = new Set(Object.keys(schema).flatMap((keyword) => OWNERS.get(keyword) ?? []));
  const [type, ...others] = types;
  return type === undefined || others.length > 0 ? null : type;
}

/**
 * References of a schema without an identity of its own are relative to the document it now stands in. Those of its
 * parts that have one stay.
 */
function moveReferences(node) {
  if (Array.isArray(node)) return node.map(moveReferences);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (REFERENCES.has(key) && typeof value === "string") return [key, moved(value)];
      const isResource = typeof value?.$id === "string" && !value.$id.startsWith("#");
      return [key, DATA.has(key) || isResource ? value : moveReferences(value)];
    }),
  );
}

const REFERENCES = new Set(["$ref", "$dynamicRef"]);
const DATA = new Set(["const", "enum", "default", "examples"]);

function moved(reference) {
  return /^#(?:\/|$)/.test(reference) ? `#/properties/value${reference.slice(1)}` : reference;
}

/** Whether stating the type of the root changes what a part of it accepts. */
function refersToRoot(schema) {
  const own = typeof schema === "object" && "$id" in schema ? JSON.stringify(schema.$id) : '"#"';
  const text = JSON.stringify(schema);
  return text.includes('"$ref":"#"') || text.includes(`"$ref":${own}`);
}

/** The name JSON Schema has for the type of a value; integers are numbers. */
export function typeOf(value) {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
