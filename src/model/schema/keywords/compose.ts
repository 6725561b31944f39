import type { JsonObject, JsonValue } from "../../../json.ts";
import type { Evaluation } from "../evaluation.ts";
import { isSchema, keyword, type Schema } from "../schema.ts";
import {
  ANYTHING,
  intersectValues,
  isAnything,
  NOTHING,
  uniteValues,
  type Values,
} from "../values.ts";

/**
 * `allOf`, `anyOf`, `oneOf` (core 10.2.1). `oneOf` is taken as `anyOf`: that only one branch holds cannot be said in
 * TypeScript where branches overlap.
 */
export function composedValues(schema: JsonObject, evaluation: Evaluation): Values {
  let values = ANYTHING;
  for (const branch of branches(schema, "allOf", evaluation)) {
    values = intersectValues(values, evaluation.evaluate(branch), evaluation);
  }
  for (const name of ["anyOf", "oneOf"]) {
    const alternatives = branches(schema, name, evaluation);
    if (alternatives.length > 0) {
      values = intersectValues(values, anyOf(alternatives, evaluation), evaluation);
    }
  }
  return values;
}

function anyOf(alternatives: readonly Schema[], evaluation: Evaluation): Values {
  let union = NOTHING;
  for (const alternative of alternatives) {
    union = uniteValues(union, evaluation.evaluate(alternative), evaluation);
    if (isAnything(union)) break;
  }
  return union;
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
