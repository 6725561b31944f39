import type { Node, ParamPattern, Program, VariableDeclaration } from "oxc-parser";
import { childrenOf, isTypeOnly, type FunctionNode } from "./ast.ts";

/** A name that the program itself declares. */
export interface Binding {
  name: string;
  kind: "import" | "variable" | "function" | "class" | "parameter" | "catch" | "enum";
  /** The identifier that declares it. */
  identifier: Node;
  /** The import specifier, declarator, function, class or catch clause. */
  declaration: Node;
  /** Whether it is declared where the program's own statements stand, not inside a function or block. */
  topLevel: boolean;
  references: Node[];
}

export interface Scopes {
  bindings: readonly Binding[];
  /** The binding that an identifier declares. */
  declared: ReadonlyMap<Node, Binding>;
  /** The binding of an identifier that stands for a value; `null` for a global. Absent for any other identifier. */
  resolved: ReadonlyMap<Node, Binding | null>;
}

interface Scope {
  parent: Scope | null;
  /** Where `var` and parameters live. */
  isFunction: boolean;
  names: Map<string, Binding>;
}

/** Resolves every identifier of a program that stands for a value. Types are left out: they have names of their own. */
export function resolveScopes(program: Program): Scopes {
  const resolver = new Resolver();
  resolver.visitAll(program.body, resolver.top);
  return resolver.finish();
}

class Resolver {
  readonly top: Scope = { parent: null, isFunction: true, names: new Map() };
  readonly #bindings: Binding[] = [];
  readonly #pending: { identifier: Node; name: string; scope: Scope }[] = [];

  finish(): Scopes {
    const resolved = new Map<Node, Binding | null>();
    for (const { identifier, name, scope } of this.#pending) {
      const binding = lookUp(scope, name);
      binding?.references.push(identifier);
      resolved.set(identifier, binding);
    }
    const declared = new Map(this.#bindings.map((binding) => [binding.identifier, binding]));
    return { bindings: this.#bindings, declared, resolved };
  }

  visitAll(nodes: readonly (Node | null)[], scope: Scope): void {
    for (const node of nodes) if (node !== null) this.visit(node, scope);
  }

  visit(node: Node, scope: Scope): void {
    if (isTypeOnly(node)) return;
    switch (node.type) {
      case "Identifier":
        this.#pending.push({ identifier: node, name: node.name, scope });
        return;
      case "FunctionDeclaration":
        if (node.id !== null) this.#bind(node.id, "function", node, scope);
        this.#visitFunction(node, scope);
        return;
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        this.#visitFunction(node, scope);
        return;
      case "ClassDeclaration":
      case "ClassExpression": {
        const inner = node.type === "ClassDeclaration" ? scope : child(scope, false);
        if (node.id !== null) this.#bind(node.id, "class", node, inner);
        this.visitAll([...node.decorators, node.superClass, node.body], inner);
        return;
      }
      case "VariableDeclaration":
        this.#visitVariables(node, scope);
        return;
      case "BlockStatement":
      case "StaticBlock":
        this.visitAll(node.body, child(scope, node.type === "StaticBlock"));
        return;
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement":
        this.visitAll(childrenOf(node), child(scope, false));
        return;
      case "SwitchStatement":
        this.visit(node.discriminant, scope);
        this.visitAll(node.cases, child(scope, false));
        return;
      case "CatchClause": {
        const inner = child(scope, false);
        if (node.param !== null) this.#bindPattern(node.param, "catch", node, inner);
        this.visit(node.body, inner);
        return;
      }
      case "ImportDeclaration":
        for (const specifier of node.specifiers) {
          this.#bind(specifier.local, "import", specifier, scope);
        }
        return;
      case "TSEnumDeclaration":
        this.#bind(node.id, "enum", node, scope);
        return;
      case "ExportNamedDeclaration":
        if (node.declaration !== null) this.visit(node.declaration, scope);
        else if (node.source === null)
          this.visitAll(
            node.specifiers.map(({ local }) => local),
            scope,
          );
        return;
      case "ExportAllDeclaration":
      case "BreakStatement":
      case "ContinueStatement":
      case "MetaProperty":
      case "TSModuleDeclaration":
      case "TSImportEqualsDeclaration":
        return;
      case "LabeledStatement":
        this.visit(node.body, scope);
        return;
      case "MemberExpression":
        this.visit(node.object, scope);
        if (node.computed) this.visit(node.property, scope);
        return;
      case "Property":
        if (node.computed) this.visit(node.key, scope);
        this.visit(node.value, scope);
        return;
      case "MethodDefinition":
      case "PropertyDefinition":
      case "AccessorProperty":
        if (node.computed) this.visit(node.key, scope);
        this.visitAll([...node.decorators, node.value], scope);
        return;
      case "TSParameterProperty":
        this.visit(node.parameter, scope);
        return;
      default:
        this.visitAll(childrenOf(node), scope);
    }
  }

  #visitFunction(node: FunctionNode, scope: Scope): void {
    const inner = child(scope, true);
    if (node.type === "FunctionExpression" && node.id !== null) {
      this.#bind(node.id, "function", node, inner);
    }
    for (const parameter of node.params) this.#bindParameter(parameter, node, inner);
    if (node.body === null) return;
    // The defaults of parameters do not see what the body declares (ECMA-262, FunctionDeclarationInstantiation).
    const body = child(inner, true);
    if (node.body.type === "BlockStatement") this.visitAll(node.body.body, body);
    else this.visit(node.body, body);
  }

  #bindParameter(parameter: ParamPattern, declaration: Node, scope: Scope): void {
    if (parameter.type === "TSParameterProperty") {
      this.#bindPattern(parameter.parameter, "parameter", declaration, scope);
      return;
    }
    this.#bindPattern(parameter, "parameter", declaration, scope);
  }

