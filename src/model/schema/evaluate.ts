import type { DiagnosticCode } from "../../diagnostics/codes.ts";
import type { JsonObject } from "../../json.ts";
import { refReplacesSiblings, type Dialect } from "./dialect.ts";
import type { SchemaDocument } from "./document.ts";
import type { Evaluation } from "./evaluation.ts";
import { ARRAY_KEYWORDS, arrayValues } from "./keywords/array.ts";
import { composedValues } from "./keywords/compose.ts";
import { conditionalValues, dependentValues } from "./keywords/conditional.ts";
import { enumValues } from "./keywords/enum.ts";
import { negatedValues, schemaComplement } from "./keywords/not.ts";
import { OBJECT_KEYWORDS, objectValues } from "./keywords/object.ts";
import { patternValues } from "./keywords/pattern.ts";
import { REFERENCE_KEYWORDS, referencedValues } from "./keywords/reference.ts";
import { typeValues } from "./keywords/type.ts";
import { withoutUnevaluated } from "./keywords/unevaluated.ts";
import { SCHEMA_LIMITS } from "./limits.ts";
import { isPruned } from "./normalize.ts";
import type { Schema } from "./schema.ts";
import { ANYTHING, intersectValues, NOTHING, type Values } from "./values.ts";

type Family = (schema: JsonObject, evaluation: Evaluation) => Values;

/** The keyword families that each constrain values on their own, in the order they are applied. */
const FAMILIES: readonly [family: Family, keywords: readonly string[]][] = [
  [typeValues, ["type"]],
  [enumValues, ["enum", "const"]],
  [patternValues, ["pattern"]],
  [objectValues, OBJECT_KEYWORDS],
  [arrayValues, ARRAY_KEYWORDS],
  [referencedValues, REFERENCE_KEYWORDS],
  [composedValues, ["allOf", "anyOf", "oneOf"]],
  [conditionalValues, ["if"]],
  [dependentValues, ["dependentRequired", "dependencies", "dependentSchemas"]],
  [negatedValues, ["not"]],
];

const FAMILY_OF = new Map(
  FAMILIES.flatMap(([, keywords], index) => keywords.map((name) => [name, index] as const)),
);

export interface EvaluationReports {
  capped(what: string, schema: Schema | null): void;
  report(code: DiagnosticCode, message: string, schema: Schema): void;
}

export function createEvaluation(
  document: SchemaDocument,
  dialect: Dialect,
  reports: EvaluationReports,
  tracksEvaluated: boolean,
): Evaluation {
  const memo = new Map<Schema, Values>();
  /** Schemas under evaluation, outermost first, by which a schema that applies itself in place is found. */
  const open: Schema[] = [];
  /** The outermost open schema that something since has run into; results that depend on it are not final. */
  let outermostHit = Infinity;
  let steps = 0;
  let hasCapped = false;

  const evaluation: Evaluation = {
    document,
    dialect,
    evaluate,
    complement,
    tracksEvaluated,
    hasCapped: () => hasCapped,
    capped: (what, schema) => {
      hasCapped = true;
      reports.capped(what, schema ?? open.at(-1) ?? null);
    },
    step,
    report: (code, message, schema) => reports.report(code, message, schema),
  };
  return evaluation;

  function step(count = 1): boolean {
    const hadSome = steps < SCHEMA_LIMITS.steps;
    steps += count;
    const hasSome = steps < SCHEMA_LIMITS.steps;
    if (hadSome && !hasSome) evaluation.capped("the work it takes to evaluate");
    return hasSome;
  }

  function evaluate(schema: Schema): Values {
    if (typeof schema === "boolean") return schema ? ANYTHING : NOTHING;
    const known = memo.get(schema);
    if (known !== undefined) return known;
    // A schema that applies itself in place constrains no further by that: anything is a sound answer.
    const hit = open.indexOf(schema);
    if (hit !== -1) {
      outermostHit = Math.min(outermostHit, hit);
      return ANYTHING;
    }
    if (isPruned(schema)) return ANYTHING;
    return enter(
      schema,
      ANYTHING,
      () => applyKeywords(schema, evaluation),
      (values) => {
        memo.set(schema, values);
      },
    );
  }

  function complement(schema: Schema): Values {
    if (typeof schema !== "boolean" && isPruned(schema)) return ANYTHING;
    if (open.includes(schema) && open.filter((other) => other === schema).length > 1) {
      return ANYTHING;
    }
    return enter(
      schema,
      ANYTHING,
      () => schemaComplement(schema, evaluation),
      () => {},
    );
  }

  function enter(
    schema: Schema,
    otherwise: Values,
    work: () => Values,
    keep: (values: Values) => void,
  ): Values {
    if (!step()) return otherwise;
    if (open.length >= SCHEMA_LIMITS.depth) {
      evaluation.capped("schemas applied within one another");
      return otherwise;
    }
    open.push(schema);
    const values = work();
    open.pop();
    if (outermostHit >= open.length) {
      outermostHit = Infinity;
      keep(values);
    }
    return values;
  }
}

function applyKeywords(schema: JsonObject, evaluation: Evaluation): Values {
  if (Object.hasOwn(schema, "$ref") && refReplacesSiblings(evaluation.dialect)) {
    return referencedValues(schema, evaluation);
  }
  // Most schemas have keywords of one family or two.
  const present = new Set<number>();
  for (const name of Object.keys(schema)) {
    const family = FAMILY_OF.get(name);
    if (family !== undefined) present.add(family);
  }
  let values = ANYTHING;
  for (const index of [...present].sort((a, b) => a - b)) {
    const [family] = FAMILIES[index] as (typeof FAMILIES)[number];
    values = intersectValues(values, family(schema, evaluation), evaluation);
  }
  return withoutUnevaluated(values, schema, evaluation);
}
