import type { JsonObject } from "../../../json.ts";
import { hasKeyword } from "../dialect.ts";
import type { ReferenceKeyword } from "../document.ts";
import type { Evaluation } from "../evaluation.ts";
import { keyword, type Schema } from "../schema.ts";
import { ANYTHING, intersectValues, type Values } from "../values.ts";

/**
 * `$ref` and its dynamic relatives (core 8.2.3), within the document only: nothing is ever fetched or read. What does
 * not resolve is reported and may be anything.
 */
export function referencedValues(schema: JsonObject, evaluation: Evaluation): Values {
  let values = ANYTHING;
  for (const target of referenceTargets(schema, evaluation)) {
    values = intersectValues(values, evaluation.evaluate(target), evaluation);
  }
  return values;
}

export const REFERENCE_KEYWORDS: readonly ReferenceKeyword[] = [
  "$ref",
  "$dynamicRef",
  "$recursiveRef",
];

export function referenceTargets(schema: JsonObject, evaluation: Evaluation): Schema[] {
  const targets: Schema[] = [];
  for (const name of REFERENCE_KEYWORDS) {
    const reference = keyword(schema, name);
    if (reference === undefined || !hasKeyword(evaluation.dialect, name)) continue;
    const target = resolveReference(schema, name, evaluation);
    if (target !== undefined) targets.push(target);
  }
  return targets;
}

function resolveReference(
  schema: JsonObject,
  name: ReferenceKeyword,
  evaluation: Evaluation,
): Schema | undefined {
  const reference = keyword(schema, name);
  if (typeof reference !== "string") {
    evaluation.report("SCHEMA_KEYWORD_INVALID", `\`${name}\` is not a string`, schema);
    return undefined;
  }
  const target = evaluation.document.resolve(name, reference, schema);
  if (target === "capped") {
    evaluation.capped("the ways through dynamic references", schema);
    return undefined;
  }
  if (target === undefined) {
    evaluation.report(
      "SCHEMA_REF_UNRESOLVED",
      `\`${name}\` does not point into the same schema: ${JSON.stringify(reference.slice(0, 200))}`,
      schema,
    );
    return undefined;
  }
  return target;
}
