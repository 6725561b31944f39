import type { CallExpression, Node } from "oxc-parser";
import { isFunction, staticKey, unwrap, walk, type FunctionNode } from "../ast.ts";
import type { ParsedProgram } from "../parse.ts";
import type { Binding } from "../scope.ts";
import type { SdkIndex } from "../sdk-index.ts";
import type { ToolCalls } from "../tool-calls.ts";
import type { Constants } from "./constants.ts";
import type { Holder, Holders } from "./holders.ts";
import { first, remember } from "./memory.ts";
import { findMethods, type Methods } from "./methods.ts";
import { listTakenApart } from "./taken-apart.ts";

/** A promise, or a list of promises. */
export type PromiseKind = "promise" | "promises";

export interface Promises {
  /** What an expression surely is, as far as the tree tells; `null` for a value, or what cannot be seen. */
  kindOf(expression: Node): PromiseKind | null;
  /** A promise that is surely inside a value, on some branch at least: `{ a: tool() }`. Not the value itself. */
  insideOf(expression: Node): Node | null;
  /** The program's own function or method that a call calls. */
  targetOf(call: CallExpression): FunctionNode | null;
}

/** How far a value is followed through names, functions and fields. */
const MAX_STEPS = 40;

const CHAINING = /^(?:then|catch|finally)$/;
const COMBINING = /^(?:all|allSettled|race|any|resolve|reject)$/;
const MAPPING = /^(?:map|flatMap)$/;
/** Methods of lists that give some of the same items. */
const SAME_ITEMS = /^(?:filter|slice|toReversed|reverse|concat|flat)$/;
/** Methods of lists that give their callback an item first. */
const WITH_ITEM = /^(?:map|forEach|filter|find|findLast|some|every|flatMap)$/;

/** One pass and a memory for each node: the cost grows with the length of the program, whatever is asked. */
export function findPromises(
  parsed: ParsedProgram,
  constants: Constants,
  holders: Holders,
  calls: ToolCalls,
  index: SdkIndex,
): Promises {
  const finder = new PromiseFinder(parsed, constants, holders);
  for (const { call, server, tool } of calls) {
    // A tool that does not exist is told as that.
    if (index.servers.get(server)?.tools.has(tool) === true) finder.kinds.set(call, "promise");
  }
  return finder;
}

class PromiseFinder implements Promises {
  readonly kinds = new Map<Node, PromiseKind | null>();
  readonly #inside = new Map<Node, Node | null>();
  /** Of lists and objects: asked for at each mention of a name, found once. */
  readonly #ofHolders = new Map<Binding, PromiseKind | null>();
  readonly #ofFields = new Map<Binding, Map<string, PromiseKind | null>>();
  readonly #computed = new Map<Holder, PromiseKind | null>();
  readonly #insideHolders = new Map<Binding, Node | null>();
  readonly #giving = new Map<FunctionNode, boolean>();
  readonly #returns = new Map<FunctionNode, Node[]>();
  readonly #parsed: ParsedProgram;
  readonly #constants: Constants;
  readonly #holders: Holders;
  /** Names of methods and fields that the program itself defines: these may be anything. */
  readonly #ownNames: ReadonlySet<string>;
  readonly #methods: Methods;
  #steps = 0;

  constructor(parsed: ParsedProgram, constants: Constants, holders: Holders) {
    this.#parsed = parsed;
    this.#constants = constants;
    this.#holders = holders;
    this.#methods = findMethods(parsed, constants);
    this.#ownNames = this.#methods.names;
  }

