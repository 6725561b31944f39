import type { CallExpression, Node } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { isOwnData } from "./own-data.ts";
import { quoteSource, shortSource } from "./sources.ts";

/** What is often taken for something else: of JavaScript itself, not of a tool. */
export const explainBuiltin: Explainer = (finding, context) => {
  switch (finding.code) {
    case 2339:
      return (
        indexOfLoop(finding, context) ??
        fieldOfNothing(finding, context) ??
        takenFromMatch(finding, context) ??
        settledObject(finding)
      );
    case 2365:
      return comparedText(finding, context);
    case 2345:
      return (
        comparator(finding) ??
        itemByName(finding, context) ??
        parsedResult(finding, context) ??
        textForNumber(finding, context)
      );
    case 2769:
      return settledObject(finding) ?? reducedText(finding);
    case 7015:
      return namedItem(finding, context);
    case 2538:
      return answerAsIndex(finding, context);
    default:
      return undefined;
  }
};

/** `for (const i in list) i.name` */
function indexOfLoop({ path, start }: CompilerFinding, context: ExplainContext) {
  const member = path.findLast(
    (node) => node.type === "MemberExpression" && node.property.start === start,
  );
  if (member?.type !== "MemberExpression") return undefined;
  const declarator = context.flow.constants.bindingOf(member.object)?.declaration;
  const list = declarator && context.parsed.parents.get(declarator);
  const loop = list && context.parsed.parents.get(list);
  if (loop?.type !== "ForInStatement" || loop.left !== list) return undefined;
  const name = quoteSource(member.object, context);
  return {
    code: "CHECK_TYPE" as const,
    key: `index ${loop.start}`,
    message: `${name} is an index or a name, which is a string: \`in\` does not give the items.`,
    hint: "Write `of` instead of `in`.",
  };
}

/** `load().name`, where `load` returns nothing. */
function fieldOfNothing({ first, path, start }: CompilerFinding, context: ExplainContext) {
  if (!first.endsWith(" on type 'void'.")) return undefined;
  const member = path.findLast(
    (node) => node.type === "MemberExpression" && node.property.start === start,
  );
  if (member?.type !== "MemberExpression") return undefined;
  return {
    code: "CHECK_TYPE" as const,
    key: `nothing ${member.object.start}`,
    message: `${quoteSource(member.object, context)} is nothing: the function that it comes from returns no value.`,
    hint: "Add a `return` to that function.",
  };
}

/** `const { groups } = text.match(...)` */
function takenFromMatch({ first, path }: CompilerFinding, context: ExplainContext) {
  const kind = / on type '.* \| (null|undefined)'\.$/.exec(first)?.[1];
  const declarator = path.findLast((node) => node.type === "VariableDeclarator");
  if (kind === undefined || declarator?.type !== "VariableDeclarator") return undefined;
  const { id, init } = declarator;
  if (id.type !== "ObjectPattern" || init === null || !path.includes(id)) return undefined;
  return {
    code: "CHECK_NULLABLE" as const,
    key: `nullable ${init.start}`,
    message: `${quoteSource(init, context)} may be ${kind}, and nothing can be taken out of that.`,
    hint: "Keep it in a constant, and check that before something is read from it.",
  };
}

/** `Promise.all({ a: one(), b: two() })` */
function settledObject({ code, first, text, path }: CompilerFinding): Explanation | undefined {
  const isField = code === 2339 && first.endsWith(" on type 'unknown[] | []'.");
  const isGiven = code === 2769 && text.includes("in type 'Iterable<unknown>'");
  if (!isField && !isGiven) return undefined;
  const declarator = path.findLast((node) => node.type === "VariableDeclarator");
  return {
    code: "CHECK_TYPE",
    key: `settled ${declarator?.start}`,
    message: "`Promise.all` and the like take a list of promises, not an object.",
    hint: "Write `const [a, b] = await Promise.all([...])`.",
  };
}

/** `row.qty > 3`, where it is a text. */
function comparedText({ first, path }: CompilerFinding, context: ExplainContext) {
  const kinds =
    /^Operator '(.+)' cannot be applied to types '(string|number)' and '(string|number)'\.$/;
  const [, operator, left] = kinds.exec(first) ?? [];
  const operation = path.findLast((node) => node.type === "BinaryExpression");
  if (operator === undefined || operation?.type !== "BinaryExpression") return undefined;
  const text = unwrap(left === "string" ? operation.left : operation.right);
  const source = shortSource(text, context);
  return {
    code: "CHECK_TYPE" as const,
    key: `compared ${operation.start}`,
    message: `${quoteSource(text, context)} is a string, and \`${operator}\` takes it for a number.`,
    hint: `Write \`Number(${source ?? "..."})\`.`,
  };
}

/** `Math.max(row.qty)`, where it is a text. */
function textForNumber({ first, path, start }: CompilerFinding, { flow, parsed }: ExplainContext) {
  const call = callAt(path, start);
  if (call?.callee.type !== "MemberExpression") return undefined;
  if (!flow.constants.isGlobal(call.callee.object, "Math")) return undefined;
  if (
    !first.startsWith("Argument of type 'string' is not assignable to parameter of type 'number'")
  )
    return undefined;
  return {
    code: "CHECK_TYPE" as const,
    key: `number ${call.start}`,
    message: `\`${parsed.text.slice(call.callee.start, call.callee.end)}\` takes numbers, and strings are given.`,
    hint: "Make numbers of them first, with `Number(...)`.",
  };
}

