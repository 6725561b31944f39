import { displayWidth, indexKey, numberLiteral, propertyKey, stringLiteral } from "./literals.ts";
import { printDoc } from "./print-doc.ts";
import type {
  IndexNode,
  NamedType,
  ObjectNode,
  TupleElement,
  TypeDeclaration,
  TypeNode,
} from "./types.ts";

/** prettier's default. */
const WIDTH = 80;
/** Objects with more members than this get a line for each, even where they would fit on one. */
const MAX_INLINE_MEMBERS = 2;

export interface PrintOptions {
  docs: "full" | "none";
  /** Spaces before each line. Default 0. */
  indent?: number;
  /** Whether each declaration begins with `export`. Default: no, as in an ambient namespace. */
  exported?: boolean;
}

/**
 * A type and what it is made of as TypeScript declarations, each with a final line feed: exactly as prettier's
 * defaults would have them. Type aliases, not interfaces: they are assignable to index signatures, so that one tool's
 * result can be another's input, and two of one name are an error instead of one merged type.
 */
export function printNamedType(type: NamedType, options: PrintOptions): string {
  return [type, ...type.declarations].map((one) => printDeclaration(one, options)).join("");
}

function printDeclaration(declaration: TypeDeclaration, options: PrintOptions): string {
  const indent = options.indent ?? 0;
  const printer = new Printer(options.docs === "full");
  const doc = options.docs === "full" ? printDoc(declaration.doc, indent) : "";
  const head = `${options.exported === true ? "export " : ""}type ${declaration.name} =`;
  return `${doc}${" ".repeat(indent)}${head}${printer.aliased(declaration.type, indent, head)};\n`;
}

/** Where a type is printed: what stands around it decides where its lines break. */
interface Place {
  /** Spaces before a line that continues what contains the type. */
  indent: number;
  /** Column at which the type begins. */
  column: number;
  /** Columns of what follows it on its last line. */
  tail: number;
}

type UnionNode = Extract<TypeNode, { kind: "union" }>;

/** Breaks lines as prettier does: whatever does not fit on its line is broken from the outside in. */
class Printer {
  readonly #docs: boolean;
  readonly #flat = new Map<TypeNode, string | null>();

  constructor(docs: boolean) {
    this.#docs = docs;
  }

  /** The right side of a type alias, with what separates it from `=`. */
  aliased(node: TypeNode, indent: number, head: string): string {
    const column = indent + head.length;
    if (node.kind === "union" && !this.#hugs(node.members)) {
      return this.#union(node, { indent, column: column + 1, tail: 1 }, " ");
    }
    const text = this.#print(node, { indent, column: column + 1, tail: 1 });
    const [firstLine] = `${text};`.split("\n", 1) as [string];
    if (column + 1 + displayWidth(firstLine) <= WIDTH) return ` ${text}`;
    const next = indent + 2;
    return `\n${" ".repeat(next)}${this.#print(node, { indent: next, column: next, tail: 1 })}`;
  }

  #print(node: TypeNode, place: Place): string {
    const flat = this.#flatten(node);
    if (flat !== null && this.#fits(flat, place)) return flat;
    switch (node.kind) {
      case "array":
        return this.#array(node.items, place);
      case "tuple":
        return this.#tuple(node.elements, node.rest, place);
      case "object":
        return this.#object(node, place);
      case "intersection":
        return this.#intersection(node.members, place);
      case "union":
        return this.#hugs(node.members)
          ? this.#hugged(node.members, place)
          : this.#block(node, place);
      default:
        return flat ?? node.kind;
    }
  }

