import type { Node } from "oxc-parser";
import { isFunction, isWritten, outermost, staticKey } from "./ast.ts";
import { createLeakFinder, type LeakFinder } from "./global-escapes.ts";
import { EVALUATORS, GLOBAL_OBJECTS, HARMLESS_GLOBALS } from "./globals.ts";
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
  /** Whether the program uses the global object, or an import of the whole SDK, as a value. */
  everything: boolean;
  /** The places by which the global object, and so every tool of every server, can be reached. */
  leaks: readonly Node[];
}

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
  readonly leaks: Node[] = [];
  everything = false;
  readonly #parsed: ParsedProgram;
  readonly #scopes: Scopes;
  readonly #index: SdkIndex;
  readonly #leakFinder: LeakFinder;
  readonly #followed = new Set<Binding>();
  /** Expressions that are a server and have not been looked at yet. A list, since aliases of aliases have no end. */
  readonly #waiting: { server: string; node: Node }[] = [];
  readonly #namespaces: ReadonlySet<string>;
  readonly #aliases: ReadonlyMap<string, string>;

  constructor(parsed: ParsedProgram, scopes: Scopes, imports: ProgramImports, index: SdkIndex) {
    this.#parsed = parsed;
    this.#scopes = scopes;
    this.#index = index;
    this.#leakFinder = createLeakFinder(parsed, scopes);
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
    this.#followThis();
    this.leaks.sort((a, b) => a.start - b.start);
  }

  #global(name: string, identifier: Node): void {
    if (this.#index.servers.has(name)) this.#server(name, identifier);
    else if (HARMLESS_GLOBALS.has(name) && isWritten(identifier, this.#parsed.parents)) {
      this.#everything(identifier);
    } else if (GLOBAL_OBJECTS.has(name)) this.#container(identifier, isHarmlessGlobal);
    else if (EVALUATORS.has(name)) this.#everything(identifier);
    else if (this.#leakFinder.isLeak(name, identifier)) {
      this.leaks.push(identifier);
    }
  }

  /** `this` where it may be the global object: in functions that the host calls, and outside of any. */
  #followThis(): void {
    let waiting: { node: Node; owner: Node | null }[] = [];
    for (const node of this.#parsed.parents.keys()) {
      if (node.type === "ThisExpression") waiting.push({ node, owner: this.#ownerOfThis(node) });
    }
    const { called } = this.#leakFinder;
    // What is read from `this` may be another `setTimeout`, to which further functions are given.
    for (let before = -1; before < called.size;) {
      before = called.size;
      const isCalled = ({ owner }: { owner: Node | null }): boolean =>
        owner === null || called.has(owner);
      const found = waiting.filter(isCalled);
      waiting = waiting.filter((one) => !isCalled(one));
      for (const { node } of found) this.#this(node);
      this.#followAliases();
    }
  }

  #this(node: Node): void {
    // `this.Request` makes signals, and a property that is not there is read from `Object.prototype`, with a getter too.
    this.#container(node, isHarmlessGlobal);
  }

  #everything(node: Node): void {
    this.everything = true;
    this.leaks.push(node);
  }

  #imported(local: string, identifier: Node): void {
    if (this.#namespaces.has(local)) {
      this.#container(identifier, (key) => key === "ToolError");
      return;
    }
    const server = this.#aliases.get(local) ?? local;
    if (this.#index.servers.has(server)) this.#server(server, identifier);
    // A type's import is blanked: as a value, the name is the global one.
    else if (!this.#aliases.has(local)) this.#global(local, identifier);
  }

  /**
   * An object that holds every server: the global one, or an import of the whole SDK.
   * @param isHarmless whether a property that is no server gives nothing away
   */
  #container(node: Node, isHarmless: (key: string) => boolean): void {
    const read = this.#read(node);
    if (read === null || read.keys === null) {
      if (!this.#isDiscarded(node)) this.#everything(node);
      return;
    }
    for (const [position, key] of read.keys.entries()) {
      if (this.#index.servers.has(key)) {
        if (read.access.type === "MemberExpression") this.#server(key, read.access);
        else this.#named(key, read.access, this.#constantIn(read.access, position));
      } else if (this.#leakFinder.isLeak(key, read.access)) {
        this.leaks.push(read.access);
      } else if (!isHarmless(key) || this.#isChanged(read.access)) this.#everything(read.access);
    }
  }

  /**
   * Whether something is assigned to the property, or it is deleted: then it is no longer what is known to be harmless,
   * and may be read from `Object.prototype`, whose getters have the global object as `this`.
   */
  #isChanged(access: Node): boolean {
    const { parents } = this.#parsed;
    let outer = outermost(access, parents);
    let parent = parents.get(outer);
    while (parent?.type === "ChainExpression") {
      outer = outermost(parent, parents);
      parent = parents.get(outer);
    }
    const isDeleted = parent?.type === "UnaryExpression" && parent.operator === "delete";
    return isDeleted || isWritten(access, parents);
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
    const outer = outermost(node, this.#parsed.parents);
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

  /** The `const`, or `let` that is never assigned to, that holds nothing but the value of the node. */
  #constantOf(node: Node): Binding | null {
    const { parents } = this.#parsed;
    const outer = outermost(node, parents);
    const declarator = parents.get(outer);
    if (declarator?.type !== "VariableDeclarator" || declarator.init !== outer) return null;
    const { id } = declarator;
    // With a type of its own it may be anything to the compiler, `any` for one.
    if (id.type !== "Identifier" || !isOwnType(id.typeAnnotation)) return null;
    const declaration = parents.get(declarator);
    if (declaration?.type !== "VariableDeclaration") return null;
    const binding = this.#scopes.declared.get(id) ?? null;
    if (declaration.kind === "const") return binding;
    const isChanged = binding?.references.some((one) => isWritten(one, parents)) !== false;
    return declaration.kind === "let" && !isChanged ? binding : null;
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
    const statement = this.#parsed.parents.get(outermost(parent, this.#parsed.parents));
    if (statement?.type !== "ExpressionStatement") return null;
    return parent.left.type === "ObjectPattern" ? parent.left : null;
  }

  /** Whether the value is thrown away or only asked for its kind. */
  #isDiscarded(node: Node): boolean {
    const parent = this.#parsed.parents.get(outermost(node, this.#parsed.parents));
    return parent?.type === "UnaryExpression" && /^(?:typeof|void|!)$/.test(parent.operator);
  }

  /** The function or the part of a class whose `this` it is; `null` outside of any. */
  #ownerOfThis(node: Node): Node | null {
    const { parents } = this.#parsed;
    let below = node;
    for (let at = parents.get(node); at !== undefined; at = parents.get(at)) {
      if (isInClassMember(at, below)) return at;
      below = at;
      if (isFunction(at) && at.type !== "ArrowFunctionExpression") return at;
    }
    return null;
  }
}

/** Whether a node is in the body of a class and not in a computed name there: `this` is the class or its instance. */
function isInClassMember(member: Node, below: Node): boolean {
  switch (member.type) {
    case "StaticBlock":
      return true;
    case "PropertyDefinition":
    case "AccessorProperty":
      return member.key !== below;
    default:
      return false;
  }
}

/** No type, or `typeof github`. */
function isOwnType(annotation: { typeAnnotation: Node } | null | undefined): boolean {
  return annotation?.typeAnnotation.type === "TSTypeQuery" || !annotation;
}

function isHarmlessGlobal(name: string): boolean {
  return HARMLESS_GLOBALS.has(name);
}
