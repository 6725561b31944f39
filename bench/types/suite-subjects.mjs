// The suite's groups as what is compiled and checked.
import { validCase } from "./cases.mjs";
import { reasonOfAnotherType } from "./expressible.mjs";
import { judge } from "./judge.mjs";
import { shapeAsTool, typeOf } from "./shape.mjs";

/**
 * @param {readonly import("./suite.mjs").SuiteGroup[]} groups
 * @param {"as it stands" | "shaped"} form
 * @param {(group: import("./suite.mjs").SuiteGroup, test: string) => string} reasonOf `expressible`, or why not
 * @returns {import("./cases.mjs").Subject[]} without the groups whose meaning is in a document that nobody fetches
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
  if (valid) return validCase(name, value, schema);
  return { name, value, verdict: "invalid", expressible: expressible() };
}
