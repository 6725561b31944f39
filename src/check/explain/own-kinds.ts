import type { Node, ObjectExpression } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import type { ExplainContext } from "./context.ts";
import { pathOf, type Path } from "./paths.ts";
import { readResultShapes } from "./result-shapes.ts";

/** What a test makes of a field: of a value that is written out, and of any other, which counts as something. */
interface FieldTest {
  name: string;
  /** `undefined`: it cannot be told. */
  outcome(value: FieldValue): boolean | undefined;
}

type FieldValue = { known: string | number | boolean | bigint | null | undefined } | "something";

/**
 * Whether a test of one field says that another one is there, as the program's own objects go: where it makes
 * `{ path, error: e.message }` and `{ path, content }`, what has no `error` has a `content`. The compiler sees this only
 * of fields with a few values.
 * @param path the other field
 */
export function tellsKind(
  test: Node,
  holds: boolean,
  path: Path,
  context: ExplainContext,
): boolean {
  const at = path.steps.lastIndexOf(".");
  const field = path.steps.slice(at + 1);
  if (at === -1 || field.includes("[")) return false;
  const asked = readTest(test, { root: path.root, steps: path.steps.slice(0, at) }, context);
  if (asked === null || asked.name === field) return false;
  let has = false;
  let lacks = false;
  for (const literal of literalsOf(context)) {
    const fields = fieldsOf(literal);
    if (!fields.has(field) && !fields.has(asked.name)) continue;
    const outcome = asked.outcome(fields.get(asked.name) ?? { known: undefined });
    const isThere = isSomething(fields.get(field));
    if (outcome !== !holds && !isThere) return false;
    if (outcome === holds) has = true;
    else if (!isThere) lacks = true;
  }
  return has && lacks && !isOfTool(path, context);
}

/** Whether a value surely comes from a tool: it has the fields that the tool declares. */
function isOfTool({ root }: Path, context: ExplainContext): boolean {
  const [reference] = root.references;
  return reference !== undefined && readResultShapes(context).of(reference) !== null;
}

const literals = new WeakMap<Node, readonly ObjectExpression[]>();

function literalsOf({ parsed }: ExplainContext): readonly ObjectExpression[] {
  let known = literals.get(parsed.program);
  if (known === undefined) {
    known = [...parsed.parents.keys()].filter((node) => node.type === "ObjectExpression");
    literals.set(parsed.program, known);
  }
  return known;
}

function fieldsOf({ properties }: ObjectExpression): Map<string, FieldValue> {
  const fields = new Map<string, FieldValue>();
  for (const property of properties) {
    const key = property.type === "Property" ? staticKey(property.key, property.computed) : null;
    if (property.type === "Property" && key !== null) fields.set(key, valueOf(property.value));
  }
  return fields;
}

function valueOf(expression: Node): FieldValue {
  const node = unwrap(expression);
  if (node.type === "Literal") {
    const { value } = node;
    return typeof value === "object" && value !== null ? "something" : { known: value };
  }
  if (node.type === "Identifier" && node.name === "undefined") return { known: undefined };
  if (node.type !== "ConditionalExpression") return "something";
  const [one, other] = [valueOf(node.consequent), valueOf(node.alternate)];
  return isSomething(one) ? other : one;
}

function isSomething(value: FieldValue | undefined): boolean {
  if (value === undefined) return false;
  return value === "something" || (value.known !== null && value.known !== undefined);
}

/** What a test asks of one field of an object: `r.ok`, `r.status === "ok"`, `"error" in r`. */
function readTest(test: Node, object: Path, context: ExplainContext): FieldTest | null {
  const node = unwrap(test);
  if (node.type === "BinaryExpression") {
    const { operator, left, right } = node;
    if (operator === "in") {
      const name = left.type === "Literal" && typeof left.value === "string" ? left.value : null;
      const read = pathOf(right, context);
      const isMeant = read?.root === object.root && read.steps === object.steps;
      if (name === null || !isMeant) return null;
      return { name, outcome: (value) => value === "something" || value.known !== undefined };
    }
    const name = fieldRead(left, object, context);
    const other = valueOf(right);
    if (name === null || other === "something" || !/^[!=]==?$/.test(operator)) return null;
    const isEqual = operator.startsWith("=");
    const isLoose = operator.length === 2;
    return {
      name,
      outcome: (value) => {
        if (value === "something") {
          return isSomething(other) ? undefined : !isEqual;
        }
        const areNothing = !isSomething(value) && !isSomething(other);
        const isSame = isLoose && areNothing ? true : value.known === other.known;
        return isSame === isEqual;
      },
    };
  }
  const name = fieldRead(node, object, context);
  if (name === null) return null;
  return { name, outcome: (value) => value === "something" || Boolean(value.known) };
}

function fieldRead(expression: Node, object: Path, context: ExplainContext): string | null {
  const read = pathOf(expression, context);
  if (read?.root !== object.root || !read.steps.startsWith(`${object.steps}.`)) return null;
  const name = read.steps.slice(object.steps.length + 1);
  return /^[\w$]+$/.test(name) ? name : null;
}
