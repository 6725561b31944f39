import type { Node } from "oxc-parser";
import { isFunction, unwrap, type FunctionNode } from "../ast.ts";
import type { ParsedProgram } from "../parse.ts";
import type { Binding, Scopes } from "../scope.ts";

/** What the names of a program surely stand for, wherever they are read. */
export interface Constants {
  /** The binding of a name, a global's `null`, and `undefined` for any other expression. */
  bindingOf(expression: Node): Binding | null | undefined;
  /** Whether an expression is this global, not something of the program's with its name. */
  isGlobal(expression: Node, name: string): boolean;
  /** The one value of a variable: its initial value, when it is never given another one. */
  valueOf(binding: Binding): Node | null;
  /** Whether the name that an identifier declares keeps its first value. */
  isNeverWritten(identifier: Node): boolean;
  /** The program's own function that an expression surely is. */
  functionOf(expression: Node): FunctionNode | null;
}

/** How many names are followed to get to a function: nobody writes more, but an attacker. */
const MAX_ALIASES = 8;

export function findConstants(
  { parents }: ParsedProgram,
  { resolved, declared }: Scopes,
): Constants {
  const written = new Map<Binding, boolean>();

  function isWritten(binding: Binding): boolean {
    let known = written.get(binding);
    if (known === undefined) {
      known = binding.references.some((reference) => isWriteTarget(reference, parents));
      written.set(binding, known);
    }
    return known;
  }

  function bindingOf(expression: Node): Binding | null | undefined {
    const inner = unwrap(expression);
    return inner.type === "Identifier" ? resolved.get(inner) : undefined;
  }

  function valueOf(binding: Binding): Node | null {
    const { declaration, identifier } = binding;
    if (declaration.type !== "VariableDeclarator" || declaration.id !== identifier) return null;
    const statement = parents.get(declaration);
    // A `var` may be declared a second time, with another value.
    if (statement?.type !== "VariableDeclaration" || statement.kind === "var") return null;
    if (declaration.init === null || isWritten(binding)) return null;
    return unwrap(declaration.init);
  }

  function functionOf(expression: Node): FunctionNode | null {
    let node = unwrap(expression);
    for (let step = 0; step < MAX_ALIASES; step += 1) {
      if (isFunction(node)) return node;
      const binding = bindingOf(node);
      if (binding === null || binding === undefined) return null;
      if (binding.kind === "function" && isFunction(binding.declaration)) {
        return isWritten(binding) ? null : binding.declaration;
      }
      const value = valueOf(binding);
      if (value === null) return null;
      node = value;
    }
    return null;
  }

  return {
    bindingOf,
    isGlobal: (expression, name) => {
      const inner = unwrap(expression);
      return inner.type === "Identifier" && inner.name === name && resolved.get(inner) === null;
    },
    isNeverWritten: (identifier) => {
      const binding = declared.get(identifier);
      return binding !== undefined && !isWritten(binding);
    },
    valueOf,
    functionOf,
  };
}

/** Whether a name, or a member, is given a value: assigned, counted up, or a part of a pattern that is. */
export function isWriteTarget(node: Node, parents: ReadonlyMap<Node, Node>): boolean {
  let below = node;
  for (let at = parents.get(below); at !== undefined; at = parents.get(at)) {
    switch (at.type) {
      case "UpdateExpression":
        return true;
      case "UnaryExpression":
        return at.operator === "delete";
      case "AssignmentExpression":
      case "ForInStatement":
      case "ForOfStatement":
        return at.left === below;
      case "AssignmentPattern":
        if (at.left !== below) return false;
        break;
      case "Property":
        if (at.value !== below) return false;
        break;
      case "ArrayPattern":
      case "ObjectPattern":
      case "RestElement":
        break;
      default:
        if (unwrap(at) !== unwrap(below)) return false;
    }
    below = at;
  }
  return false;
}
