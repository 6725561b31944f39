import { staticKey, unwrap } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

const TAKING = new Map([
  ["Object", /^(?:values|entries|getOwnPropertyDescriptors?)$/],
  ["Reflect", /^(?:get|apply|getOwnPropertyDescriptor)$/],
]);

/** `Object.values(github)[0](...)`: tools without their names, so without their types. `Object.keys` only lists them. */
export function checkComputedTools({ uses, parsed, flow, index }: RuleContext): Finding[] {
  return uses.uses.flatMap(({ server, node, access }) => {
    const call = access === null ? parsed.parents.get(node) : undefined;
    if (call?.type !== "CallExpression" || call.arguments[0] !== node) return [];
    const callee = unwrap(call.callee);
    if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return [];
    const { name } = callee.object;
    const method = staticKey(callee.property, callee.computed) ?? "";
    if (TAKING.get(name)?.test(method) !== true || !flow.constants.isGlobal(callee.object, name)) {
      return [];
    }
    const [first = "tool"] = index.servers.get(server)?.tools.keys() ?? [];
    return [
      findingAt(
        "CHECK_COMPUTED_TOOL",
        call,
        `Tools of \`${server}\` are taken without their names.`,
        `Write the name out: \`${server}.${first}(...)\`; to choose among several, use \`if\` or a map of functions.`,
      ),
    ];
  });
}
