import type { Node } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import type { ProgramForm } from "../forms.ts";
import type { ParsedProgram } from "../parse.ts";
import type { Binding, Scopes } from "../scope.ts";
import type { Constants } from "./constants.ts";
import type { Holders } from "./holders.ts";
import type { PromiseKind, Promises } from "./promises.ts";

/** Where the value of an expression is meant, and a promise is none. */
export type Misuse =
  /** `if (promise)`: always true. */
  | "condition"
  /** `${promise}`, `"" + promise`: always `[object Promise]`. */
  | "text"
  /** `promise * 2`, `promise === "x"`, `switch (promise)`. */
  | "operand"
  /** `{ ...promise }`: nothing. */
  | "spread"
  /** `JSON.stringify(promise)`, `Object.keys(promise)`. */
  | "argument"
  /** `console.log(promise)`. */
  | "log"
  /** `return { a: promise }` of the program itself. */
  | "result"
  /** `list.filter((x) => promise)`: always true. */
  | "predicate";

export type DroppedHow = "statement" | "void" | "variable" | "list" | "forEach";

/** What becomes of a promise. */
export type PromiseUse =
  | { kind: "used" }
  /** Nothing waits for it: it is a statement, or what holds it is never looked at. */
  | { kind: "dropped"; by: Node; how: DroppedHow }
  | { kind: "misused"; misuse: Misuse; at: Node };

export interface PromiseUses {
  /** @param expression something that is surely a promise, or a list of promises */
  of(expression: Node, kind: PromiseKind): PromiseUse;
  /** The expression whose value a node returns as the program's result, or gives as that: its statement, its arrow. */
  resultOf(node: Node): Node | null;
  /** Whether anything is done with what a name holds. */
  isUsed(binding: Binding): boolean;
  /** Whether a name that holds a promise is used as one anywhere. */
  isUsedAsPromise(binding: Binding): boolean;
}

const USED: PromiseUse = { kind: "used" };

const CHAINING = /^(?:then|catch|finally)$/;

/** Methods of lists that take what a callback returns for a truth value or an order. */
const JUDGING = /^(?:filter|find|findIndex|findLast|findLastIndex|some|every|sort|toSorted)$/;

/** Globals and methods that make something of a value which cannot be made of a promise. */
const READING_GLOBALS =
  /^(?:String|Number|BigInt|parseInt|parseFloat|isNaN|isFinite|structuredClone)$/;
const READING_METHODS = new Map([
  ["JSON", /^(?:stringify|parse)$/],
  ["Object", /^(?:keys|values|entries|fromEntries|groupBy)$/],
  ["Array", /^(?:isArray|from)$/],
  ["Math", /./],
  ["Number", /./],
]);

/** How many variables a promise is followed through. */
const MAX_STEPS = 8;

interface UsesInput {
  parsed: ParsedProgram;
  scopes: Scopes;
  form: ProgramForm;
  /** The functions whose returned value is the program's result. */
  results: ReadonlySet<Node>;
  constants: Constants;
  holders: Holders;
  promises: Promises;
  /** Whether something else may wait for what a node does. */
  tellsOthers(node: Node): boolean;
}

