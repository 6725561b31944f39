import type { Node } from "oxc-parser";
import { isFunction, pathAt, staticKey, unwrap, walk } from "../ast.ts";
import type { RawDiagnostic } from "../compiler.ts";
import { isWriteTarget } from "../flow/constants.ts";
import type { Binding } from "../scope.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { classesOf, fieldsOfClasses } from "./class-fields.ts";
import { isLookedUpByName } from "./listed-keys.ts";

/** How many messages are looked through for what they have in common. */
const MAX_MESSAGES = 500;

/** How far a value is followed back through variables, members and lists. */
const MAX_STEPS = 8;

/** Methods of lists that give their callback an item first. */
const WITH_ITEM =
  /^(?:map|forEach|filter|find|findLast|findIndex|findLastIndex|some|every|flatMap|sort|toSorted)$/;

/** Methods of lists that give some of the same items. */
const SAME_ITEMS =
  /^(?:filter|slice|sort|toSorted|reverse|toReversed|concat|find|findLast|at|pop|shift)$/;

/**
 * Objects that the program wrote down itself are maps and records to it: looked into by any string, and given fields
 * that their literal does not have. Both run. What comes from a tool is never such an object.
 */
export const explainOwnData: Explainer = (finding, context) => {
  switch (finding.code) {
    case 7053: {
      const member = computedMemberAt(finding);
      if (member === null) return undefined;
      const isRight =
        isOwnData(member.object, context) || isLookedUpByName(member, finding, context);
      return isRight ? null : undefined;
    }
    case 2537: {
      const declarator = finding.path.findLast((node) => node.type === "VariableDeclarator");
      const init = declarator?.type === "VariableDeclarator" ? declarator.init : null;
      return init !== null && isOwnData(init, context) ? null : undefined;
    }
    case 2339:
    case 2551:
      return ownField(finding, context);
    default:
      return undefined;
  }
};

type Member = Extract<Node, { type: "MemberExpression" }>;

/** The `a[b]` that the message is about; the innermost one where the engine does not say how long it is. */
function computedMemberAt({ path, start, end }: CompilerFinding): Member | null {
  const members = path.filter(
    (node): node is Member =>
      node.type === "MemberExpression" && node.computed && node.start === start,
  );
  return members.find((member) => member.end === end) ?? members.at(-1) ?? null;
}

/** Whether a value is, or is part of, an object literal of the program with no server or tool for a value. */
export function isOwnData(expression: Node, context: ExplainContext, step = 0): boolean {
  if (step > MAX_STEPS) return false;
  const node = unwrap(expression);
  const follow = (next: Node): boolean => isOwnData(next, context, step + 1);
  switch (node.type) {
    case "ObjectExpression":
      return !holdsServer(node, context);
    case "ArrayExpression":
      return node.elements.every((item) => item !== null && follow(item));
    case "Identifier": {
      // A function is an object as well.
      if (context.flow.constants.functionOf(node) !== null) return true;
      const source = sourceOf(context.scopes.resolved.get(node) ?? null, context);
      return source !== null && follow(source);
    }
    case "MemberExpression": {
      const name = staticKey(node.property, node.computed);
      const object = unwrap(node.object);
      const literal = object.type === "Identifier" ? literalOf(object, context) : object;
      if (literal?.type !== "ObjectExpression") return node.computed && follow(object);
      const values = literal.properties.flatMap((property) => {
        if (property.type !== "Property") return [null];
        return name === null || staticKey(property.key, property.computed) === name
          ? [property.value]
          : [];
      });
      return values.length > 0 && values.every((value) => value !== null && follow(value));
    }
    case "CallExpression": {
      if (node.callee.type !== "MemberExpression") return false;
      const method = staticKey(node.callee.property, node.callee.computed) ?? "";
      const [given] = node.arguments;
      if (
        method === "freeze" &&
        given &&
        context.flow.constants.isGlobal(node.callee.object, "Object")
      )
        return follow(given);
      return SAME_ITEMS.test(method) && follow(node.callee.object);
    }
    default:
      return false;
  }
}

/** Where the value of a name comes from: its initial value, or the list whose items it goes through. */
function sourceOf(binding: Binding | null, { parsed }: ExplainContext): Node | null {
  if (binding === null) return null;
  const { declaration, identifier } = binding;
  if (declaration.type === "VariableDeclarator") {
    if (declaration.id !== identifier || declaration.id.typeAnnotation) return null;
    if (declaration.init !== null) return declaration.init;
    const statement = parsed.parents.get(declaration);
    const loop = statement === undefined ? undefined : parsed.parents.get(statement);
    return loop?.type === "ForOfStatement" && loop.left === statement ? loop.right : null;
  }
  if (!isFunction(declaration) || declaration.params[0] !== identifier) return null;
  const call = parsed.parents.get(declaration);
  if (call?.type !== "CallExpression" || call.arguments[0] !== declaration) return null;
  if (call.callee.type !== "MemberExpression") return null;
  const method = staticKey(call.callee.property, call.callee.computed) ?? "";
  return WITH_ITEM.test(method) ? call.callee.object : null;
}

function literalOf(identifier: Node, context: ExplainContext): Node | null {
  const binding = context.scopes.resolved.get(identifier);
  if (binding?.declaration.type !== "VariableDeclarator") return null;
  const { id, init } = binding.declaration;
  return id === binding.identifier && !id.typeAnnotation && init !== null ? unwrap(init) : null;
}