  #fits(flat: string, place: Place): boolean {
    return place.column + displayWidth(flat) + place.tail <= WIDTH;
  }

  /** A property's or index signature's type, with what separates it from `:`. */
  #annotation(node: TypeNode, place: Place): string {
    if (node.kind === "union" && !this.#hugs(node.members)) {
      return this.#union(node, { ...place, column: place.column + 1 }, " ");
    }
    return ` ${this.#print(node, { ...place, column: place.column + 1 })}`;
  }

  #object(node: ObjectNode, place: Place): string {
    const indent = place.indent + 2;
    const pad = " ".repeat(indent);
    const members = node.properties.map((property) => {
      const doc = this.#docs ? printDoc(property.doc, indent) : "";
      const key = `${propertyKey(property.name)}${property.optional ? "?" : ""}:`;
      const column = indent + displayWidth(key);
      return `${doc}${pad}${key}${this.#annotation(property.type, { indent, column, tail: 1 })};\n`;
    });
    const indexes = node.indexes.map((index) => `${pad}${this.#index(index, indent)};\n`);
    return `{\n${[...members, ...indexes].join("")}${" ".repeat(place.indent)}}`;
  }

  /** An index signature; its key is broken when that is all that can be. */
  #index(index: IndexNode, indent: number): string {
    const key = indexKey(index);
    const column = indent + displayWidth(key) + 1;
    const annotation = this.#annotation(index.type, { indent, column, tail: 1 });
    const [line = "", ...more] = annotation.split("\n");
    const tail = more.length === 0 ? 1 : 0;
    if (column + displayWidth(line) + tail <= WIDTH) return `${key}:${annotation}`;
    const pad = " ".repeat(indent);
    const after = this.#annotation(index.type, { indent, column: indent + 2, tail: 1 });
    return `[\n${pad}  ${key.slice(1, -1)}\n${pad}]:${after}`;
  }

  /**
   * A union after `=` or `:`: on its line, else whole on the next one, else each member on its own.
   *
   * @param lead what stands before the union when it stays on its line
   */
  #union(node: UnionNode, place: Place, lead: string): string {
    const flat = this.#flatten(node);
    if (flat !== null && this.#fits(flat, place)) return `${lead}${flat}`;
    const indent = place.indent + 2;
    return `\n${" ".repeat(indent)}${this.#block(node, { indent, column: indent, tail: place.tail })}`;
  }

  /** A union in parentheses: on its line, else on lines between them. */
  #parenthesizedUnion(node: UnionNode, place: Place): string {
    const flat = this.#flatten(node);
    if (flat !== null && this.#fits(`(${flat})`, place)) return `(${flat})`;
    const indent = place.indent + 2;
    const block = this.#block(node, { indent, column: indent, tail: 0 });
    return `(\n${" ".repeat(indent)}${block}\n${" ".repeat(place.indent)})`;
  }

  /** A union that begins a line: whole on it, else each member on a line of its own, which begins with `|`. */
  #block(node: UnionNode, place: Place): string {
    const flat = this.#flatten(node);
    if (flat !== null && this.#fits(flat, place)) return flat;
    const inner = place.indent + 2;
    return node.members
      .map((member, index) => {
        const isLast = index === node.members.length - 1;
        const at = { indent: inner, column: inner, tail: isLast ? place.tail : 0 };
        const text =
          member.kind === "intersection"
            ? `(${this.#print(member, { ...at, column: inner + 1, tail: at.tail + 1 })})`
            : this.#print(member, at);
        return `| ${text}`;
      })
      .join(`\n${" ".repeat(place.indent)}`);
  }

  /** An object or a name beside `null` alone stays on the line. */
  #hugs(members: readonly TypeNode[]): boolean {
    const held = members.filter((member) => member.kind !== "null");
    const [first] = held;
    return held.length === 1 && (first?.kind === "object" || first?.kind === "reference");
  }

  #hugged(members: readonly TypeNode[], place: Place): string {
    return members
      .map((member, index) => {
        const after = members.slice(index + 1).map((other) => ` | ${this.#flatten(other) ?? ""}`);
        return this.#print(member, { ...place, tail: place.tail + after.join("").length });
      })
      .join(" | ");
  }

  #array(items: TypeNode, place: Place): string {
    return `${this.#operand(items, { ...place, tail: place.tail + 2 })}[]`;
  }

  /** What stands before `[]` or `?`, in parentheses where it must be. */
  #operand(node: TypeNode, place: Place): string {
    if (node.kind === "union" && !this.#hugs(node.members)) {
      return this.#parenthesizedUnion(node, place);
    }
    if (node.kind !== "union" && node.kind !== "intersection") return this.#print(node, place);
    return `(${this.#print(node, { ...place, column: place.column + 1, tail: place.tail + 1 })})`;
  }

  #tuple(elements: readonly TupleElement[], rest: TypeNode | null, place: Place): string {
    const indent = place.indent + 2;
    const pad = " ".repeat(indent);
    const isAlone = elements.length === 1 && rest === null;
    const lines = elements.map((element) => {
      return `${pad}${this.#element(element, isAlone, { indent, column: indent, tail: 1 })},\n`;
    });
    if (rest !== null) {
      const array: TypeNode = { kind: "array", items: rest };
      lines.push(`${pad}...${this.#print(array, { indent, column: indent + 3, tail: 1 })},\n`);
    }
    return `[\n${lines.join("")}${" ".repeat(place.indent)}]`;
  }

  #element(element: TupleElement, isAlone: boolean, place: Place): string {
    const { type, optional } = element;
    if (optional) return `${this.#operand(type, { ...place, tail: place.tail + 1 })}?`;
    if (type.kind !== "union" || this.#hugs(type.members)) return this.#print(type, place);
    const flat = this.#flatten(type);
    if (flat !== null && this.#fits(flat, place)) return flat;
    return isAlone ? this.#block(type, place) : this.#parenthesizedUnion(type, place);
  }

  #intersection(members: readonly TypeNode[], place: Place): string {
    let column = place.column;
    const texts = members.map((member, index) => {
      const isLast = index === members.length - 1;
      const tail = isLast ? place.tail : " & (".length;
      const text =
        member.kind === "union"
          ? this.#parenthesizedUnion(member, { ...place, column, tail })
          : this.#print(member, { ...place, column, tail });
      const lineStart = text.lastIndexOf("\n") + 1;
      const from = lineStart === 0 ? column : 0;
      column = from + displayWidth(text.slice(lineStart)) + " & ".length;
      return text;
    });
    return texts.join(" & ");
  }

  /** The type on one line, or `null` where it is always broken. */
  #flatten(node: TypeNode): string | null {
    const known = this.#flat.get(node);
    if (known !== undefined) return known;
    const flat = this.#flattenNew(node);
    this.#flat.set(node, flat);
    return flat;
  }

  #flattenNew(node: TypeNode): string | null {
    switch (node.kind) {
      case "literal":
        return printLiteral(node.value);
      case "reference":
        return node.name;
      case "array": {
        const items = this.#flatten(node.items);
        return items === null ? null : `${parenthesized(node.items, items)}[]`;
      }
      case "tuple": {
        const elements = node.elements.map((element) => this.#flatElement(element));
        const rest = node.rest === null ? null : this.#flatten({ kind: "array", items: node.rest });
        if (elements.includes(null) || (node.rest !== null && rest === null)) return null;
        return `[${[...elements, ...(rest === null ? [] : [`...${rest}`])].join(", ")}]`;
      }
      case "object":
        return this.#flatObject(node);
      case "union":
        return this.#flatMembers(node.members, "intersection", " | ");
      case "intersection":
        return this.#flatMembers(node.members, "union", " & ");
      default:
        return node.kind;
    }
  }

  /** @param wrapped the kind of members that stand in parentheses */
  #flatMembers(
    members: readonly TypeNode[],
    wrapped: "union" | "intersection",
    separator: string,
  ): string | null {
    const texts = members.map((member) => {
      const flat = this.#flatten(member);
      return flat === null || member.kind !== wrapped ? flat : `(${flat})`;
    });
    return joined(texts, separator);
  }

  #flatElement(element: TupleElement): string | null {
    const flat = this.#flatten(element.type);
    if (flat === null || !element.optional) return flat;
    return `${parenthesized(element.type, flat)}?`;
  }

  #flatObject(node: ObjectNode): string | null {
    const size = node.properties.length + node.indexes.length;
    if (size > MAX_INLINE_MEMBERS) return null;
    const members: (string | null)[] = [];
    for (const property of node.properties) {
      if (this.#docs && (property.doc.text !== "" || property.doc.tags.length > 0)) return null;
      const type = this.#flatten(property.type);
      const key = `${propertyKey(property.name)}${property.optional ? "?" : ""}`;
      members.push(type === null ? null : `${key}: ${type}`);
    }
    for (const index of node.indexes) {
      const type = this.#flatten(index.type);
      members.push(type === null ? null : `${indexKey(index)}: ${type}`);
    }
    const body = joined(members, "; ");
    return body === null ? null : `{ ${body} }`;
  }
}

function joined(parts: readonly (string | null)[], separator: string): string | null {
  return parts.includes(null) ? null : parts.join(separator);
}

function parenthesized(node: TypeNode, text: string): string {
  return node.kind === "union" || node.kind === "intersection" ? `(${text})` : text;
}

export function printLiteral(value: string | number | boolean): string {
  if (typeof value === "string") return stringLiteral(value);
  return typeof value === "number" ? numberLiteral(value) : String(value);
}
