// Wrong values out of a right one: another type, a missing property, a word that is not listed, a property too many.

/**
 * @param {unknown} value
 * @param {number} limit how many at most, spread over the whole value
 * @returns {{ name: string, value: unknown }[]}
 */
export function mutate(value, limit) {
  const all = [...mutationsOf(value, "")];
  if (all.length <= limit) return all;
  const step = all.length / limit;
  return Array.from({ length: limit }, (_, index) => all[Math.floor(index * step)]);
}

function* mutationsOf(value, place) {
  const at = place === "" ? "the arguments" : place;
  for (const other of othersFor(value)) yield { name: `${at}: another type`, value: other };
  if (typeof value === "string")
    yield { name: `${at}: a word that is not listed`, value: "not-a-listed-word" };
  if (Array.isArray(value)) {
    for (const [index, item] of value.slice(0, 2).entries()) {
      for (const mutation of mutationsOf(item, `${place}[${index}]`))
        yield { ...mutation, value: value.with(index, mutation.value) };
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      const { [name]: _removed, ...rest } = value;
      yield { name: `${place}.${name}: missing`, value: rest };
      for (const mutation of mutationsOf(member, `${place}.${name}`))
        yield { ...mutation, value: { ...value, [name]: mutation.value } };
    }
    if (place !== "")
      yield { name: `${at}: one property too many`, value: { ...value, unknownProperty: 1 } };
  }
}

function othersFor(value) {
  if (value === null) return ["text", 1];
  if (Array.isArray(value)) return ["text", {}];
  if (typeof value === "object") return ["text", null];
  return typeof value === "string" ? [12_345, null] : ["text", null];
}
