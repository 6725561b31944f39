// The promise about inputs: every valid value is accepted once the properties are left out that the schema neither names
// nor opens. This leaves them out.

/**
 * @param {any} value valid
 * @param {any} schema
 * @param {(value: any) => boolean} isValid
 * @returns {any} `value` itself where nothing was left out
 */
export function withoutUnnamed(value, schema, isValid) {
  const text = JSON.stringify(schema);
  // A schema that opens an object anywhere may mean this one: nothing is left out then.
  if (/"(?:additional|unevaluated)Properties":(?!false)/.test(text)) return value;
  const names = namesIn(schema);
  const patterns = patternsIn(schema);
  const isNamed = (name) => names.has(name) || patterns.some((pattern) => pattern.test(name));
  return strip(value, isNamed, isValid);
}

/** Values of all kinds, which no schema has. */
const PROBES = ["probe", 7.25, false, null, [["probe"]], { probe: {} }];

function strip(value, isNamed, isValid) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return value.reduce((items, item, index) => {
      const stripped = strip(item, isNamed, (other) => isValid(items.with(index, other)));
      return stripped === item ? items : items.with(index, stripped);
    }, value);
  }
  let kept = value;
  for (const name of Object.keys(value)) {
    const place = (other) => isValid({ ...value, [name]: other });
    const { [name]: member, ...rest } = kept;
    // Whether the rest is still valid is not asked: a count of properties may need them, and no type counts.
    if (!isNamed(name) && PROBES.every(place)) kept = rest;
    else {
      const stripped = strip(member, isNamed, place);
      if (stripped !== member) kept = { ...kept, [name]: stripped };
    }
  }
  return kept;
}

/** Every key and every string of the schema: a name that stands anywhere in it counts as named. */
function namesIn(node, found = new Set()) {
  if (typeof node === "string") found.add(node);
  else if (Array.isArray(node)) for (const item of node) namesIn(item, found);
  else if (typeof node === "object" && node !== null) {
    for (const [key, value] of Object.entries(node)) namesIn(value, found.add(key));
  }
  return found;
}

function patternsIn(node, found = []) {
  if (typeof node !== "object" || node === null) return found;
  if (Array.isArray(node)) for (const item of node) patternsIn(item, found);
  else {
    for (const [key, value] of Object.entries(node)) {
      if (key === "patternProperties")
        found.push(...Object.keys(value).map((source) => new RegExp(source, "u")));
      patternsIn(value, found);
    }
  }
  return found;
}
