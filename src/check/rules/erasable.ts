import type { Node } from "oxc-parser";
import { walk } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

/** TypeScript that is more than types: it would have to be compiled, and a program is only stripped of its types. */
export function checkErasable({ parsed }: RuleContext): Finding[] {
  const findings: Finding[] = [];
  walk(parsed.program, (node) => {
    const found = unerasable(node);
    if (found !== null) findings.push(findingAt("CHECK_NOT_ERASABLE", node, ...found));
  });
  return findings;
}

function unerasable(node: Node): [message: string, hint: string] | null {
  switch (node.type) {
    case "TSEnumDeclaration":
      if (node.declare) return null;
      return [
        "`enum` is not available in a program.",
        `Write \`const ${node.id.name} = { ... } as const;\` or a union of strings.`,
      ];
    case "TSParameterProperty":
      return [
        "A constructor's parameter cannot declare a property in a program.",
        "Declare the property in the class and assign it in the constructor.",
      ];
    case "Decorator":
      return [
        "Decorators are not available in a program.",
        "Remove it, or call the function yourself.",
      ];
    case "AccessorProperty":
      return ["`accessor` is not available in a program.", "Write a plain property."];
    default:
      return null;
  }
}
