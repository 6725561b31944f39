import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "./ast.ts";
import type { ProgramImports } from "./imports.ts";
import type { ParsedProgram } from "./parse.ts";
import type { Binding, Scopes } from "./scope.ts";
import type { SdkIndex } from "./sdk-index.ts";

type ObjectPattern = Extract<Node, { type: "ObjectPattern" }>;

/** One place where a program names a server, and what it does with it. */
export interface ServerUse {
  server: string;
  /** The expression that is the server: `github`, an alias of it, or `sdk.github`. */
  node: Node;
  /** The member expression or pattern that reads from it; `null` when it is passed on or given another name. */
  access: Node | null;
  /**
   * The properties read, as they are written; `null` when the server escapes: any of its tools can be reached. None
   * when it is given another name: the uses of that follow.
   */
  tools: string[] | null;
}

export interface ServerUses {
  uses: readonly ServerUse[];
  /** Whether the program can reach the globals by names it computes: every tool of every server. */
  everything: boolean;
}

/** Globals through which any other global can be reached. */
const GLOBAL_OBJECTS = new Set(["globalThis", "self", "window", "global"]);

/** Globals that make code from strings. */
const EVALUATORS = new Set(["eval", "Function"]);

/**
 * Finds every use of a server. An upper bound: what cannot be followed counts as an escape of the whole server, or of
 * all of them.
 */
export function findServerUses(
  parsed: ParsedProgram,
  scopes: Scopes,
  imports: ProgramImports,
  index: SdkIndex,
): ServerUses {
  const finder = new UseFinder(parsed, scopes, imports, index);
  finder.run();
  return finder;
}

class UseFinder implements ServerUses {
  readonly uses: ServerUse[] = [];
  everything = false;
  readonly #parsed: ParsedProgram;
  readonly #scopes: Scopes;
  readonly #index: SdkIndex;
  readonly #followed = new Set<Binding>();
  /** Expressions that are a server and have not been looked at yet. A list, since aliases of aliases have no end. */
  readonly #waiting: { server: string; node: Node }[] = [];
  readonly #namespaces: ReadonlySet<string>;
  readonly #aliases: ReadonlyMap<string, string>;

  constructor(parsed: ParsedProgram, scopes: Scopes, imports: ProgramImports, index: SdkIndex) {
    this.#parsed = parsed;
    this.#scopes = scopes;
    this.#index = index;
    this.#namespaces = new Set(imports.namespaces);
    this.#aliases = new Map(imports.aliases.map(({ local, exported }) => [local, exported]));
  }

  run(): void {
    for (const [identifier, binding] of this.#scopes.resolved) {
      if (identifier.type !== "Identifier") continue;
      if (binding === null) this.#global(identifier.name, identifier);
      else if (binding.kind === "import") this.#imported(binding.name, identifier);
      this.#followAliases();
    }
    for (const node of this.#parsed.parents.keys()) {
      if (node.type === "ThisExpression" && !this.#isOfAnObject(node)) this.everything = true;
    }
  }

  #global(name: string, identifier: Node): void {
    if (this.#index.servers.has(name)) this.#server(name, identifier);
    else if (GLOBAL_OBJECTS.has(name)) this.#container(identifier);
    else if (EVALUATORS.has(name)) this.everything = true;
  }

  #imported(local: string, identifier: Node): void {
    if (this.#namespaces.has(local)) {
      this.#container(identifier);
      return;
    }
    const server = this.#aliases.get(local) ?? local;
    if (this.#index.servers.has(server)) this.#server(server, identifier);
  }

  /** An object that holds every server: the global one, or an import of the whole SDK. */
  #container(node: Node): void {
    const read = this.#read(node);
    if (read === null || read.keys === null) {
      if (!this.#isDiscarded(node)) this.everything = true;
      return;
    }
    for (const [position, key] of read.keys.entries()) {
      if (GLOBAL_OBJECTS.has(key) || EVALUATORS.has(key)) this.everything = true;
      if (!this.#index.servers.has(key)) continue;
      if (read.access.type === "MemberExpression") this.#server(key, read.access);
      else this.#named(key, read.access, this.#constantIn(read.access, position));
    }
  }

  #server(server: string, node: Node): void {
    const read = this.#read(node);
    if (read !== null) {
      const tools = this.#index.servers.get(server)?.tools;
      // A name that is no tool may be inherited, `valueOf` and the like, and give the server back.
      const known = read.keys !== null && read.keys.every((key) => tools?.has(key) === true);
      this.uses.push({ server, node, access: read.access, tools: known ? read.keys : null });
      return;
    }
    if (this.#isDiscarded(node)) return;
    this.#named(server, node, this.#constantOf(node));
  }

  /** A server that is passed on: to a constant, whose uses are followed, or to where it cannot be. */
  #named(server: string, node: Node, alias: Binding | null): void {
    this.uses.push({ server, node, access: null, tools: alias === null ? null : [] });
    if (alias === null || this.#followed.has(alias)) return;
    this.#followed.add(alias);
    for (const node of alias.references) this.#waiting.push({ server, node });
  }

  #followAliases(): void {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      this.#server(next.server, next.node);
    }
  }

