import type { JsonObject, JsonValue } from "../../../json.ts";
import type { Evaluation } from "../evaluation.ts";
import { asShapes, evaluatedByAny } from "../evaluated.ts";
import type { ObjectShape } from "../objects.ts";
import { isSchema, keyword, type Schema } from "../schema.ts";
import {
  ANYTHING,
  intersectValues,
  isNothing,
  NOTHING,
  uniteValues,
  type Caps,
  type Values,
} from "../values.ts";

/** `allOf`, `anyOf`, `oneOf` (core 10.2.1). */
export function composedValues(schema: JsonObject, evaluation: Evaluation): Values {
  let values = ANYTHING;
  for (const branch of branches(schema, "allOf", evaluation)) {
    values = intersectValues(values, evaluation.evaluate(branch), evaluation);
  }
  const anyOf = branches(schema, "anyOf", evaluation);
  if (anyOf.length > 0) {
    const union = unite(evaluateAll(anyOf, evaluation), evaluation);
    const evaluated = evaluation.tracksEvaluated ? evaluatedByAny(union, evaluation) : union;
    values = intersectValues(values, evaluated, evaluation);
  }
  const oneOf = branches(schema, "oneOf", evaluation);
  if (oneOf.length > 0) {
    const union = unite(exclusive(oneOf, evaluation), evaluation);
    values = intersectValues(values, union, evaluation);
  }
  return values;
}

function evaluateAll(alternatives: readonly Schema[], evaluation: Evaluation): Values[] {
  const all = alternatives.map((branch) => evaluation.evaluate(branch));
  return evaluation.tracksEvaluated ? all.map(asShapes) : all;
}

/** By halves: one after the other, each would copy all values of those before it. */
function unite(alternatives: readonly Values[], evaluation: Evaluation): Values {
  if (alternatives.length <= 1) return alternatives[0] ?? NOTHING;
  const middle = alternatives.length >> 1;
  const first = unite(alternatives.slice(0, middle), evaluation);
  return uniteValues(first, unite(alternatives.slice(middle), evaluation), evaluation);
}

/** Every branch is compared with every other one; with more of them they are alternatives like those of `anyOf`. */
const MAX_EXCLUSIVE = 16;

/** Each branch without what another one accepts too, as far as a type can say that and stay readable. */
function exclusive(oneOf: readonly Schema[], evaluation: Evaluation): Values[] {
  const alternatives = evaluateAll(oneOf, evaluation);
  if (alternatives.length > MAX_EXCLUSIVE) return alternatives;
  const quiet: Caps = { capped: () => {}, step: (count) => evaluation.step(count) };
  return alternatives.map((own, index) => {
    let values = own;
    for (const [at, other] of alternatives.entries()) {
      if (at === index || isNothing(intersectValues(own, other, quiet))) continue;
      values = intersectValues(values, refusedBy(oneOf[at] as Schema, evaluation), quiet);
    }
    return values;
  });
}

/** At most so many properties of another branch are forbidden one by one. */
const MAX_LACKING = 3;

/**
 * What a branch refuses, objects only where it refuses them for a property that they lack: those are told apart by
 * forbidding it. To say which values of a property it refuses would repeat every branch for each of its properties.
 */
function refusedBy(branch: Schema, evaluation: Evaluation): Values {
  const refused = evaluation.complement(branch);
  const { object } = refused;
  const isPlain =
    object !== "every" && object.length <= MAX_LACKING && object.every(isOnlyWithoutOne);
  return isPlain ? refused : { ...refused, object: "every" };
}

function isOnlyWithoutOne(shape: ObjectShape): boolean {
  return shape.required.size === 0 && shape.properties.size === 1;
}

/** The schemas of a keyword that lists schemas; none where it is malformed, which is reported. */
export function branches(schema: JsonObject, name: string, evaluation: Evaluation): Schema[] {
  const list: JsonValue | undefined = keyword(schema, name);
  if (list === undefined) return [];
  if (Array.isArray(list) && list.length > 0) {
    return list.map((branch) => (isSchema(branch) ? branch : true));
  }
  evaluation.report("SCHEMA_KEYWORD_INVALID", `\`${name}\` is not a list of schemas`, schema);
  return [];
}
