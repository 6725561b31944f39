// The suite's groups as what is compiled and checked.
import { reasonOfAnotherType } from "./expressible.mjs";
import { judge } from "./judge.mjs";
import { shapeAsTool, typeOf } from "./shape.mjs";
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
 * @property {string} area `maximum.json` of the suite, or the catalog
 * @property {unknown} schema
 * @property {"input" | "output"} role
 * @property {Case[]} cases
 */

/**
 * @param {readonly import("./suite.mjs").SuiteGroup[]} groups
 * @param {"as it stands" | "shaped"} form
 * @param {(group: import("./suite.mjs").SuiteGroup, test: string) => string} reasonOf `expressible`, or why not
 * @returns {Subject[]} without the groups whose meaning is in a document that nobody fetches
 */
export function suiteSubjects(groups, form, reasonOf) {
  return groups
    .filter(
      (group) =>
        !group.tests.some(({ test, valid }) => !valid && reasonOf(group, test) === "remote"),
    )
    .map((group) =>
      form === "shaped" ? shapedSubject(group, reasonOf) : plainSubject(group, reasonOf),
    );
}

/** As it stands it is the type of a result: of any kind, and open. */
function plainSubject(group, reasonOf) {
  const cases = group.tests.map(({ test, data, valid }) =>
    caseOf(test, data, valid, group.schema, () => reasonOf(group, test) === "expressible"),
  );
  return { ...place(group), schema: group.schema, role: "output", cases };
}

function shapedSubject(group, reasonOf) {
  const { schema, argument, stated, refersToItself } = shapeAsTool(group.schema);
  const accepts = refersToItself ? judge(schema) : () => null;
  const cases = group.tests.map(({ test, data, valid }) => {
    const isOfType = stated === null || typeOf(data) === stated;
    const verdict = isOfType && (accepts(argument(data)) ?? valid);
    const reason = () =>
      isOfType && !valid ? reasonOf(group, test) : reasonOfAnotherType(group, test);
    const expressible = () => reason() === "expressible";
    return caseOf(test, argument(data), verdict, schema, expressible);
  });
  return { ...place(group), schema, role: "input", cases };
}

function place({ draft, file, group }) {
  return { name: `${draft}/${file}: ${group}`, area: file };
}

function caseOf(name, value, valid, schema, expressible) {
  if (!valid) return { name, value, verdict: "invalid", expressible: expressible() };
  const accepts = judge(schema);
  const isValid = (other) => accepts(other) === true;
  const closed = isValid(value) ? withoutUnnamed(value, schema, isValid) : value;
  return closed === value
    ? { name, value, verdict: "valid" }
    : { name, value, verdict: "valid", closed };
}
