import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk, type FunctionNode } from "../ast.ts";
import type { ParsedProgram } from "../parse.ts";
import type { Constants } from "./constants.ts";

type Member = Extract<Node, { type: "MemberExpression" }>;

/** The methods that a program defines itself. */
export interface Methods {
  /** The names of all methods and fields in the program's classes and objects: under them, anything may be. */
  names: ReadonlySet<string>;
  /** The function that `this.save` or `api.save` surely is: of a class that nothing extends, or a constant object. */
  of(member: Member): FunctionNode | null;
}

export function findMethods({ program, parents }: ParsedProgram, constants: Constants): Methods {
  const names = new Set<string>();
  const assigned = new Set<string>();
  /** By class or object literal. */
  const owners = new Map<Node, Map<string, FunctionNode | null>>();
  let isExtended = false;
  walk(program, (node) => {
    switch (node.type) {
      case "MethodDefinition":
      case "PropertyDefinition":
      case "Property": {
        const owner = parents.get(node);
        const name = keyOf(node.key, node.computed);
        if (name === null || owner === undefined || owner.type === "ObjectPattern") return;
        names.add(name);
        const isPlain = node.type !== "MethodDefinition" || node.kind === "method";
        define(owner, name, isPlain && !isStatic(node) ? node.value : null);
        return;
      }
      case "AssignmentExpression": {
        const { left } = node;
        const name = left.type === "MemberExpression" ? keyOf(left.property, left.computed) : null;
        if (name === null) return;
        names.add(name);
        assigned.add(name);
        return;
      }
      case "ClassDeclaration":
      case "ClassExpression":
        isExtended ||= node.superClass !== null;
        return;
      default:
    }
  });

  function define(owner: Node, name: string, value: Node | null): void {
    const methods = owners.get(owner) ?? new Map<string, FunctionNode | null>();
    owners.set(owner, methods);
    const target = value === null ? null : unwrap(value);
    // Of two definitions, only one holds.
    const isOnly = !methods.has(name) && target !== null && isFunction(target);
    methods.set(name, isOnly ? target : null);
  }

  function ownerOf(object: Node): Node | null {
    const node = unwrap(object);
    if (node.type === "ThisExpression") return isExtended ? null : ownerAround(node);
    const binding = constants.bindingOf(node);
    const value = binding ? constants.valueOf(binding) : node;
    if (value?.type === "ObjectExpression") return value;
    if (value?.type !== "NewExpression" || isExtended) return null;
    const made = constants.bindingOf(value.callee);
    return made?.declaration.type === "ClassDeclaration" ? made.declaration.body : null;
  }

  /** The class or object whose method `this` belongs to. */
  function ownerAround(node: Node): Node | null {
    for (let at = parents.get(node); at !== undefined; at = parents.get(at)) {
      if (at.type === "PropertyDefinition") return parents.get(at) ?? null;
      if (!isFunction(at) || at.type === "ArrowFunctionExpression") continue;
      const definition = parents.get(at);
      const isMethod = definition?.type === "MethodDefinition" || definition?.type === "Property";
      return isMethod ? (parents.get(definition) ?? null) : null;
    }
    return null;
  }

  return {
    names,
    of(member) {
      const name = keyOf(member.property, member.computed);
      if (name === null || !names.has(name) || assigned.has(name)) return null;
      const owner = ownerOf(member.object);
      return owner === null ? null : (owners.get(owner)?.get(name) ?? null);
    },
  };
}

function isStatic(node: Node): boolean {
  return (node as { static?: boolean }).static === true;
}

function keyOf(key: Node, computed: boolean): string | null {
  return key.type === "PrivateIdentifier" ? `#${key.name}` : staticKey(key, computed);
}