export function findPromiseUses(input: UsesInput): PromiseUses {
  const { form, results, constants, holders, promises } = input;
  const { parents } = input.parsed;
  const { declared } = input.scopes;
  const used = new Map<Binding, boolean>();
  const usedAsPromise = new Map<Binding, boolean>();
  let steps = 0;

  return { of, resultOf, isUsed, isUsedAsPromise };

  function of(expression: Node, kind: PromiseKind): PromiseUse {
    /** Whether the promise is in a list or an object by now. */
    let isInside = kind === "promises";
    let isVoid = false;
    let below = expression;
    for (let at = parents.get(below); at !== undefined; at = parents.get(at)) {
      switch (at.type) {
        case "ExpressionStatement":
          if (form.kind === "last-expression" && form.statement === at) {
            return isInside ? { kind: "misused", misuse: "result", at } : USED;
          }
          return dropped(below, at, isVoid ? "void" : "statement");
        case "ReturnStatement":
          return isInside && isReturnOfMain(at) ? { kind: "misused", misuse: "result", at } : USED;
        case "ArrowFunctionExpression":
          return ofReturned(at, isInside);
        case "VariableDeclarator":
          return at.init === below ? ofDeclared(at) : USED;
        case "SequenceExpression":
          if (at.expressions.at(-1) !== below) return dropped(below, at, "statement");
          break;
        case "UnaryExpression":
          if (at.operator === "void") {
            isVoid = true;
            break;
          }
          if (at.operator === "typeof" || at.operator === "delete") return USED;
          if (at.operator === "!") return misused(isInside, "condition", at);
          return misused(isInside, "operand", at);
        case "ConditionalExpression":
          if (at.test === below) return misused(isInside, "condition", at);
          break;
        case "LogicalExpression":
          if (at.left === below && at.operator === "&&") return misused(isInside, "condition", at);
          break;
        case "IfStatement":
        case "WhileStatement":
        case "DoWhileStatement":
          return misused(isInside, "condition", at);
        case "ForStatement":
          if (at.test === below) return misused(isInside, "condition", at);
          return dropped(below, at, "statement");
        case "ForInStatement":
          if (at.right !== below || isInside) return USED;
          return misused(isInside, "operand", at);
        case "SwitchStatement":
          return misused(isInside, "operand", at);
        case "BinaryExpression":
          return ofOperand(at, below, isInside);
        case "TemplateLiteral": {
          const above = parents.get(at);
          if (above?.type === "TaggedTemplateExpression") return USED;
          return { kind: "misused", misuse: "text", at };
        }
        case "SpreadElement": {
          if (isInside) break;
          return { kind: "misused", misuse: "spread", at };
        }
        case "Property":
          if (at.value !== below || parents.get(at)?.type !== "ObjectExpression") return USED;
          break;
        case "ObjectExpression":
        case "ArrayExpression":
          isInside = true;
          break;
        case "AwaitExpression":
          if (!isInside) return USED;
          break;
        case "MemberExpression": {
          if (at.object !== below) return USED;
          const call = isInside ? null : chainedCall(at);
          if (call === null) return USED;
          at = call;
          break;
        }
        case "CallExpression":
          if (at.callee !== below) return ofArgument(at, below, isInside);
          return USED;
        default:
          if (unwrap(at) !== unwrap(below)) return USED;
      }
      below = at;
    }
    return USED;
  }

  /** @param whole the expression as far as the promise goes: in it, something may be told that waits for it */
  function dropped(whole: Node, by: Node, how: DroppedHow): PromiseUse {
    return input.tellsOthers(whole) ? USED : { kind: "dropped", by, how };
  }

  /** The `.then(...)` of a promise, which gives another one. */
  function chainedCall(member: Extract<Node, { type: "MemberExpression" }>): Node | null {
    if (!CHAINING.test(staticKey(member.property, member.computed) ?? "")) return null;
    const call = parents.get(member);
    return call?.type === "CallExpression" && call.callee === member ? call : null;
  }

  function misused(isInside: boolean, misuse: Misuse, at: Node): PromiseUse {
    // A list is not nothing: `if (tasks)` means what it says.
    return isInside ? USED : { kind: "misused", misuse, at };
  }

  function ofOperand(
    operation: Extract<Node, { type: "BinaryExpression" }>,
    operand: Node,
    isInside: boolean,
  ): PromiseUse {
    const { operator, left, right } = operation;
    if (operator === "instanceof") return USED;
    if (operator === "in") {
      return right === operand ? misused(isInside, "operand", operation) : USED;
    }
    const other = unwrap(left === operand ? right : left);
    if (operator === "+" && (isInside || isText(other))) {
      return { kind: "misused", misuse: "text", at: operation };
    }
    // One promise may be compared to another.
    const isEquality = /^[!=]==?$/.test(operator);
    const isPlain = other.type === "Literal" || other.type === "TemplateLiteral";
    if (isEquality && !isPlain) return USED;
    const isNothing = other.type === "Literal" && other.value === null;
    return misused(isInside, isEquality && isNothing ? "condition" : "operand", operation);
  }

  function ofArgument(
    call: Extract<Node, { type: "CallExpression" }>,
    argument: Node,
    isInside: boolean,
  ): PromiseUse {
    const callee = unwrap(call.callee);
    if (callee.type === "Identifier") {
      const isReading =
        READING_GLOBALS.test(callee.name) && constants.isGlobal(callee, callee.name);
      return isReading ? { kind: "misused", misuse: "argument", at: call } : USED;
    }
    if (callee.type !== "MemberExpression") return USED;
    const name = staticKey(callee.property, callee.computed) ?? "";
    const object = unwrap(callee.object);
    if (object.type === "Identifier" && constants.isGlobal(object, object.name)) {
      if (object.name === "console") return { kind: "misused", misuse: "log", at: call };
      const isReading = READING_METHODS.get(object.name)?.test(name) === true;
      // `Object.entries({ a: tool() })` gives the promises back.
      if (isReading && (!isInside || object.name === "JSON")) {
        return { kind: "misused", misuse: "argument", at: call };
      }
    }
    if (name !== "push" && name !== "unshift") return USED;
    return argument.type === "SpreadElement" ? USED : ofPushed(call, object);
  }

  /** `tasks.push(tool())`, where nothing is ever done with `tasks`. */
  function ofPushed(call: Node, list: Node): PromiseUse {
    const binding = constants.bindingOf(list);
    if (binding === null || binding === undefined) return USED;
    if (holders.of(binding)?.literal.type !== "ArrayExpression" || isUsed(binding)) return USED;
    return dropped(call, binding.identifier, "list");
  }

  function ofDeclared(declarator: Extract<Node, { type: "VariableDeclarator" }>): PromiseUse {
    const binding = declared.get(declarator.id);
    if (binding === undefined || isUsed(binding)) return USED;
    return dropped(declarator, declarator.id, "variable");
  }

  function isUsed(binding: Binding): boolean {
    const known = used.get(binding);
    if (known !== undefined) return known;
    // What is asked for while it is being found out, or after too many steps, is taken to be used.
    used.set(binding, true);
    if (steps > MAX_STEPS) return true;
    steps += 1;
    const is = isExported(binding) || binding.references.some((one) => useOf(one) !== "dropped");
    steps -= 1;
    used.set(binding, is);
    return is;
  }

  function isUsedAsPromise(binding: Binding): boolean {
    let is = usedAsPromise.get(binding);
    if (is === undefined) {
      is = isExported(binding) || binding.references.some((one) => useOf(one) === "used");
      usedAsPromise.set(binding, is);
    }
    return is;
  }

  /** What one mention of a name does with what it holds. */
  function useOf(reference: Node): PromiseUse["kind"] {
    const parent = parents.get(reference);
    if (parent?.type === "MemberExpression" && parent.object === reference) {
      const name = staticKey(parent.property, parent.computed);
      if (name === "length") return "dropped";
      const call = parents.get(parent);
      if ((name === "push" || name === "unshift") && call?.type === "CallExpression") {
        const isStatement = parents.get(call)?.type === "ExpressionStatement";
        if (call.callee === parent && isStatement) return "dropped";
      }
    }
    return of(reference, promises.kindOf(reference) ?? "promise").kind;
  }

  function isExported({ declaration }: Binding): boolean {
    const statement = parents.get(declaration);
    return statement !== undefined && parents.get(statement)?.type === "ExportNamedDeclaration";
  }

  /** The body of an arrow function: what it returns. */
  function ofReturned(
    arrow: Extract<Node, { type: "ArrowFunctionExpression" }>,
    isInside: boolean,
  ): PromiseUse {
    if (results.has(arrow))
      return isInside ? { kind: "misused", misuse: "result", at: arrow } : USED;
    const call = parents.get(arrow);
    if (call?.type !== "CallExpression" || call.arguments[0] !== arrow || isInside) return USED;
    const callee = unwrap(call.callee);
    if (callee.type !== "MemberExpression" || arrow.async) return USED;
    const method = staticKey(callee.property, callee.computed) ?? "";
    if (method === "forEach") return dropped(arrow, callee.property, "forEach");
    if (JUDGING.test(method)) return { kind: "misused", misuse: "predicate", at: callee.property };
    return USED;
  }

  function resultOf(node: Node): Node | null {
    switch (node.type) {
      case "ReturnStatement":
        return isReturnOfMain(node) ? node.argument : null;
      case "ExpressionStatement":
        return form.kind === "last-expression" && form.statement === node ? node.expression : null;
      case "ArrowFunctionExpression":
        return results.has(node) && node.body.type !== "BlockStatement" ? node.body : null;
      default:
        return null;
    }
  }

  function isReturnOfMain(statement: Node): boolean {
    for (let at = parents.get(statement); at !== undefined; at = parents.get(at)) {
      switch (at.type) {
        case "FunctionDeclaration":
        case "FunctionExpression":
        case "ArrowFunctionExpression":
          return results.has(at);
        default:
      }
    }
    return true;
  }
}

function isText(node: Node): boolean {
  if (node.type === "TemplateLiteral") return true;
  if (node.type === "Literal") return typeof node.value === "string";
  return (
    node.type === "BinaryExpression" &&
    node.operator === "+" &&
    (isText(node.left) || isText(node.right))
  );
}