  kindOf(expression: Node): PromiseKind | null {
    const node = unwrap(expression);
    const known = this.kinds.get(node);
    if (known !== undefined) return known;
    if (this.#steps > MAX_STEPS) return null;
    // What is asked for while it is being found out is a circle.
    this.kinds.set(node, null);
    const kind = this.#kindOf(node);
    this.kinds.set(node, kind);
    return kind;
  }

  #kindOf(node: Node): PromiseKind | null {
    switch (node.type) {
      case "CallExpression":
        return this.#kindOfCall(node);
      case "NewExpression":
        return this.#constants.isGlobal(node.callee, "Promise") ? "promise" : null;
      case "ArrayExpression":
        return this.#areAll(node.elements, "promise") ? "promises" : null;
      case "AwaitExpression":
        // Of a list, nothing is awaited.
        return this.kindOf(node.argument) === "promises" ? "promises" : null;
      case "ConditionalExpression": {
        const kind = this.kindOf(node.consequent);
        return kind !== null && this.kindOf(node.alternate) === kind ? kind : null;
      }
      case "LogicalExpression": {
        const left = this.kindOf(node.left);
        if (left === null) return null;
        if (node.operator !== "&&") return left;
        return this.kindOf(node.right);
      }
      case "SequenceExpression": {
        const last = node.expressions.at(-1);
        return last === undefined ? null : this.kindOf(last);
      }
      case "AssignmentExpression":
        return node.operator === "=" ? this.kindOf(node.right) : null;
      case "Identifier":
        return this.#follow(() => this.#kindOfName(node));
      case "MemberExpression":
        return this.#follow(() => this.#kindOfField(node));
      default:
        return null;
    }
  }

