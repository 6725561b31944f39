import ts from "typescript";
import { NO_DOC } from "../../src/model/docs.ts";
import type { IndexNode, PropertyNode, TupleElement, TypeNode } from "../../src/model/types.ts";

const KEYWORDS = new Map<ts.SyntaxKind, TypeNode>([
  [ts.SyntaxKind.UnknownKeyword, { kind: "unknown" }],
  [ts.SyntaxKind.NeverKeyword, { kind: "never" }],
  [ts.SyntaxKind.StringKeyword, { kind: "string" }],
  [ts.SyntaxKind.NumberKeyword, { kind: "number" }],
  [ts.SyntaxKind.BooleanKeyword, { kind: "boolean" }],
  [ts.SyntaxKind.UndefinedKeyword, { kind: "undefined" }],
]);

/** Reads the type alias that is the only statement of a text, without documentation. Throws for what is never printed. */
export function parseType(text: string): TypeNode {
  const file = ts.createSourceFile("t.ts", text, ts.ScriptTarget.Latest, true);
  const [statement, ...others] = file.statements;
  if (statement === undefined || others.length > 0 || !ts.isTypeAliasDeclaration(statement)) {
    throw new Error(`not one type alias: ${text}`);
  }
  return read(statement.type);
}

function read(node: ts.TypeNode): TypeNode {
  const keyword = KEYWORDS.get(node.kind);
  if (keyword !== undefined) return keyword;
  if (ts.isParenthesizedTypeNode(node)) return read(node.type);
  if (ts.isLiteralTypeNode(node)) return readLiteral(node.literal);
  if (ts.isTypeReferenceNode(node)) return { kind: "reference", name: node.typeName.getText() };
  if (ts.isArrayTypeNode(node)) return { kind: "array", items: read(node.elementType) };
  if (ts.isTupleTypeNode(node)) return readTuple(node.elements);
  if (ts.isUnionTypeNode(node)) return { kind: "union", members: node.types.map(read) };
  if (ts.isIntersectionTypeNode(node)) {
    return { kind: "intersection", members: node.types.map(read) };
  }
  if (ts.isTypeLiteralNode(node)) {
    return {
      kind: "object",
      properties: node.members.filter(ts.isPropertySignature).map(readProperty),
      indexes: node.members.filter(ts.isIndexSignatureDeclaration).map(readIndex),
    };
  }
  throw new Error(`never printed: ${ts.SyntaxKind[node.kind]}`);
}

function readLiteral(literal: ts.LiteralTypeNode["literal"]): TypeNode {
  if (literal.kind === ts.SyntaxKind.NullKeyword) return { kind: "null" };
  if (ts.isStringLiteral(literal)) return { kind: "literal", value: literal.text };
  if (literal.kind === ts.SyntaxKind.TrueKeyword) return { kind: "literal", value: true };
  if (literal.kind === ts.SyntaxKind.FalseKeyword) return { kind: "literal", value: false };
  return { kind: "literal", value: Number(literal.getText()) };
}

function readTuple(nodes: readonly ts.TypeNode[]): TypeNode {
  const elements: TupleElement[] = [];
  let rest: TypeNode | null = null;
  for (const node of nodes) {
    if (ts.isRestTypeNode(node) && ts.isArrayTypeNode(node.type))
      rest = read(node.type.elementType);
    else if (ts.isOptionalTypeNode(node)) elements.push({ type: read(node.type), optional: true });
    else elements.push({ type: read(node), optional: false });
  }
  return { kind: "tuple", elements, rest };
}

function readProperty(node: ts.PropertySignature): PropertyNode {
  const { name, type, questionToken } = node;
  if (type === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) {
    throw new Error(`never printed: ${node.getText()}`);
  }
  return { name: name.text, optional: questionToken !== undefined, type: read(type), doc: NO_DOC };
}

function readIndex(node: ts.IndexSignatureDeclaration): IndexNode {
  const key = node.parameters[0]?.type;
  const type = read(node.type);
  if (key === undefined || !ts.isTemplateLiteralTypeNode(key)) return { prefix: null, type };
  const [first] = key.templateSpans;
  if (first === undefined || key.templateSpans.length === 1) {
    return { prefix: key.head.text, type };
  }
  return { prefix: first.literal.text, anywhere: true, type };
}
