// Every schema of real servers with values that were made from it.
import { distinctSchemas } from "./captures.mjs";
import { validCase } from "./cases.mjs";
import { generateValue, STYLES } from "./generate-values.mjs";
import { judge } from "./judge.mjs";
import { mutate } from "./mutate.mjs";
import { relax, withoutPatterns } from "./relax.mjs";

const MUTATIONS = 16;

/**
 * @param {readonly import("./captures.mjs").Capture[]} captures
 * @returns {import("./cases.mjs").Subject[]} those without a valid value have no cases
 */
export function catalogSubjects(captures) {
  return distinctSchemas(captures).map((one) => ({ ...one, cases: casesOf(one) }));
}

function casesOf(one) {
  const cases = casesJudgedBy(one, one.schema);
  // Some patterns are beyond the generator: without them there is a value at least.
  return cases.length > 0 ? cases : casesJudgedBy(one, withoutPatterns(one.schema));
}

function casesJudgedBy({ schema, role }, judged) {
  const accepts = judge(judged);
  const acceptsRelaxed = judge(relax(schema, role));
  const values = distinct(STYLES.map((style) => generateValue(judged, style))).filter(
    (value) => accepts(value) === true,
  );
  const [fullest] = values.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
  if (fullest === undefined) return [];
  const cases = values.map((value, index) => validCase(`value ${index + 1}`, value, judged));
  for (const { name, value } of mutate(fullest, MUTATIONS)) {
    if (accepts(value) === true) cases.push(validCase(name, value, judged));
    else if (acceptsRelaxed(value) === false)
      cases.push({ name, value, verdict: "invalid", expressible: true });
    else if (accepts(value) === false)
      cases.push({ name, value, verdict: "invalid", expressible: false });
  }
  if (role === "input" && !opensItself(schema)) cases.push(unknownArgument(schema, values[0]));
  return cases;
}

function distinct(values) {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** A slip of the pen in an optional parameter's name, or any name. */
function unknownArgument(schema, value) {
  const names = Object.keys(schema.properties ?? {});
  const slip = `${names.at(-1) ?? "unknown"}Typo`;
  return {
    name: `unknown argument ${slip}`,
    value: { ...value, [slip]: "text" },
    verdict: "extra",
  };
}

/** Whether the arguments may have further names: then nothing is unknown. */
function opensItself(schema) {
  const { properties, $defs: _defs, definitions: _definitions, ...rest } = schema;
  if (properties === undefined) return true;
  return /"(?:additional|unevaluated)Properties":(?!false)|"patternProperties"|"propertyNames"/.test(
    JSON.stringify(rest),
  );
}