  #follow<T>(find: () => T): T {
    this.#steps += 1;
    try {
      return find();
    } finally {
      this.#steps -= 1;
    }
  }

  #kindOfCall(call: CallExpression): PromiseKind | null {
    const callee = unwrap(call.callee);
    if (callee.type === "MemberExpression") {
      const method = this.targetOf(call);
      if (method !== null) return this.#givesPromise(method) ? "promise" : null;
      const name = staticKey(callee.property, callee.computed);
      if (name === null) return null;
      if (this.#constants.isGlobal(callee.object, "Promise")) {
        return COMBINING.test(name) ? "promise" : null;
      }
      if (CHAINING.test(name)) return this.kindOf(callee.object) === "promise" ? "promise" : null;
      if (this.#isMapping(call)) return "promises";
      if (SAME_ITEMS.test(name) && this.kindOf(callee.object) === "promises") {
        return name === "concat" && call.arguments.length > 0 ? null : "promises";
      }
      return null;
    }
    return this.#follow(() => {
      const target = this.targetOf(call);
      return target !== null && this.#givesPromise(target) ? "promise" : null;
    });
  }

  targetOf(call: CallExpression): FunctionNode | null {
    const callee = unwrap(call.callee);
    return callee.type === "MemberExpression"
      ? this.#methods.of(callee)
      : this.#constants.functionOf(callee);
  }

  #isMapping(call: CallExpression): boolean {
    const callee = unwrap(call.callee);
    if (callee.type !== "MemberExpression") return false;
    const name = staticKey(callee.property, callee.computed) ?? "";
    const isFrom = name === "from" && this.#constants.isGlobal(callee.object, "Array");
    if (!isFrom && (!MAPPING.test(name) || this.#ownNames.has(name))) return false;
    const callback = call.arguments[isFrom ? 1 : 0];
    if (callback === undefined) return false;
    const target = this.#constants.functionOf(callback);
    return target !== null && this.#givesPromise(target);
  }

  #givesPromise(target: FunctionNode): boolean {
    if (target.generator) return false;
    if (target.async) return true;
    const known = this.#giving.get(target);
    if (known !== undefined) return known;
    this.#giving.set(target, false);
    const gives = this.#alwaysReturns(target) && this.#areAll(this.#returnsOf(target), "promise");
    this.#giving.set(target, gives);
    return gives;
  }

  /** Whether a function ends in a `return` or is one expression. */
  #alwaysReturns({ body }: FunctionNode): boolean {
    if (body === null) return false;
    return body.type !== "BlockStatement" || body.body.at(-1)?.type === "ReturnStatement";
  }

  /** What a function returns, nothing for a bare `return`. */
  #returnsOf(target: FunctionNode): Node[] {
    const known = this.#returns.get(target);
    if (known !== undefined) return known;
    const returns: Node[] = [];
    const { body } = target;
    if (body !== null && body.type !== "BlockStatement") returns.push(body);
    else if (body !== null) {
      walk(body, (node) => {
        if (node.type === "ReturnStatement") returns.push(node.argument ?? node);
        return !isFunction(node);
      });
    }
    this.#returns.set(target, returns);
    return returns;
  }

  #areAll(values: readonly (Node | null)[], kind: PromiseKind): boolean {
    return (
      values.length > 0 && values.every((value) => value !== null && this.kindOf(value) === kind)
    );
  }

  #kindOfName(name: Node): PromiseKind | null {
    const binding = this.#constants.bindingOf(name);
    if (binding === null || binding === undefined) return null;
    const value = this.#constants.valueOf(binding);
    if (value === null) return this.#isItem(binding) ? "promise" : null;
    if (value.type !== "ArrayExpression") return this.kindOf(value);
    return remember(this.#ofHolders, binding, null, () => {
      const holder = this.#holders.of(binding);
      if (holder === null || holder.fields.size > 0) return null;
      return this.#areAll([...holder.items, ...holder.computed], "promise") ? "promises" : null;
    });
  }

  /** Whether a name goes through the promises of a list, in a loop or as a callback's parameter, or is one of them. */
  #isItem({ declaration, identifier }: Binding): boolean {
    const { parents } = this.#parsed;
    if (declaration.type === "VariableDeclarator" && declaration.id === identifier) {
      const statement = parents.get(declaration);
      const loop = statement === undefined ? undefined : parents.get(statement);
      if (loop?.type !== "ForOfStatement" || loop.left !== statement || loop.await) return false;
      return this.#constants.isNeverWritten(identifier) && this.kindOf(loop.right) === "promises";
    }
    const list = listTakenApart({ declaration, identifier }, parents);
    if (list !== null) {
      return this.#constants.isNeverWritten(identifier) && this.kindOf(list) === "promises";
    }
    if (!isFunction(declaration) || declaration.params[0] !== identifier) return false;
    const call = parents.get(declaration);
    if (call?.type !== "CallExpression" || call.arguments[0] !== declaration) return false;
    const callee = unwrap(call.callee);
    if (callee.type !== "MemberExpression") return false;
    const method = staticKey(callee.property, callee.computed) ?? "";
    if (!WITH_ITEM.test(method) || this.#ownNames.has(method)) return false;
    return this.#constants.isNeverWritten(identifier) && this.kindOf(callee.object) === "promises";
  }

  /** A field of an object that the program wrote down, and that is only ever given promises. */
  #kindOfField(member: Extract<Node, { type: "MemberExpression" }>): PromiseKind | null {
    const name = staticKey(member.property, member.computed);
    const binding = this.#constants.bindingOf(member.object);
    if (binding === null || binding === undefined) return null;
    const holder = this.#holders.of(binding);
    if (holder === null) return null;
    if (holder.literal.type === "ArrayExpression") {
      return name !== null && /^\d+$/.test(name) && this.kindOf(member.object) === "promises"
        ? "promise"
        : null;
    }
    if (name === null) return null;
    const known = this.#ofFields.get(binding) ?? new Map<string, PromiseKind | null>();
    this.#ofFields.set(binding, known);
    return remember(known, name, null, () => {
      const values = holder.fields.get(name) ?? [];
      const computed = remember(this.#computed, holder, null, () =>
        holder.computed.every((value) => this.kindOf(value) === "promise") ? "promise" : null,
      );
      if (computed === null || values.length + holder.computed.length === 0) return null;
      return values.every((value) => this.kindOf(value) === "promise") ? "promise" : null;
    });
  }

  insideOf(expression: Node): Node | null {
    const node = unwrap(expression);
    const known = this.#inside.get(node);
    if (known !== undefined) return known;
    if (this.#steps > MAX_STEPS) return null;
    this.#inside.set(node, null);
    const inside = this.#insideOf(node);
    this.#inside.set(node, inside);
    return inside;
  }

  #insideOf(node: Node): Node | null {
    if (this.kindOf(node) === "promises") return node;
    switch (node.type) {
      case "ObjectExpression":
        return first(node.properties, (property) =>
          property.type === "Property" && property.kind === "init"
            ? this.#partOf(property.value)
            : null,
        );
      case "ArrayExpression":
        return first(node.elements, (element) =>
          element === null || element.type === "SpreadElement" ? null : this.#partOf(element),
        );
      case "ConditionalExpression":
        return this.insideOf(node.consequent) ?? this.insideOf(node.alternate);
      case "LogicalExpression":
        return this.insideOf(node.right);
      case "AwaitExpression":
        return this.insideOf(node.argument);
      case "CallExpression":
        return this.#follow(() => this.#insideOfCall(node));
      case "Identifier":
        return this.#follow(() => this.#insideOfName(node));
      default:
        return null;
    }
  }

  /** A part of a value that is a promise, or has one inside; on a branch, it is enough that the branch has. */
  #partOf(value: Node): Node | null {
    const node = unwrap(value);
    if (this.kindOf(node) !== null) return node;
    if (node.type === "ConditionalExpression") {
      return this.#partOf(node.consequent) ?? this.#partOf(node.alternate);
    }
    return this.insideOf(node);
  }

  /** `xs.map((x) => ({ x, text: tool(x) }))`, also given to `Object.fromEntries` or `Promise.all`. */
  #insideOfCall(call: CallExpression): Node | null {
    const callee = unwrap(call.callee);
    if (callee.type !== "MemberExpression") return null;
    const name = staticKey(callee.property, callee.computed) ?? "";
    const [given] = call.arguments;
    if (name === "fromEntries" && this.#constants.isGlobal(callee.object, "Object")) {
      return given === undefined ? null : this.insideOf(given);
    }
    if (COMBINING.test(name) && this.#constants.isGlobal(callee.object, "Promise")) {
      return given === undefined ? null : this.#insideOfItems(given);
    }
    if (!MAPPING.test(name) || this.#ownNames.has(name)) return null;
    const [callback] = call.arguments;
    const target = callback === undefined ? null : this.#constants.functionOf(callback);
    if (target === null || target.async || target.generator) return null;
    const returns = this.#returnsOf(target);
    return first(returns, (returned) => this.insideOf(returned));
  }

  /** What is deeper in a list than its items, for which `Promise.all` does not wait. */
  #insideOfItems(list: Node): Node | null {
    const node = unwrap(list);
    if (this.kindOf(node) !== null) return null;
    if (node.type === "CallExpression") return this.insideOf(node);
    if (node.type !== "ArrayExpression") return null;
    return first(node.elements, (item) =>
      item === null || item.type === "SpreadElement" || this.kindOf(item) !== null
        ? null
        : this.insideOf(item),
    );
  }

  #insideOfName(name: Node): Node | null {
    const binding = this.#constants.bindingOf(name);
    if (binding === null || binding === undefined) return null;
    return remember(this.#insideHolders, binding, null, () => this.#insideOfBinding(binding));
  }

  #insideOfBinding(binding: Binding): Node | null {
    const holder = this.#holders.of(binding);
    if (holder === null) {
      const value = this.#constants.valueOf(binding);
      // Another literal is one that something may change.
      return value === null || /^(?:Array|Object)Expression$/.test(value.type)
        ? null
        : value.type === "AwaitExpression" || value.type === "CallExpression"
          ? this.insideOf(value)
          : null;
    }
    if (holder.literal.type === "ArrayExpression") {
      // What is stored by an index may take the place of a promise.
      if (!holder.computed.every((value) => this.kindOf(value) === "promise")) return null;
      return first([...holder.items, ...holder.computed], (item) => this.#certain(item, holder));
    }
    const { fields, computed } = holder;
    if (!computed.every((value) => this.kindOf(value) === "promise")) return null;
    const [stored] = computed;
    if (stored !== undefined) return stored;
    return first([...fields.values()], (values) => {
      const inside = values.map((value) => this.#certain(value, holder));
      return inside.every((one) => one !== null) ? (inside[0] ?? null) : null;
    });
  }

  /** Of something in a holder: itself, or what is in it when nothing looks there. */
  #certain(value: Node, { isRead }: Holder): Node | null {
    if (this.kindOf(value) === "promise") return value;
    return isRead ? null : this.insideOf(value);
  }
}
