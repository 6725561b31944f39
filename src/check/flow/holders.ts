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
  /** The calls of `push` and `unshift`. */
  pushes: Node[];
}

export interface Holders {
  /** `null` when the variable holds anything else, or when something that cannot be seen may change it. */
  of(binding: Binding): Holder | null;
  /** Whether an expression is the list of a call like `list.push(...)`. */
  isPushed(expression: Node): boolean;
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
    isPushed: (expression) => pushOf(outermost(expression)) !== null,
  };

  function read(binding: Binding): Holder | null {
    const literal = constants.valueOf(binding);
    if (literal?.type !== "ArrayExpression" && literal?.type !== "ObjectExpression") return null;
    const holder: Holder = { literal, items: [], fields: new Map(), computed: [], pushes: [] };
    if (!readLiteral(holder)) return null;
    const isSeen = binding.references.every((reference) => readUse(reference, holder));
    return isSeen ? holder : null;
  }

  function readUse(reference: Node, holder: Holder): boolean {
    const outer = outermost(reference);
    const member = parents.get(outer);
    if (member?.type !== "MemberExpression" || member.object !== outer) return isOnlyRead(outer);
    const name = staticKey(member.property, member.computed);
    const used = outermost(member);
    const parent = parents.get(used);
    if (parent?.type === "CallExpression" && parent.callee === used) {
      if (holder.literal.type !== "ArrayExpression") return false;
      if (pushOf(outer) === null) return READING.test(name ?? "");
      holder.pushes.push(parent);
      for (const item of parent.arguments) {
        if (item.type === "SpreadElement") return false;
        holder.items.push(item);
      }
      return true;
    }
    if (!isWriteTarget(used, parents)) return true;
    const isPlain = parent?.type === "AssignmentExpression" && parent.operator === "=";
    if (!isPlain || parent.left !== used) return false;
    if (name === null) holder.computed.push(parent.right);
    else addField(holder, name, parent.right);
    return true;
  }

  /** The call of `push` around a list. */
  function pushOf(list: Node): Node | null {
    const member = parents.get(list);
    if (member?.type !== "MemberExpression" || member.object !== list) return null;
    const name = staticKey(member.property, member.computed);
    if (name !== "push" && name !== "unshift") return null;
    const call = parents.get(member);
    return call?.type === "CallExpression" && call.callee === member ? call : null;
  }

  /** Whether an expression goes only to where it is looked at or returned, not to where it could be changed. */
  function isOnlyRead(expression: Node): boolean {
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
          return true;
        case "ForOfStatement":
          return at.right === below;
        case "VariableDeclarator":
          // Taken apart, it has no other name.
          return at.id.type !== "Identifier";
        case "ConditionalExpression":
          if (at.test === below) return true;
          break;
        case "CallExpression": {
          if (at.callee === below) return false;
          const callee = unwrap(at.callee);
          const object = callee.type === "MemberExpression" ? unwrap(callee.object) : callee;
          if (object.type !== "Identifier" || !LOOKING.has(object.name)) return false;
          if (!constants.isGlobal(object, object.name)) return false;
          return !/^(?:assign|defineProperty|defineProperties)$/.test(methodOf(callee));
        }
        case "Property":
        case "ObjectExpression":
        case "ArrayExpression":
        case "SpreadElement":
        case "AwaitExpression":
        case "LogicalExpression":
          break;
        default:
          if (unwrap(at) !== unwrap(below)) return false;
      }
      below = at;
    }
    return false;
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
