import type {
  ArrowFunctionExpression,
  Class,
  Comment,
  MethodDefinition,
  Node,
  PropertyDefinition,
} from "oxc-parser";
import { isTypeOnly, walk } from "./ast.ts";
import type { ParsedProgram } from "./parse.ts";
import type { Rewrite } from "./rewrite.ts";
import { findCharacter, skipTrivia, wordsBetween } from "./tokens.ts";

/**
 * Replaces all types of a program by spaces, so that JavaScript is left in which every line and column is where it was.
 * The program must not hold what cannot be erased; see `rules/erasable.ts`.
 *
 * Blanking can join what a type kept apart, because JavaScript inserts semicolons by what follows a line end. So a
 * statement or member that goes leaves a `;`, and where a statement ended in a type, so does its end.
 */
export function stripTypes(parsed: ParsedProgram, rewrite: Rewrite): void {
  const stripper = new Stripper(parsed, rewrite);
  walk(parsed.program, (node) => stripper.visit(node));
}

/** What a class member may carry that JavaScript does not know. */
const TYPE_MODIFIERS = new Set([
  "public",
  "private",
  "protected",
  "readonly",
  "override",
  "abstract",
  "declare",
]);

class Stripper {
  readonly #text: string;
  readonly #comments: readonly Comment[];
  readonly #parents: ReadonlyMap<Node, Node>;
  readonly #rewrite: Rewrite;

  constructor(parsed: ParsedProgram, rewrite: Rewrite) {
    this.#text = parsed.text;
    this.#comments = parsed.comments;
    this.#parents = parsed.parents;
    this.#rewrite = rewrite;
  }

  /** @returns `false` when nothing below the node is left to visit */
  visit(node: Node): boolean {
    switch (node.type) {
      case "TSAsExpression":
      case "TSSatisfiesExpression":
        this.#blank(node.expression.end, node.end);
        this.#endStatement(node);
        return true;
      case "TSTypeAssertion":
        this.#eraseAssertion(node.start, node.expression.start, node.expression.end);
        return true;
      case "TSNonNullExpression":
        this.#blank(node.end - 1, node.end);
        return true;
      case "TSInstantiationExpression":
        this.#blank(node.typeArguments.start, node.typeArguments.end);
        this.#endStatement(node);
        return true;
      case "VariableDeclaration":
      case "ClassDeclaration":
        if (node.declare === true) return this.#eraseWhole(node);
        if (node.type === "ClassDeclaration") this.#eraseClassHead(node);
        return true;
      case "ClassExpression":
        this.#eraseClassHead(node);
        return true;
      case "VariableDeclarator":
        if (node.definite === true) this.#blankCharacter("!", node.id.start);
        return true;
      case "Identifier":
        if (isOptional(node)) this.#blankCharacter("?", node.start);
        return true;
      case "ObjectPattern":
      case "ArrayPattern":
        if (isOptional(node)) this.#eraseOptionalPattern(node);
        return true;
      case "MethodDefinition":
      case "TSAbstractMethodDefinition":
        return this.#eraseInMethod(node);
      case "PropertyDefinition":
      case "TSAbstractPropertyDefinition":
        return this.#eraseInProperty(node);
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        this.#eraseThisParameter(node.params[0]);
        if (node.type === "ArrowFunctionExpression") this.#keepArrowOnItsLine(node);
        return true;
      case "TSTypeAliasDeclaration":
      case "TSInterfaceDeclaration":
      case "TSDeclareFunction":
      case "TSIndexSignature":
        return this.#eraseWhole(node);
      default:
        if (!isTypeOnly(node)) return true;
        // Annotations, type parameters and arguments: the `:` and the `<>` are in their span.
        this.#blank(node.start, node.end);
        return false;
    }
  }

