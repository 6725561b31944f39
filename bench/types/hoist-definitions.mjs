// A tool's schema as the components of an OpenAPI document: what its author would write there.

/**
 * @param {any} schema
 * @param {string} name of the component that the root becomes
 * @returns {Record<string, unknown>} the root and its definitions, with the references between them rewritten
 */
export function hoistDefinitions(schema, name) {
  const components = {};
  const {
    $defs = {},
    definitions = {},
    ...root
  } = schema === null || typeof schema !== "object" ? { not: {} } : schema;
  const moved = [
    ...Object.entries($defs).map(([key, value]) => ["$defs", key, value]),
    ...Object.entries(definitions).map(([key, value]) => ["definitions", key, value]),
  ];
  const names = new Map(
    moved.map(([keyword, key]) => [
      `#/${keyword}/${key}`,
      `${keyword.replace("$", "")}_${key.replaceAll(/\W/g, "_")}`,
    ]),
  );
  const rewritten = (reference) => {
    if (!reference.startsWith("#"))
      throw new Error(`${reference} is in another document: not fetched`);
    for (const [pointer, component] of names) {
      if (reference === pointer || reference.startsWith(`${pointer}/`))
        return `#/components/schemas/${component}${reference.slice(pointer.length)}`;
    }
    return `#/components/schemas/${name}${reference.slice(1)}`;
  };
  components[name] = rewriteReferences(schema === true ? {} : root, rewritten);
  for (const [keyword, key, value] of moved)
    components[names.get(`#/${keyword}/${key}`)] = rewriteReferences(value, rewritten);
  return components;
}

/**
 * A copy of a schema with other `$ref`s.
 *
 * @param {any} node
 * @param {(reference: string) => string} rewritten
 */
function rewriteReferences(node, rewritten) {
  if (Array.isArray(node)) return node.map((item) => rewriteReferences(item, rewritten));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (key === "$ref" && typeof value === "string") return [key, rewritten(value)];
      // Data, not schemas.
      if (key === "const" || key === "enum" || key === "default" || key === "examples")
        return [key, value];
      return [key, rewriteReferences(value, rewritten)];
    }),
  );
}
