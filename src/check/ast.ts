import {
  visitorKeys,
  type ArrowFunctionExpression,
  type Function as PlainFunction,
  type Node,
} from "oxc-parser";

export type FunctionNode = PlainFunction | ArrowFunctionExpression;

/** The nodes directly below a node, in the order of the source where the parser keeps it. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  const fields = node as unknown as Record<string, unknown>;
  for (const key of visitorKeys[node.type] ?? []) {
    const value = fields[key];
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) children.push(child);
    }
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { type?: unknown }).type === "string"
  );
}

/**
 * Visits a tree from the top, each node before its children.
 * @param visit returns `false` to leave out what is below the node
 */
export function walk(node: Node, visit: (node: Node) => boolean | void): void {
  if (visit(node) === false) return;
  for (const child of childrenOf(node)) walk(child, visit);
}

/** From the root to the innermost node that holds the offset; empty when none does. */
export function pathAt(root: Node, offset: number): Node[] {
  const path: Node[] = [];
  let node: Node | undefined = root;
  while (node !== undefined) {
    path.push(node);
    node = childrenOf(node).find((child) => child.start <= offset && offset < child.end);
  }
  return path;
}

/** The expression without the parentheses, assertions and `!` around it, which do not exist at run time. */
export function unwrap(node: Node): Node {
  let inner = node;
  for (;;) {
    switch (inner.type) {
      case "ParenthesizedExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSTypeAssertion":
      case "TSNonNullExpression":
      case "TSInstantiationExpression":
      case "ChainExpression":
        inner = inner.expression;
        break;
      default:
        return inner;
    }
  }
}

/**
 * The expression with the parentheses, assertions and `!` around it. Not with an optional chain: what is around that sees
 * `undefined` as well.
 */
export function outermost(node: Node, parents: ReadonlyMap<Node, Node>): Node {
  let outer = node;
  for (;;) {
    const parent = parents.get(outer);
    if (parent === undefined || parent.type === "ChainExpression" || parent === unwrap(parent)) {
      return outer;
    }
    outer = parent;
  }
}

/** Whether something is assigned to the name: also by a pattern, a loop or `++`. */
export function isWritten(identifier: Node, parents: ReadonlyMap<Node, Node>): boolean {
  const outer = outermost(identifier, parents);
  const parent = parents.get(outer);
  switch (parent?.type) {
    case "AssignmentExpression":
    case "AssignmentPattern":
    case "ForInStatement":
    case "ForOfStatement":
      return parent.left === outer;
    case "UpdateExpression":
    case "ArrayPattern":
    case "RestElement":
      return true;
    case "Property":
      return parent.value === outer && parents.get(parent)?.type === "ObjectPattern";
    default:
      return false;
  }
}

/** The name of a property that is written out, `a.b` or `a["b"]` or `{ b: ... }`; `null` when it is computed. */
export function staticKey(key: Node, computed: boolean): string | null {
  if (key.type === "Identifier" && !computed) return key.name;
  if (key.type === "Literal" && typeof key.value === "string") return key.value;
  if (key.type === "Literal" && typeof key.value === "number") return String(key.value);
  if (key.type === "TemplateLiteral" && key.expressions.length === 0) {
    return key.quasis[0]?.value.cooked ?? null;
  }
  return null;
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

/** Whether the node is only about types: nothing of it exists at run time. */
export function isTypeOnly(node: Node): boolean {
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSNonNullExpression":
    case "TSInstantiationExpression":
    case "TSParameterProperty":
    case "TSEnumDeclaration":
    case "TSEnumBody":
    case "TSEnumMember":
    case "TSModuleDeclaration":
    case "TSModuleBlock":
    case "TSExportAssignment":
    case "TSImportEqualsDeclaration":
      return false;
    default:
      return node.type.startsWith("TS");
  }
}