  /** The properties that the expression around a node reads from it; their names `null` when they are computed. */
  #read(node: Node): { access: Node; keys: string[] | null } | null {
    const outer = this.#outermost(node);
    const parent = this.#parsed.parents.get(outer);
    if (parent?.type === "MemberExpression" && parent.object === outer) {
      const key = staticKey(parent.property, parent.computed);
      return { access: parent, keys: key === null ? null : [key] };
    }
    const pattern = this.#destructuredInto(outer, parent);
    if (pattern === null) return null;
    const keys = pattern.properties.map((property) =>
      property.type === "Property" ? staticKey(property.key, property.computed) : null,
    );
    return { access: pattern, keys: keys.every((key) => key !== null) ? keys : null };
  }

  /** The `const` that holds nothing but the value of the node. */
  #constantOf(node: Node): Binding | null {
    const outer = this.#outermost(node);
    const declarator = this.#parsed.parents.get(outer);
    if (declarator?.type !== "VariableDeclarator" || declarator.init !== outer) return null;
    // With a type of its own it may be anything to the compiler, `any` for one.
    if (declarator.id.type !== "Identifier" || declarator.id.typeAnnotation) return null;
    const declaration = this.#parsed.parents.get(declarator);
    if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") return null;
    return this.#scopes.declared.get(declarator.id) ?? null;
  }

  /** The `const` that holds nothing but the value of one property of a pattern. */
  #constantIn(pattern: Node, position: number): Binding | null {
    if (pattern.type !== "ObjectPattern" || pattern.typeAnnotation) return null;
    const declarator = this.#parsed.parents.get(pattern);
    const declaration = declarator && this.#parsed.parents.get(declarator);
    if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") return null;
    const property = pattern.properties[position];
    if (property?.type !== "Property") return null;
    return this.#scopes.declared.get(property.value) ?? null;
  }

  #destructuredInto(value: Node, parent: Node | undefined): ObjectPattern | null {
    if (parent?.type === "VariableDeclarator" && parent.init === value) {
      return parent.id.type === "ObjectPattern" ? parent.id : null;
    }
    if (parent?.type !== "AssignmentExpression" || parent.right !== value) return null;
    // The value of the whole assignment is the server: only as a statement is it thrown away.
    const statement = this.#parsed.parents.get(this.#outermost(parent));
    if (statement?.type !== "ExpressionStatement") return null;
    return parent.left.type === "ObjectPattern" ? parent.left : null;
  }

  /** Whether the value is thrown away or only asked for its kind. */
  #isDiscarded(node: Node): boolean {
    const parent = this.#parsed.parents.get(this.#outermost(node));
    return parent?.type === "UnaryExpression" && /^(?:typeof|void|!)$/.test(parent.operator);
  }

  /** With the parentheses and assertions around it. */
  #outermost(node: Node): Node {
    let outer = node;
    for (;;) {
      const parent = this.#parsed.parents.get(outer);
      if (parent === undefined || parent === unwrapOnce(parent)) return outer;
      outer = parent;
    }
  }

  /** Whether `this` is that of a class or of an object's method, so not the global object. */
  #isOfAnObject(node: Node): boolean {
    for (
      let at = this.#parsed.parents.get(node);
      at !== undefined;
      at = this.#parsed.parents.get(at)
    ) {
      if (at.type === "ClassBody") return true;
      if (!isFunction(at) || at.type === "ArrowFunctionExpression") continue;
      const parent = this.#parsed.parents.get(at);
      return (
        parent?.type === "MethodDefinition" || (parent?.type === "Property" && parent.value === at)
      );
    }
    return false;
  }
}

/** The node, or what it wraps without changing it at run time. */
function unwrapOnce(node: Node): Node {
  const inner = unwrap(node);
  // A chain holds members that do change what is read: only its own wrapper is nothing.
  return node.type === "ChainExpression" ? node : inner;
}
