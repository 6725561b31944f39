import { displayWidth, indexKey, numberLiteral, propertyKey, stringLiteral } from "./literals.ts";
import { printDoc } from "./print-doc.ts";
import type { NamedType, ObjectNode, TupleElement, TypeDeclaration, TypeNode } from "./types.ts";

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
      return this.#union(node.members, { indent, column: column + 1, tail: 1 }, " ");
    }
    const flat = this.#flatten(node);
    const isAtom = node.kind === "literal" || node.kind === "reference";
    if (isAtom && flat !== null && column + 1 + displayWidth(flat) + 1 > WIDTH) {
      return `\n${" ".repeat(indent + 2)}${flat}`;
    }
    return ` ${this.#print(node, { indent, column: column + 1, tail: 1 })}`;
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
          : this.#union(node.members, place, "").trimStart();
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
      return this.#union(node.members, { ...place, column: place.column + 1 }, " ");
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
    const indexes = node.indexes.map((index) => {
      const key = `${indexKey(index.prefix)}:`;
      const column = indent + displayWidth(key);
      return `${pad}${key}${this.#annotation(index.type, { indent, column, tail: 1 })};\n`;
    });
    return `{\n${[...members, ...indexes].join("")}${" ".repeat(place.indent)}}`;
  }

  /** @param lead what stands before the union when it stays on its line */
  #union(members: readonly TypeNode[], place: Place, lead: string): string {
    const flat = this.#flatten({ kind: "union", members: [...members] });
    if (flat !== null && this.#fits(flat, place)) return `${lead}${flat}`;
    return this.#brokenUnion(members, place.indent + 2, place.tail);
  }

  /** Each member on a line of its own, which begins with `|`. */
  #brokenUnion(members: readonly TypeNode[], indent: number, tail: number): string {
    const inner = indent + 2;
    return members
      .map((member, index) => {
        const isLast = index === members.length - 1;
        const place = { indent: inner, column: inner, tail: isLast ? tail : 0 };
        return `\n${" ".repeat(indent)}| ${this.#print(member, place)}`;
      })
      .join("");
  }

  /** An object beside `null` alone stays on the line. */
  #hugs(members: readonly TypeNode[]): boolean {
    const objects = members.filter((member) => member.kind === "object");
    const nulls = members.filter((member) => member.kind === "null");
    return objects.length === 1 && nulls.length === members.length - 1;
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
    if (items.kind === "union" && !this.#hugs(items.members)) {
      const broken = this.#brokenUnion(items.members, place.indent + 2, 0);
      return `(${broken}\n${" ".repeat(place.indent)})[]`;
    }
    const isWrapped = items.kind === "union" || items.kind === "intersection";
    if (!isWrapped) return `${this.#print(items, { ...place, tail: place.tail + 2 })}[]`;
    const inner = { ...place, column: place.column + 1, tail: place.tail + 3 };
    return `(${this.#print(items, inner)})[]`;
  }

  #tuple(elements: readonly TupleElement[], rest: TypeNode | null, place: Place): string {
    const indent = place.indent + 2;
    const pad = " ".repeat(indent);
    const alone = elements.length + (rest === null ? 0 : 1) === 1;
    const lines = elements.map((element) => {
      return `${pad}${this.#element(element, alone, { indent, column: indent, tail: 1 })},\n`;
    });
    if (rest !== null) {
      const items = this.#print(
        { kind: "array", items: rest },
        { indent, column: indent + 3, tail: 1 },
      );
      lines.push(`${pad}...${items},\n`);
    }
    return `[\n${lines.join("")}${" ".repeat(place.indent)}]`;
  }

  #element(element: TupleElement, alone: boolean, place: Place): string {
    const { type, optional } = element;
    const mark = optional ? "?" : "";
    const isUnion = type.kind === "union" && !this.#hugs(type.members);
    const flat = this.#flatElement(element);
    if (flat !== null && this.#fits(flat, place)) return flat;
    if (isUnion && (optional || !alone)) {
      const broken = this.#brokenUnion(type.members, place.indent + 2, 0);
      return `(${broken}\n${" ".repeat(place.indent)})${mark}`;
    }
    if (optional && (type.kind === "union" || type.kind === "intersection")) {
      return `(${this.#print(type, { ...place, column: place.column + 1, tail: place.tail + 2 })})?`;
    }
    return `${this.#print(type, { ...place, tail: place.tail + mark.length })}${mark}`;
  }

  #intersection(members: readonly TypeNode[], place: Place): string {
    return members
      .map((member) => {
        if (member.kind !== "union") return this.#print(member, place);
        const flat = this.#flatten(member);
        if (flat !== null) return `(${flat})`;
        const broken = this.#brokenUnion(member.members, place.indent + 2, 0);
        return `(${broken}\n${" ".repeat(place.indent)})`;
      })
      .join(" & ");
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
        return joined(
          node.members.map((member) => this.#flatten(member)),
          " | ",
        );
      case "intersection":
        return joined(
          node.members.map((member) => {
            const flat = this.#flatten(member);
            return flat === null || member.kind !== "union" ? flat : `(${flat})`;
          }),
          " & ",
        );
      default:
        return node.kind;
    }
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
      members.push(type === null ? null : `${indexKey(index.prefix)}: ${type}`);
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
