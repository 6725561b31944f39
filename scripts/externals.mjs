// What stands in the bundles: our own sources, and the packages that every command loads. All others stay outside.

export const INSIDE_LIBRARY = ["commander", "zod/mini"];

/** The parser, too, without what we do not use of it: it is looked for by nobody else, and loaded by every check. */
export const INSIDE_COMMAND = [...INSIDE_LIBRARY, "oxc-parser"];

/** @param {readonly string[]} inside the packages that become part of the bundle */
export function external(inside) {
  return (id) => /^[^./]/.test(id) && !inside.includes(id);
}
