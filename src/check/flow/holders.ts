import type { Node } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import type { ParsedProgram } from "../parse.ts";
import type { Binding } from "../scope.ts";
import { isWriteTarget, type Constants } from "./constants.ts";

/** A list or an object that the program wrote down, and everything that is surely ever put into it. */
export interface Holder {
  literal: Extract<Node, { type: "ArrayExpression" | "ObjectExpression" }>;
  /** What the list has, and what is pushed into it. */
  items: Node[];
  /** By the name of the field, all the values it is given. */
  fields: Map<string, Node[]>;
  /** What is stored under names that are computed. */
  computed: Node[];
  /** Whether it is looked into: what is deeper in it may then be changed, piece by piece. */
  isRead: boolean;
}

export interface Holders {
  /** `null` when the variable holds anything else, or when something that cannot be seen may change it. */
  of(binding: Binding): Holder | null;
}

/** Methods of lists that leave the list as it is. */
const READING =
  /^(?:map|forEach|filter|slice|join|includes|indexOf|find|findLast|findIndex|some|every|concat|flat|flatMap|entries|keys|values|at|reduce|toSorted|toReversed|with)$/;

/** Globals that only look at what they are given. */
const LOOKING = new Set(["Promise", "console", "JSON", "Object", "String", "Array"]);

export function findHolders({ parents }: ParsedProgram, constants: Constants): Holders {
  const known = new Map<Binding, Holder | null>();

  return {
    of(binding) {
      let holder = known.get(binding);
      if (holder === undefined) {
        holder = read(binding);
        known.set(binding, holder);
      }
      return holder;
    },
  };

  function read(binding: Binding): Holder | null {
    const literal = constants.valueOf(binding);
    if (literal?.type !== "ArrayExpression" && literal?.type !== "ObjectExpression") return null;
    const holder: Holder = { literal, items: [], fields: new Map(), computed: [], isRead: false };
    if (!readLiteral(holder)) return null;
    const isSeen = binding.references.every((reference) => readUse(reference, holder));
    return isSeen ? holder : null;
  }

  function readUse(reference: Node, holder: Holder): boolean {
    const outer = outermost(reference);
    const member = parents.get(outer);
    if (member?.type !== "MemberExpression" || member.object !== outer) {
      const reader = readerOf(outer);
      if (reader?.type !== "ReturnStatement") holder.isRead = true;
      return reader !== null;
    }
    const name = staticKey(member.property, member.computed);
    const used = outermost(member);
    const parent = parents.get(used);
    if (parent?.type === "CallExpression" && parent.callee === used) {
      if (holder.literal.type !== "ArrayExpression") return false;
      if (name !== "push" && name !== "unshift") {
        holder.isRead = true;
        return READING.test(name ?? "");
      }
      for (const item of parent.arguments) {
        if (item.type === "SpreadElement") return false;
        holder.items.push(item);
      }
      return true;
    }
    if (!isWriteTarget(used, parents)) {
      holder.isRead ||= name !== "length";
      return true;
    }
    const isPlain = parent?.type === "AssignmentExpression" && parent.operator === "=";
    if (!isPlain || parent.left !== used) return false;
    if (name === null) holder.computed.push(parent.right);
    else addField(holder, name, parent.right);
    return true;
  }

  /** What looks at an expression or returns it; `null` where it could be changed. */
  function readerOf(expression: Node): Node | null {
    let below = expression;
    for (let at = parents.get(below); at !== undefined; at = parents.get(at)) {
      switch (at.type) {
        case "ReturnStatement":
        case "ExpressionStatement":
        case "TemplateLiteral":
        case "BinaryExpression":
        case "UnaryExpression":
        case "IfStatement":
        case "YieldExpression":
          return at;
        case "ForOfStatement":
          return at.right === below ? at : null;
        case "VariableDeclarator":
          // Taken apart, it has no other name.
          return at.id.type === "Identifier" ? null : at;
        case "ConditionalExpression":
          if (at.test === below) return at;
          break;
        case "CallExpression": {
          if (at.callee === below) return null;
          const callee = unwrap(at.callee);
          const object = callee.type === "MemberExpression" ? unwrap(callee.object) : callee;
          if (object.type !== "Identifier" || !LOOKING.has(object.name)) return null;
          if (!constants.isGlobal(object, object.name)) return null;
          return /^(?:assign|defineProperty|defineProperties)$/.test(methodOf(callee)) ? null : at;
        }
        case "Property":
        case "ObjectExpression":
        case "ArrayExpression":
        case "SpreadElement":
        case "AwaitExpression":
        case "LogicalExpression":
          break;
        default:
          if (unwrap(at) !== unwrap(below)) return null;
      }
      below = at;
    }
    return null;
  }

  function outermost(node: Node): Node {
    let outer = node;
    for (let at = parents.get(outer); at !== undefined; at = parents.get(at)) {
      if (at.type === "ChainExpression" || unwrap(at) === at) return outer;
      outer = at;
    }
    return outer;
  }
}

function methodOf(callee: Node): string {
  if (callee.type !== "MemberExpression") return "";
  return staticKey(callee.property, callee.computed) ?? "";
}

/** @returns `false` when not everything in the literal can be told */
function readLiteral(holder: Holder): boolean {
  const { literal } = holder;
  if (literal.type === "ArrayExpression") {
    for (const item of literal.elements) {
      if (item === null || item.type === "SpreadElement") return false;
      holder.items.push(item);
    }
    return true;
  }
  for (const property of literal.properties) {
    if (property.type !== "Property" || property.kind !== "init") return false;
    const name = staticKey(property.key, property.computed);
    if (name === null) holder.computed.push(property.value);
    else addField(holder, name, property.value);
  }
  return true;
}

function addField({ fields }: Holder, name: string, value: Node): void {
  const values = fields.get(name);
  if (values === undefined) fields.set(name, [value]);
  else values.push(value);
}
