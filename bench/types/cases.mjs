// A value with what is known of it, before any type is asked.
import { withoutUnnamed } from "./strip.mjs";

/**
 * @typedef {object} Case a value for the type of a subject
 * @property {string} name
 * @property {unknown} value
 * @property {"valid" | "invalid" | "extra"} verdict `extra`: an argument that the schema does not know
 * @property {unknown} [closed] of a valid value that has properties which its schema neither names nor opens: it
 *   without them
 * @property {boolean} [expressible] of an invalid one: whether a type can refuse it
 *
 * @typedef {object} Subject a schema with values
 * @property {string} name
 * @property {string} area `maximum.json` of the suite, or the server
 * @property {unknown} schema
 * @property {"input" | "output"} role
 * @property {Case[]} cases
 */

/**
 * @param {string} name
 * @param {unknown} value
 * @param {unknown} schema
 * @returns {Case}
 */
export function validCase(name, value, schema) {
  const closed = withoutUnnamed(value, schema);
  return closed === value
    ? { name, value, verdict: "valid" }
    : { name, value, verdict: "valid", closed };
}