  #blank(start: number, end: number): void {
    this.#rewrite.blank(start, end);
  }

  #blankCharacter(character: string, from: number): void {
    const offset = findCharacter(this.#text, character, from, this.#comments);
    if (offset !== -1) this.#blank(offset, offset + 1);
  }

  /** A statement or class member that is only about types. */
  #eraseWhole(node: Node): false {
    this.#blank(node.start, node.end);
    this.#rewrite.put(node.start, ";");
    return false;
  }

  /** Where the erased end of an expression was the end of a statement without a semicolon, there is one now. */
  #endStatement(node: Node): void {
    let at = node;
    let above = this.#parents.get(at);
    let isAsserted = false;
    while (above !== undefined && above.end === node.end && !endsWithSemicolon(at)) {
      at = above;
      above = this.#parents.get(at);
      isAsserted ||= at.type === "TSTypeAssertion";
    }
    if (!endsWithSemicolon(at) || isLoopHead(at, above)) return;
    // Behind the parenthesis that an assertion around it is closed with.
    if (isAsserted) this.#rewrite.insert(node.end, ";");
    else this.#rewrite.put(node.end - 1, ";");
  }

  /** `<T>x` becomes `(x)`: bare, `x` could begin a statement as something else, or follow `return` on a new line. */
  #eraseAssertion(start: number, expressionStart: number, expressionEnd: number): void {
    this.#blank(start, expressionStart);
    this.#rewrite.put(start, "(");
    this.#rewrite.insert(expressionEnd, ")");
  }

  #eraseOptionalPattern(node: Extract<Node, { type: "ObjectPattern" | "ArrayPattern" }>): void {
    const inner = node.type === "ObjectPattern" ? node.properties : node.elements;
    const last = inner.at(-1);
    const closing = node.type === "ObjectPattern" ? "}" : "]";
    const from = last?.end ?? node.start + 1;
    const end = findCharacter(this.#text, closing, from, this.#comments);
    if (end !== -1) this.#blankCharacter("?", end);
  }

  #eraseClassHead(node: Class): void {
    if (node.abstract === true) this.#blank(node.start, node.start + "abstract".length);
    const [first] = node.implements ?? [];
    const last = node.implements?.at(-1);
    if (first === undefined || last === undefined) return;
    const before =
      node.superTypeArguments ?? node.superClass ?? node.typeParameters ?? node.id ?? null;
    const from = before?.end ?? node.start + (node.abstract === true ? "abstract".length : 0);
    const keyword = wordsBetween(this.#text, from, first.start, this.#comments).find(
      ({ word }) => word === "implements",
    );
    this.#blank(keyword?.start ?? first.start, last.end);
  }

  #eraseInMethod(node: MethodDefinition): boolean {
    if (node.type === "TSAbstractMethodDefinition") return this.#eraseWhole(node);
    // The signature of an overload.
    if (node.value.body === null) return this.#eraseWhole(node);
    this.#eraseModifiers(node);
    if (node.optional === true) this.#blankCharacter("?", this.#afterKey(node));
    return true;
  }

  #eraseInProperty(node: PropertyDefinition): boolean {
    if (node.type === "TSAbstractPropertyDefinition" || node.declare === true) {
      return this.#eraseWhole(node);
    }
    this.#eraseModifiers(node);
    const marker = node.optional === true ? "?" : node.definite === true ? "!" : null;
    if (marker !== null) this.#blankCharacter(marker, this.#afterKey(node));
    // A bare `get` or `static` would take the next member for its own.
    const isBare = node.value === null && this.#text[node.end - 1] !== ";";
    if (isBare && (node.typeAnnotation || marker !== null)) this.#rewrite.put(node.end - 1, ";");
    return true;
  }

  /** Where the name of a member ends, the bracket of a computed one included. */
  #afterKey(node: MethodDefinition | PropertyDefinition): number {
    if (!node.computed) return node.key.end;
    return findCharacter(this.#text, "]", node.key.end, this.#comments) + 1;
  }

  #eraseModifiers(node: MethodDefinition | PropertyDefinition): void {
    for (const { word, start } of wordsBetween(
      this.#text,
      node.start,
      node.key.start,
      this.#comments,
    )) {
      if (!TYPE_MODIFIERS.has(word)) continue;
      this.#blank(start, start + word.length);
      // The member may now begin with `[` or `*`, which a field before it would take for its own.
      if (start === node.start) this.#rewrite.put(start, ";");
    }
  }

  #eraseThisParameter(parameter: Node | undefined): void {
    if (parameter?.type !== "Identifier" || parameter.name !== "this") return;
    this.#blank(parameter.start, parameter.end);
    const comma = skipTrivia(this.#text, parameter.end, this.#comments);
    if (this.#text[comma] === ",") this.#blank(comma, comma + 1);
  }

  /**
   * No line may end between `async` or `return` and the parameters, nor between them and `=>`: where an erased type
   * spans lines, the parenthesis moves to its other side.
   */
  #keepArrowOnItsLine(node: ArrowFunctionExpression): void {
    const { typeParameters, returnType } = node;
    if (typeParameters) {
      const opening = findCharacter(this.#text, "(", typeParameters.end, this.#comments);
      if (this.#spansLines(typeParameters.start, opening)) {
        this.#blank(typeParameters.start, opening + 1);
        this.#rewrite.put(typeParameters.start, "(");
      }
    }
    if (!returnType) return;
    const from = node.params.at(-1)?.end ?? typeParameters?.end ?? node.start;
    const closing = findCharacter(this.#text, ")", from, this.#comments);
    if (closing === -1 || !this.#spansLines(closing, returnType.end)) return;
    this.#blank(closing, returnType.end);
    this.#rewrite.put(returnType.end - 1, ")");
  }

  #spansLines(start: number, end: number): boolean {
    return /[\n\r\u2028\u2029]/.test(this.#text.slice(start, end));
  }
}

/** `const item of items as Item[]` of a loop; not the `var` that is a loop's whole body. */
function isLoopHead(node: Node, above: Node | undefined): boolean {
  return above?.type.startsWith("For") === true && "body" in above && above.body !== node;
}

function endsWithSemicolon(node: Node): boolean {
  switch (node.type) {
    case "ExpressionStatement":
    case "VariableDeclaration":
    case "ReturnStatement":
    case "ThrowStatement":
    case "PropertyDefinition":
    case "ExportDefaultDeclaration":
      return true;
    default:
      return false;
  }
}

/** The parser's own types say that only some patterns can be optional; any parameter can. */
function isOptional(node: { optional?: boolean }): boolean {
  return node.optional === true;
}
