// What TypeScript can express, case by case: `expressible.json` judges every invalid case of the suite.
//
// The question is asked of a literal in argument position: `tool({ value: ... })`, where TypeScript also refuses
// properties that the parameter's type does not know. A case is expressible when some type refuses its data, accepts
// every valid value, and also accepts the valid values that a program computes: a variable of type `string`, an array
// that `map` returned. Such a type may be a union over literals or over the kinds of JSON values, a tuple for
// positions, an object with `?: never`, an index signature with a template literal, or a union that lists a finite set of
// at most 100 strings. What any compiler makes of the schema today does not matter.
import { readFileSync } from "node:fs";
import path from "node:path";

/** Why a case is not expressible. */
export const REASONS = {
  range: "TypeScript has no ranges of numbers",
  multipleOf: "TypeScript has no multiples",
  integer:
    "TypeScript has no type of integers; a union or negation that needs one cannot be closed",
  length: "TypeScript does not count the characters of a string",
  pattern:
    "a regular expression is no template literal; to the few that are, no computed string would be assignable",
  format: "the format of a string, which is an annotation besides",
  content: "what is encoded in a string",
  unique:
    "TypeScript compares no items with each other; a list of all tuples would refuse computed ones",
  contains: "an item somewhere in an array: a tuple has one rest element",
  "item-count":
    "a tuple counts the items of a literal, but the length of a computed array is unknown: it would be refused",
  "property-count": "TypeScript does not count the properties of an open object",
  negation: "TypeScript has no type of everything but one literal or object",
  "index-signature":
    "an index signature covers named properties too, so it cannot be narrower than they are",
  inherited: "every object has this property as far as TypeScript knows",
  remote: "the meaning is in another document, which is never fetched: nobody's types are asked",
};

/**
 * Values that are invalid only because the shaped schema states its type, and that no type refuses: every other one of
 * them is expressible.
 */
const OF_ANOTHER_TYPE = new Map([
  [
    // All its properties are optional, and an array has them, too.
    keyOf(
      "properties.json",
      "properties whose names are Javascript object property names",
      "ignores arrays",
    ),
    "inherited",
  ],
]);

/** @typedef {Record<string, Record<string, Record<string, string[]>>>} Judgements file, group, reason, tests */

/** @returns {Judgements} */
export function readExpressible() {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, "expressible.json"), "utf8"));
}

/**
 * @param {Judgements} judgements
 * @returns {(group: { file: string, group: string }, test: string) => string} `expressible` or the reason why not
 */
export function reasonFinder(judgements) {
  const reasons = new Map();
  for (const { key, reason } of entries(judgements)) reasons.set(key, reason);
  return ({ file, group }, test) => {
    const reason = reasons.get(keyOf(file, group, test));
    if (reason === undefined) throw new Error(`expressible.json lacks ${file}: ${group}: ${test}`);
    return reason;
  };
}

/**
 * Compares the list with the suite.
 *
 * @param {Judgements} judgements
 * @param {readonly import("./suite.mjs").SuiteGroup[]} groups
 * @returns {string[]} what is wrong: a case without a judgement, a judgement without a case, an unknown reason
 */
export function checkExpressible(judgements, groups) {
  const problems = [];
  const listed = new Map();
  for (const { key, name, reason } of entries(judgements)) {
    if (reason !== "expressible" && !Object.hasOwn(REASONS, reason))
      problems.push(`unknown reason \`${reason}\`: ${name}`);
    if (listed.has(key)) problems.push(`listed twice: ${name}`);
    listed.set(key, name);
  }
  const invalid = new Map();
  for (const { file, group, tests } of groups)
    for (const { test, valid } of tests)
      if (!valid) invalid.set(keyOf(file, group, test), `${file}: ${group}: ${test}`);
  for (const [key, name] of invalid) if (!listed.has(key)) problems.push(`not listed: ${name}`);
  const valid = new Set(
    groups.flatMap(({ file, group, tests }) => tests.map(({ test }) => keyOf(file, group, test))),
  );
  for (const key of OF_ANOTHER_TYPE.keys())
    if (!valid.has(key)) problems.push(`no such case: ${key}`);
  for (const [key, name] of listed) if (!invalid.has(key)) problems.push(`no such case: ${name}`);
  return problems;
}

/** @returns {string} `expressible` or the reason why not, of a value that is not of the type that was stated */
export function reasonOfAnotherType({ file, group }, test) {
  return OF_ANOTHER_TYPE.get(keyOf(file, group, test)) ?? "expressible";
}

function entries(judgements) {
  return Object.entries(judgements).flatMap(([file, groups]) =>
    Object.entries(groups).flatMap(([group, reasons]) =>
      Object.entries(reasons).flatMap(([reason, tests]) =>
        tests.map((test) => ({
          key: keyOf(file, group, test),
          name: `${file}: ${group}: ${test}`,
          reason,
        })),
      ),
    ),
  );
}

function keyOf(...parts) {
  return JSON.stringify(parts);
}