/** `rows.reduce((sum, row) => sum + row[3], 0)`, where a text is added to the sum. */
function reducedText({ last, path }: CompilerFinding): Explanation | undefined {
  if (!last.startsWith("Type 'string' is not assignable to type 'number'")) return undefined;
  const call = path.findLast(
    (node): node is CallExpression =>
      node.type === "CallExpression" && /^reduce(?:Right)?$/.test(methodOf(node)),
  );
  if (call === undefined) return undefined;
  return {
    code: "CHECK_TYPE",
    key: `reduced ${call.start}`,
    message: "The callback of `reduce` gives a string, and it starts with a number.",
    hint: "Make numbers of texts before they are added, with `Number(...)`.",
  };
}

/** `list.sort((a, b) => a.name > b.name)` */
function comparator({ text, path, start }: CompilerFinding): Explanation | undefined {
  const call = callAt(path, start);
  if (call === null || !/^(?:sort|toSorted)$/.test(methodOf(call))) return undefined;
  if (!/Type 'boolean' is not assignable to type 'number'\.?$/.test(text.trimEnd()))
    return undefined;
  return {
    code: "CHECK_TYPE",
    key: `comparator ${call.start}`,
    message: `The callback of \`${methodOf(call)}\` gives true or false, and must give a number.`,
    hint: "Write `a.localeCompare(b)` for texts, `a - b` for numbers.",
  };
}

/** `list.includes("x")`, where the items are objects. */
function itemByName({ first, path, start }: CompilerFinding, context: ExplainContext) {
  const call = callAt(path, start);
  const [given] = call?.arguments ?? [];
  if (call === null || given === undefined || !/^(?:includes|indexOf)$/.test(methodOf(call)))
    return undefined;
  if (!/^Argument of type '(?:string|".*")' is not assignable to parameter of type '\{/.test(first))
    return undefined;
  return ofItems(listOf(call), given, "some", context);
}

/** `["no", "yes"][count > 3]` */
function answerAsIndex({ first, path, start }: CompilerFinding, context: ExplainContext) {
  const member = path.findLast(
    (node) => node.type === "MemberExpression" && node.computed && node.property.start === start,
  );
  if (!first.startsWith("Type 'boolean'") || member?.type !== "MemberExpression") return undefined;
  const object = shortSource(member.object, context) ?? "...";
  const asked = shortSource(member.property, context) ?? "...";
  return {
    code: "CHECK_TYPE" as const,
    key: `answer ${start}`,
    message: `${quoteSource(member.property, context)} is true or false, which is no index.`,
    hint: `Write \`${object}[${asked} ? 1 : 0]\`, or choose with \`?\` and \`:\`.`,
  };
}

/** `list["Ada"]` */
function namedItem({ path, start }: CompilerFinding, context: ExplainContext) {
  const member = path.findLast(
    (node) => node.type === "MemberExpression" && node.computed && node.property.start === start,
  );
  if (member?.type !== "MemberExpression") return undefined;
  const list = unwrap(member.object);
  if (context.flow.constants.bindingOf(list) && isOwnData(list, context)) {
    const name = quoteSource(list, context);
    return {
      code: "CHECK_TYPE" as const,
      key: `items ${name}`,
      message: `${name} is a list: what it holds by a name is none of its items, and is not returned.`,
      hint: `Declare it as an object: \`${name.replaceAll("`", "")} = {}\`.`,
    };
  }
  return ofItems(member.object, member.property, "find", context);
}

function ofItems(list: Node, given: Node, method: string, context: ExplainContext): Explanation {
  const name = shortSource(list, context) ?? "list";
  const wanted = shortSource(given, context) ?? "...";
  return {
    code: "CHECK_TYPE",
    key: `items ${list.start}`,
    message: `${quoteSource(list, context)} is a list of objects: none of them is known by a name.`,
    hint: `Compare a field of theirs: \`${name}.${method}((one) => one.name === ${wanted})\`.`,
  };
}

/** `tool(...).then(JSON.parse)`, where the result is an object. */
function parsedResult({ text, path, start }: CompilerFinding, { parsed }: ExplainContext) {
  const call = callAt(path, start);
  const [given] = call?.arguments ?? [];
  if (call === null || given === undefined || methodOf(call) !== "then") return undefined;
  if (parsed.text.slice(given.start, given.end) !== "JSON.parse") return undefined;
  const type = /Type '(\w+)' is not assignable to type 'string'/.exec(text)?.[1];
  if (type === undefined) return undefined;
  return {
    code: "CHECK_RESULT" as const,
    key: `parsed ${call.start}`,
    message: `The result is an object, \`${type}\`, no JSON text.`,
    hint: "Leave out `JSON.parse`, or parse a field of it that is a text: `.then((result) => JSON.parse(result.content))`.",
  };
}

/** The call one of whose arguments begins there. */
function callAt(path: readonly Node[], start: number): CallExpression | null {
  const call = path.findLast(
    (node): node is CallExpression =>
      node.type === "CallExpression" && node.arguments.some((one) => one.start === start),
  );
  return call ?? null;
}

function methodOf({ callee }: CallExpression): string {
  return callee.type === "MemberExpression"
    ? (staticKey(callee.property, callee.computed) ?? "")
    : "";
}

function listOf({ callee }: CallExpression): Node {
  return callee.type === "MemberExpression" ? callee.object : callee;
}
