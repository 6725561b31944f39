import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "../ast.ts";
import type { Binding } from "../scope.ts";
import type { CompilerFinding, ExplainContext, Explainer } from "./context.ts";
import { listOf, methodOf, sourcesOf } from "./items.ts";
import { inputProperties } from "./signature.ts";

/** Methods of lists that give their callback an item first. */
const WITH_ROW = /^(?:map|forEach|filter|find|findLast|findIndex|some|every|flatMap)$/;

const CODES = new Set([2339, 2322, 2345, 2365]);

/**
 * `for (const [name, count] of [["a", 1], ["b", 2]])`: to the compiler each of the two is a string or a number. What is
 * written out in every row is what a name at that place is.
 */
export const explainTupleCell: Explainer = (finding, context) => {
  const { code, text, path } = finding;
  if (!CODES.has(code) || !/'(?:string \| number|number \| string)'/.test(text)) return undefined;
  if (isInUnfitInput(finding, context)) return undefined;
  const cells = cellsAt(finding, path);
  return cells.length > 0 && cells.every((cell) => isRight(cell, finding, context))
    ? null
    : undefined;
};

/** Whether it is about the input of a tool, of whose names the compiler says nothing beside a wrong value. */
function isInUnfitInput({ start }: CompilerFinding, { calls, slices }: ExplainContext): boolean {
  const around = calls.find(({ call }) => call.callee.end <= start && start < call.end);
  if (around === undefined) return false;
  const model = around.raw ? null : slices.tool(around.server, around.tool);
  const properties = model === null ? null : inputProperties(model);
  const [input] = around.call.arguments;
  if (properties === null || input?.type !== "ObjectExpression") return true;
  const given = input.properties.map((one) =>
    one.type === "Property" ? staticKey(one.key, one.computed) : null,
  );
  const known = new Set<string | null>(properties.map(({ name }) => name));
  const isWhole = properties.every(({ name, optional }) => optional || given.includes(name));
  return !isWhole || !given.every((name) => known.has(name));
}

/** The names that a message is about. */
function cellsAt({ code, first, start }: CompilerFinding, path: readonly Node[]): Node[] {
  if (code === 2365) {
    const [, operator, ...types] =
      /^Operator '(.+)' cannot be applied to types '(.+)' and '(.+)'\./.exec(first) ?? [];
    const operation = path.findLast(
      (node) =>
        node.type === "BinaryExpression" && node.start === start && node.operator === operator,
    );
    if (operation?.type !== "BinaryExpression") return [];
    return [operation.left, operation.right].filter((_, side) => types[side] !== "number");
  }
  for (const node of path.toReversed()) {
    if (node.type === "MemberExpression" && node.property.start === start) return [node.object];
    if (node.type === "Property" && node.key.start === start) return [node.value];
    if (node.type === "Identifier" && node.start === start && code !== 2339) {
      const above = path.at(-2);
      if (above?.type !== "Property" || above.value === node) return [node];
    }
  }
  return [];
}

function isRight(cell: Node, { code, last }: CompilerFinding, context: ExplainContext): boolean {
  const node = unwrap(cell);
  if (code === 2365) return kindOf(node, context) === "number";
  const kind = kindOf(node, context);
  if (code === 2339) return kind === "string" && / on type 'number'\.?$/.test(last);
  const wanted = / to (?:parameter of )?type '(string|number)(?: \| undefined)?'\.?$/.exec(
    last,
  )?.[1];
  return kind !== null && kind === wanted;
}

/** What a name surely is, that a pattern takes out of the rows of a list. */
function kindOf(name: Node, context: ExplainContext): "string" | "number" | null {
  const binding = context.scopes.resolved.get(name);
  if (!binding || !context.flow.constants.isNeverWritten(binding.identifier)) return null;
  const pattern = context.parsed.parents.get(binding.identifier);
  if (pattern?.type !== "ArrayPattern" || !isWholeItem(pattern, binding, context)) return null;
  const place = pattern.elements.findIndex((element) => element === binding.identifier);
  const list = listOf(binding, context);
  const rows = list === null ? undefined : sourcesOf(list, context).at(-1);
  if (rows?.type !== "ArrayExpression" || rows.elements.length === 0) return null;
  const kinds = new Set(rows.elements.map((row) => kindOfCell(row, place)));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : null;
}

/** Whether a pattern takes a row apart: what a callback is given first, or what a loop goes through. */
function isWholeItem(pattern: Node, { declaration }: Binding, { parsed }: ExplainContext): boolean {
  if (declaration.type === "VariableDeclarator") return declaration.id === pattern;
  if (!isFunction(declaration) || declaration.params[0] !== pattern) return false;
  const call = parsed.parents.get(declaration);
  return call !== undefined && WITH_ROW.test(methodOf(call) ?? "");
}

function kindOfCell(row: Node | null, place: number): "string" | "number" | null {
  const cells = row === null ? null : unwrap(row);
  if (cells?.type !== "ArrayExpression") return null;
  if (cells.elements.some((one) => one?.type === "SpreadElement")) return null;
  const cell = cells.elements[place];
  if (!cell) return null;
  if (cell.type === "TemplateLiteral") return "string";
  if (cell.type !== "Literal") return null;
  return typeof cell.value === "string" || typeof cell.value === "number"
    ? (typeof cell.value as "string" | "number")
    : null;
}
