import type { JsonObject } from "../../../json.ts";
import { hasKeyword } from "../dialect.ts";
import { asShapes } from "../evaluated.ts";
import type { Evaluation } from "../evaluation.ts";
import { OPEN_SHAPE, type ObjectShape } from "../objects.ts";
import { isSchema, keyword, type Conjunction, type Schema } from "../schema.ts";
import { ANYTHING, intersectValues, uniteValues, type Values } from "../values.ts";
import { schemaMap } from "./object.ts";

/** `if`, `then`, `else` (core 10.2.2): either the condition and `then`, or not the condition and `else`. */
export function conditionalValues(schema: JsonObject, evaluation: Evaluation): Values {
  const condition = keyword(schema, "if");
  const then = keyword(schema, "then");
  const otherwise = keyword(schema, "else");
  if (!isSchema(condition)) return ANYTHING;
  const saysNothing = then === undefined && otherwise === undefined;
  if (saysNothing && !evaluation.tracksEvaluated) return ANYTHING;
  if (!hasKeyword(evaluation.dialect, "if")) return ANYTHING;
  const held = intersectValues(
    evaluation.evaluate(condition),
    evaluation.evaluate(isSchema(then) ? then : true),
    evaluation,
  );
  const failed = intersectValues(
    evaluation.complement(condition),
    evaluation.evaluate(isSchema(otherwise) ? otherwise : true),
    evaluation,
  );
  if (!evaluation.tracksEvaluated) return uniteValues(held, failed, evaluation);
  return uniteValues(asShapes(held), asShapes(failed), evaluation);
}

/** More than this many would multiply the alternatives; beyond it they are left to validation. */
const MAX_DEPENDENCIES = 5;

/** `dependentRequired`, `dependentSchemas` and their ancestor `dependencies`: either a property is absent or ... */
export function dependentValues(schema: JsonObject, evaluation: Evaluation): Values {
  const dependencies = readDependencies(schema, evaluation);
  if (dependencies.length > MAX_DEPENDENCIES) {
    evaluation.capped(`${dependencies.length} dependencies between properties`);
    return ANYTHING;
  }
  let values = ANYTHING;
  for (const [name, dependent] of dependencies) {
    const present: Values = { ...ANYTHING, object: [having(name)] };
    const required = evaluation.evaluate(dependent);
    const holds = intersectValues(present, required, evaluation);
    const absent: Values = { ...ANYTHING, object: [without(name, namesOf(required))] };
    values = intersectValues(values, uniteObjects(absent, holds, evaluation), evaluation);
  }
  return values;
}

/** The dependency says nothing about values that are no objects. */
function uniteObjects(absent: Values, holds: Values, evaluation: Evaluation): Values {
  return { ...ANYTHING, object: uniteValues(absent, holds, evaluation).object };
}

function readDependencies(schema: JsonObject, evaluation: Evaluation): [string, Schema][] {
  const found: [string, Schema][] = [];
  for (const name of ["dependentRequired", "dependencies"]) {
    if (!hasKeyword(evaluation.dialect, name)) continue;
    const map = keyword(schema, name);
    if (typeof map !== "object" || map === null || Array.isArray(map)) continue;
    for (const [key, value] of Object.entries(map)) {
      if (Array.isArray(value)) found.push([key, { required: value }]);
      else if (name === "dependencies" && isSchema(value)) found.push([key, value]);
    }
  }
  if (hasKeyword(evaluation.dialect, "dependentSchemas")) {
    found.push(...schemaMap(schema, "dependentSchemas", evaluation));
  }
  return found;
}

/** Properties that the dependency names are named by the schema, whether it applies or not. */
function namesOf(values: Values): string[] {
  return values.object === "every"
    ? []
    : values.object.flatMap((shape) => [...shape.properties.keys()]);
}

function without(name: string, named: readonly string[]): ObjectShape {
  const properties = new Map<string, Conjunction>(named.map((other) => [other, []]));
  return { ...OPEN_SHAPE, properties: properties.set(name, [false]) };
}

function having(name: string): ObjectShape {
  return { ...OPEN_SHAPE, properties: new Map([[name, []]]), required: new Set([name]) };
}