  #visitVariables(node: VariableDeclaration, scope: Scope): void {
    const home = node.kind === "var" ? functionScope(scope) : scope;
    for (const declarator of node.declarations) {
      this.#bindPattern(declarator.id, "variable", declarator, home);
      if (declarator.init !== null) this.visit(declarator.init, scope);
    }
  }

  /** Declares the names of a pattern, and visits the expressions in it (defaults, computed keys). */
  #bindPattern(pattern: Node, kind: Binding["kind"], declaration: Node, scope: Scope): void {
    switch (pattern.type) {
      case "Identifier":
        // A `this` parameter is a type, not a name.
        if (pattern.name !== "this") this.#bind(pattern, kind, declaration, scope);
        return;
      case "ObjectPattern":
        for (const property of pattern.properties) {
          if (property.type === "Property") {
            if (property.computed) this.visit(property.key, scope);
            this.#bindPattern(property.value, kind, declaration, scope);
          } else this.#bindPattern(property, kind, declaration, scope);
        }
        return;
      case "ArrayPattern":
        for (const element of pattern.elements) {
          if (element !== null) this.#bindPattern(element, kind, declaration, scope);
        }
        return;
      case "AssignmentPattern":
        this.#bindPattern(pattern.left, kind, declaration, scope);
        this.visit(pattern.right, scope);
        return;
      case "RestElement":
        this.#bindPattern(pattern.argument, kind, declaration, scope);
        return;
      default:
        this.visit(pattern, scope);
    }
  }

  #bind(identifier: Node, kind: Binding["kind"], declaration: Node, scope: Scope): void {
    if (identifier.type !== "Identifier") return;
    const { name } = identifier;
    const binding: Binding = {
      name,
      kind,
      identifier,
      declaration,
      topLevel: scope === this.top,
      references: [],
    };
    this.#bindings.push(binding);
    // Of several declarations (`var` twice, overloads) the first one stands for all.
    if (!scope.names.has(name)) scope.names.set(name, binding);
  }
}

function child(parent: Scope, isFunction: boolean): Scope {
  return { parent, isFunction, names: new Map() };
}

function functionScope(scope: Scope): Scope {
  let home = scope;
  while (!home.isFunction && home.parent !== null) home = home.parent;
  return home;
}

function lookUp(scope: Scope, name: string): Binding | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const binding = at.names.get(name);
    if (binding !== undefined) return binding;
  }
  return null;
}
