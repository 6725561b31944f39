import type { Node } from "oxc-parser";
import { isWritten, outermost, staticKey } from "./ast.ts";
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
  /** Whether the program uses an import of the whole SDK as a value. */
  everything: boolean;
  /** The places by which every tool of every server can be reached. */
  leaks: readonly Node[];
}

/**
 * Makes code of texts, which would see the names that the program sees. The isolate forbids it; nothing here depends on
 * that.
 */
const EVALUATORS: ReadonlySet<string> = new Set(["eval", "Function"]);

/**
 * Finds every use of a server. An upper bound: what cannot be followed counts as an escape of the whole server, or of
 * all of them. Servers are names that the program's module imports, not properties of the global object (see
 * templates/runtime/host.js): whatever leads to that object leads to none of them.
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
      // By their module, which has them all.
      if (node.type === "ImportExpression") this.#everything(node);
    }
    this.leaks.sort((a, b) => a.start - b.start);
  }

  #global(name: string, identifier: Node): void {
    if (this.#index.servers.has(name)) this.#server(name, identifier);
    else if (EVALUATORS.has(name)) this.#everything(identifier);
  }

  #everything(node: Node): void {
    this.everything = true;
    this.leaks.push(node);
  }

  #imported(local: string, identifier: Node): void {
    if (this.#namespaces.has(local)) {
      this.#namespace(identifier);
      return;
    }
    const server = this.#aliases.get(local) ?? local;
    if (this.#index.servers.has(server)) this.#server(server, identifier);
    // A type's import is blanked: as a value, the name is the global one.
    else if (!this.#aliases.has(local)) this.#global(local, identifier);
  }

  /** An import of the whole SDK, which holds every server. */
  #namespace(node: Node): void {
    const read = this.#read(node);
    if (read === null || read.keys === null) {
      if (!this.#isDiscarded(node)) this.#everything(node);
      return;
    }
    for (const [position, key] of read.keys.entries()) {
      if (this.#index.servers.has(key)) {
        if (read.access.type === "MemberExpression") this.#server(key, read.access);
        else this.#named(key, read.access, this.#constantIn(read.access, position));
      } else if (key !== "ToolError") this.#everything(read.access);
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
}

/** No type, or `typeof github`. */
function isOwnType(annotation: { typeAnnotation: Node } | null | undefined): boolean {
  return annotation?.typeAnnotation.type === "TSTypeQuery" || !annotation;
}
