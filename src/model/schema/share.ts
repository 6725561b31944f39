import { compareCodeUnits } from "../../json.ts";
import type { Doc, PropertyNode, TypeDeclaration, TypeNode } from "../types.ts";
import type { LoweredType, TypeOrigin } from "./lower.ts";

/** Types smaller than this are repeated rather than named: a name is one more thing to look up. */
const MIN_WEIGHT = 6;

/**
 * Names what stands in several places: a part that is the same node more than once becomes one declaration, so that
 * the printed type is never larger than its schema.
 *
 * @param nameFor an unused name for a declaration
 */
export function nameSharedTypes(
  lowered: LoweredType,
  nameFor: (hint: string) => string,
  describe: (origin: TypeOrigin) => Doc,
): { type: TypeNode; declarations: TypeDeclaration[] } {
  const roots = [lowered.type, ...lowered.declarations.map((declaration) => declaration.type)];
  const shared = findShared(roots);
  if (shared.size === 0 && lowered.declarations.length === 0) {
    return { type: lowered.type, declarations: [] };
  }
  const docs = new Map(lowered.declarations.map(({ name, doc }) => [name, doc]));
  const rebuilt = new Map<TypeNode, TypeNode>();
  const added: TypeDeclaration[] = [];

  const rebuild = (node: TypeNode): TypeNode => {
    const known = rebuilt.get(node);
    if (known !== undefined) return known;
    const origin = shared.has(node) ? lowered.origins.get(node) : undefined;
    if (origin === undefined) {
      const copy = withParts(node, rebuild, docs);
      rebuilt.set(node, copy);
      return copy;
    }
    const name = nameFor(origin.hint);
    const reference: TypeNode = { kind: "reference", name };
    rebuilt.set(node, reference);
    const doc = describe(origin);
    docs.set(name, doc);
    added.push({ name, doc, type: withParts(node, rebuild, docs) });
    return reference;
  };

  const type = withParts(lowered.type, rebuild, docs);
  const recursive = lowered.declarations.map((declaration) => ({
    ...declaration,
    type: withParts(declaration.type, rebuild, docs),
  }));
  const declarations = [...recursive, ...added];
  return { type, declarations: declarations.sort((a, b) => compareCodeUnits(a.name, b.name)) };
}

/** The structures that several places share and that are worth a name. */
function findShared(roots: readonly TypeNode[]): Set<TypeNode> {
  const seen = new Set<TypeNode>();
  const shared = new Set<TypeNode>();
  const weights = new Map<TypeNode, number>();
  const visit = (node: TypeNode): number => {
    if (seen.has(node)) {
      if ((weights.get(node) ?? 0) >= MIN_WEIGHT) shared.add(node);
      return weights.get(node) ?? 0;
    }
    seen.add(node);
    const weight = parts(node).reduce((sum, part) => sum + visit(part), 1 + ownWeight(node));
    weights.set(node, weight);
    return weight;
  };
  for (const root of roots) visit(root);
  return shared;
}

function ownWeight(node: TypeNode): number {
  return node.kind === "object" ? node.properties.length : 0;
}

function parts(node: TypeNode): TypeNode[] {
  switch (node.kind) {
    case "array":
      return [node.items];
    case "tuple":
      return [...node.elements.map((element) => element.type), ...(node.rest ? [node.rest] : [])];
    case "object":
      return [...node.properties, ...node.indexes].map((member) => member.type);
    case "union":
    case "intersection":
      return node.members;
    default:
      return [];
  }
}

function withParts(
  node: TypeNode,
  rebuild: (node: TypeNode) => TypeNode,
  docs: ReadonlyMap<string, Doc>,
): TypeNode {
  switch (node.kind) {
    case "array":
      return { kind: "array", items: rebuild(node.items) };
    case "tuple":
      return {
        kind: "tuple",
        elements: node.elements.map((one) => ({ ...one, type: rebuild(one.type) })),
        rest: node.rest === null ? null : rebuild(node.rest),
      };
    case "object":
      return {
        kind: "object",
        properties: node.properties.map((property) =>
          sayOnce({ ...property, type: rebuild(property.type) }, docs),
        ),
        indexes: node.indexes.map((index) => ({ ...index, type: rebuild(index.type) })),
      };
    case "union":
    case "intersection":
      return { kind: node.kind, members: node.members.map(rebuild) };
    default:
      return node;
  }
}

/** What a declaration's documentation says need not be said again where it is used. */
function sayOnce(property: PropertyNode, docs: ReadonlyMap<string, Doc>): PropertyNode {
  const doc = property.type.kind === "reference" ? docs.get(property.type.name) : undefined;
  if (doc === undefined) return property;
  const said = new Set(doc.tags.map((tag) => JSON.stringify(tag)));
  return {
    ...property,
    doc: {
      text: property.doc.text === doc.text ? "" : property.doc.text,
      tags: property.doc.tags.filter((tag) => !said.has(JSON.stringify(tag))),
    },
  };
}
