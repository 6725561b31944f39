import type { Class, Node } from "oxc-parser";
import { staticKey, unwrap, walk } from "../ast.ts";
import type { ExplainContext } from "./context.ts";

type Member = Extract<Node, { type: "MemberExpression" }>;

/** How many classes are followed that extend one another. */
const MAX_CLASSES = 10;

/**
 * The program's own classes that a value is an instance of, by the compiler's message, or by `this`; with those that they
 * extend. A class in JavaScript declares its fields by assigning them in a method, which the compiler does not count.
 */
export function classesOf(member: Member, message: string, context: ExplainContext): Class[] {
  const named = / on type '(?:typeof )?([\w$]+)(?:<.*>)?'\./s.exec(message)?.[1];
  const first =
    unwrap(member.object).type === "ThisExpression"
      ? classAround(member, context)
      : named === undefined
        ? null
        : classNamed(named, context);
  const classes: Class[] = [];
  for (let at = first; at !== null && classes.length < MAX_CLASSES;) {
    if (classes.includes(at)) break;
    classes.push(at);
    const above: Node | null = at.superClass === null ? null : unwrap(at.superClass);
    at = above?.type === "Identifier" ? classNamed(above.name, context) : null;
  }
  return classes;
}

/** Where a field of classes is given a value: `this.count = 0`, and `Counter.count = 0` of the class itself. */
export function fieldsOfClasses(
  name: string,
  classes: readonly Class[],
  context: ExplainContext,
): Member[] {
  const fields: Member[] = [];
  const ofName = (node: Member): boolean => staticKey(node.property, node.computed) === name;
  for (const { id, body } of classes) {
    walk(body, (node) => {
      if (node.type !== "MemberExpression" || node.object.type !== "ThisExpression") return;
      if (ofName(node)) fields.push(node);
    });
    const binding = id === null ? undefined : context.scopes.declared.get(id);
    for (const reference of binding?.references ?? []) {
      const member = context.parsed.parents.get(reference);
      if (member?.type === "MemberExpression" && member.object === reference && ofName(member)) {
        fields.push(member);
      }
    }
  }
  return fields;
}

function classAround(node: Node, { parsed }: ExplainContext): Class | null {
  let at = parsed.parents.get(node);
  while (at !== undefined && at.type !== "ClassBody") at = parsed.parents.get(at);
  const owner = at === undefined ? undefined : parsed.parents.get(at);
  return owner !== undefined && isClass(owner) ? owner : null;
}

/** `null` where two classes have the name. */
function classNamed(name: string, { scopes, flow }: ExplainContext): Class | null {
  const [only, other] = scopes.bindings
    .filter((one) => one.name === name)
    .map((one) => (one.kind === "class" ? one.declaration : flow.constants.valueOf(one)))
    .filter((one) => one !== null)
    .filter(isClass);
  return other === undefined ? (only ?? null) : null;
}

function isClass(node: Node): node is Class {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}