/** Whether a server or a tool itself, not what a call of it gives, is somewhere in a value or is given by it. */
function holdsServer(value: Node, context: ExplainContext): boolean {
  if (namesServer(value, context)) return true;
  let found = false;
  walk(value, (node) => {
    if (node.type !== "CallExpression") return !found;
    const target = context.flow.promises.targetOf(node);
    found ||= target !== null && namesServer(target, context);
    return !found;
  });
  return found;
}

function namesServer(value: Node, { uses, parsed }: ExplainContext): boolean {
  return uses.uses.some(({ node, access }) => {
    if (node.start < value.start || node.end > value.end) return false;
    const used = access ?? node;
    const parent = parsed.parents.get(used);
    return parent?.type !== "CallExpression" || parent.callee !== used;
  });
}

/** `summary.count = 3` makes `count` a field of the program's own `summary`, here and wherever it is read. */
function ownField(
  { first, path, start }: CompilerFinding,
  context: ExplainContext,
): Explanation | null | undefined {
  const member = path.find(
    (node): node is Member => node.type === "MemberExpression" && node.property.start === start,
  );
  const name = member === undefined ? null : staticKey(member.property, member.computed);
  if (member === undefined || name === null) return undefined;
  const object = unwrap(member.object);
  const classes = classesOf(member, first, context);
  const fields =
    classes.length > 0
      ? fieldsOfClasses(name, classes, context)
      : fieldsOfLiteral(name, object, context);
  const given = fields.map((field) => givenTo(field, context));
  if (given.includes("server")) return lostServer(member, context);
  return given.includes("data") ? null : undefined;
}

/**
 * What the compiler says of fields that the program gives to the results of tools: `issue.age = 3`. It says the same
 * wherever such a field is read, of a value of the same type.
 */
export function messagesOfGivenFields(
  raw: readonly RawDiagnostic[],
  context: ExplainContext,
): ReadonlySet<string> {
  const messages = new Set<string>();
  for (const { code, text, start } of raw.slice(0, MAX_MESSAGES)) {
    if (code !== 2339 || messages.has(text)) continue;
    const member = pathAt(context.parsed.program, start).find(
      (node): node is Member => node.type === "MemberExpression" && node.property.start === start,
    );
    if (member !== undefined && isGivenAnew(member, context)) messages.add(text);
  }
  return messages;
}

function isGivenAnew(member: Member, context: ExplainContext): boolean {
  const assignment = context.parsed.parents.get(member);
  if (assignment?.type !== "AssignmentExpression" || assignment.left !== member) return false;
  const { right, operator } = assignment;
  if (operator !== "=" || context.flow.promises.kindOf(right) !== null) return false;
  if (context.uses.uses.some(({ access }) => access === member)) return false;
  // What becomes of the program's own fields is looked at one by one.
  const object = unwrap(member.object);
  if (object.type === "ThisExpression" || isOwnData(object, context)) return false;
  // `result.items = result.items ?? []` takes it to be there.
  const name = staticKey(member.property, member.computed);
  return name !== null && !textOf(right, context).includes(name) && !holdsServer(right, context);
}

/** In a field that no type names, nothing would be known of a server any more. */
function lostServer(member: Member, context: ExplainContext): Explanation {
  const text = textOf(member, context);
  return {
    code: "CHECK_CAST",
    key: `field ${text}`,
    message: `\`${text}\` is given a server or a tool, whose type is lost there.`,
    hint: "Keep servers and tools in constants, `const issues = github.list_issues;`, or write them into the object: `{ issues: github.list_issues }`.",
  };
}

function fieldsOfLiteral(name: string, object: Node, context: ExplainContext): Node[] {
  let root: Node = object;
  while (root.type === "MemberExpression") root = unwrap(root.object);
  if (root.type !== "Identifier" || !isOwnData(object, context)) return [];
  const text = textOf(object, context);
  const references = context.scopes.resolved.get(root)?.references ?? [];
  return references
    .flatMap((reference) => membersAround(reference, context))
    .filter(
      (one) =>
        textOf(one.object, context) === text &&
        (staticKey(one.property, one.computed) ?? name) === name,
    );
}

/** `a.b` and `a.b.c` around `a`. */
function membersAround(node: Node, { parsed }: ExplainContext): Member[] {
  const members: Member[] = [];
  let below = node;
  for (let at = parsed.parents.get(node); at !== undefined; at = parsed.parents.get(at)) {
    if (at.type === "MemberExpression" && at.object === below) members.push(at);
    else if (at !== unwrap(at) && unwrap(at) === below) below = at;
    else break;
    below = at;
  }
  return members;
}

/** What a member is given where it stands; `null` when it is only read. */
function givenTo(member: Node, context: ExplainContext): "data" | "server" | null {
  const parent = context.parsed.parents.get(member);
  if (parent?.type === "UpdateExpression" || parent?.type === "UnaryExpression") return "data";
  if (parent?.type === "AssignmentExpression" && parent.left === member) {
    return holdsServer(parent.right, context) ? "server" : "data";
  }
  // Through a pattern it may be given anything.
  return isWriteTarget(member, context.parsed.parents) ? "server" : null;
}

function textOf(node: Node, { parsed }: ExplainContext): string {
  return parsed.text.slice(node.start, node.end);
}
