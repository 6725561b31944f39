import { Validator, type Schema } from "@cfworker/json-schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/json.ts";
import { printNamedType } from "../../src/model/print.ts";
import { compileSchema } from "../../src/model/schema/compile.ts";
import { SCHEMA, VALUE } from "./random.ts";
import { strictErrors } from "./type-script.ts";

const DEFINITIONS: JsonObject = {
  one: { type: "object", properties: { a: { $ref: "#/$defs/two" }, b: { $ref: "#/$defs/one" } } },
  two: { anyOf: [{ type: "array", items: { $ref: "#/$defs/two" } }, { enum: ["x", 4] }] },
};

/** Values of all kinds, which no other part of the test has. */
const PROBES: JsonValue[] = ["probe", 7.25, false, null, [["probe"]], { probe: {} }];

/**
 * The promise is about values without the properties that the schema neither names nor opens: those that could have
 * any value at all. They are left out here, as far as the value is valid without them, and then those that only they
 * held in their places.
 */
function withoutUnconstrained(value: JsonValue, isValid: (value: JsonValue) => boolean): JsonValue {
  let kept = value;
  for (;;) {
    const next = withoutSome(kept, isValid);
    if (JSON.stringify(next) === JSON.stringify(kept)) return kept;
    kept = next;
  }
}

function withoutSome(value: JsonValue, isValid: (value: JsonValue) => boolean): JsonValue {
  if (Array.isArray(value)) {
    return value.reduce<JsonValue[]>((items, item, index) => {
      const place = (other: JsonValue): boolean => isValid(items.with(index, other));
      return items.with(index, withoutSome(item, place));
    }, value);
  }
  if (!isJsonObject(value)) return value;
  let kept = value;
  for (const name of Object.keys(value)) {
    const place = (other: JsonValue): boolean => isValid({ ...kept, [name]: other });
    const { [name]: member, ...rest } = kept;
    if (PROBES.every(place) && isValid(rest)) kept = rest;
    else kept = { ...kept, [name]: withoutSome(member as JsonValue, place) };
  }
  return kept;
}

/** A schema of one property `v`, as a tool would have it, with the values that Ajv accepts. */
function accepted(
  inner: JsonValue,
  candidates: readonly JsonValue[],
): { schema: JsonObject; values: JsonValue[] } {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $defs: DEFINITIONS,
    type: "object",
    properties: { v: inner },
    required: ["v"],
  };
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  const second = new Validator(schema as Schema, "2020-12");
  // Ajv counts what a condition that fails has evaluated, and the items of a branch of anyOf that fails: where anything
  // is unevaluated, another validator has to agree.
  const isDoubtful = JSON.stringify(inner).includes('"unevaluated');
  const isValid = (v: JsonValue): boolean =>
    validate({ v }) && (!isDoubtful || second.validate({ v }).valid);
  // A property that a branch of oneOf does not name can be what makes another branch refuse the value: without it, both
  // hold. Such a value is left out.
  const relaxed = new Ajv2020({ strict: false, validateFormats: false }).compile(
    JSON.parse(JSON.stringify(schema).replaceAll('"oneOf":', '"anyOf":')) as JsonObject,
  );
  const values = candidates
    .filter(isValid)
    .map((v) => withoutUnconstrained(v, isValid))
    .map((v) => withoutUnconstrained(v, (other) => relaxed({ v: other })))
    .filter(isValid);
  return { schema, values };
}

const CASE = fc.tuple(SCHEMA, fc.array(VALUE, { minLength: 12, maxLength: 12 }));

/** `FUZZ_SEED` and `FUZZ_RUNS` of the environment choose other cases, and more. */
const SEED = Number(process.env["FUZZ_SEED"] ?? 1);
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 150);

test.each(["input", "output"] as const)("what Ajv accepts, the type of an %s accepts", (role) => {
  let text = "export {};\n";
  let count = 2;
  const lines = new Map<number, { schema: string; value: string; type: string }>();
  for (const [index, [inner, candidates]] of fc
    .sample(CASE, { seed: SEED, numRuns: RUNS })
    .entries()) {
    const { schema, values } = accepted(inner, candidates);
    const { type } = compileSchema(schema, { name: `T${index}`, role });
    const printed = printNamedType(type, { docs: "none" });
    text += printed;
    count += printed.split("\n").length - 1;
    for (const v of values) {
      text += `void ({ v: ${JSON.stringify(v)} } satisfies T${index});\n`;
      lines.set(count, { schema: JSON.stringify(inner), value: JSON.stringify(v), type: printed });
      count += 1;
    }
  }
  expect(lines.size).toBeGreaterThan(RUNS);
  const wrong = strictErrors(text);
  expect(wrong.slice(0, 3).map((error) => ({ ...error, ...lines.get(error.line) }))).toEqual([]);
});
