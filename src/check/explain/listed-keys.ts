import type { Node } from "oxc-parser";
import { isFunction, staticKey, unwrap } from "../ast.ts";
import type { CompilerFinding, ExplainContext } from "./context.ts";
import { possibleStrings } from "./literals.ts";
import { outputProperties } from "./signature.ts";

type Member = Extract<Node, { type: "MemberExpression" }>;

/**
 * Whether a value is looked into by names that it has, `Object.keys(issue).map((key) => issue[key])`, or that the program
 * lists, `["title", "state"].map((key) => issue[key])`. Only where no tool is held as a value anywhere: taken out of an
 * object by such a name, nothing would be known of its input.
 */
export function isListedKey(
  member: Member,
  { first }: CompilerFinding,
  context: ExplainContext,
): boolean {
  const [, type = ""] =
    /expression of type 'string' can't be used to index type '(.+?)'\./s.exec(first) ?? [];
  if (type === "" || /^(?:String|Number|Boolean)$/.test(type)) return false;
  if (!areOnlyCalled(context)) return false;
  const names = possibleStrings(member.property, [], context);
  if (names === null) return isOwnName(member.property, context);
  const owner = context.slices.toolOfType(type);
  if (owner === null || owner.tool.output?.name !== type) return true;
  const known = new Set(outputProperties(owner.tool)?.map((property) => property.name));
  return names.every((name) => known.has(name));
}

/** Whether servers and tools are nothing but called. */
function areOnlyCalled({ uses, parsed }: ExplainContext): boolean {
  return uses.uses.every(({ access }) => {
    const call = access === null ? undefined : parsed.parents.get(access);
    return call?.type === "CallExpression" && call.callee === access;
  });
}

/** The `key` of `for (const key in value)`, and of what goes through `Object.keys(value)`. */
function isOwnName(key: Node, { scopes, parsed, flow }: ExplainContext): boolean {
  const binding = scopes.resolved.get(unwrap(key));
  if (!binding || !flow.constants.isNeverWritten(binding.identifier)) return false;
  const { declaration, identifier } = binding;
  const parent = parsed.parents.get(declaration);
  if (declaration.type === "VariableDeclarator") {
    const loop = parent === undefined ? undefined : parsed.parents.get(parent);
    if (declaration.id !== identifier || declaration.init !== null) return false;
    if (loop?.type === "ForInStatement") return loop.left === parent;
    return loop?.type === "ForOfStatement" && isKeys(loop.right);
  }
  if (!isFunction(declaration) || declaration.params[0] !== identifier) return false;
  if (parent?.type !== "CallExpression" || parent.arguments[0] !== declaration) return false;
  return parent.callee.type === "MemberExpression" && isKeys(parent.callee.object);

  function isKeys(list: Node): boolean {
    let node = unwrap(list);
    while (node.type === "CallExpression" && node.callee.type === "MemberExpression") {
      const { object, property, computed } = node.callee;
      if (flow.constants.isGlobal(object, "Object")) {
        return staticKey(property, computed) === "keys";
      }
      node = unwrap(object);
    }
    return false;
  }
}
