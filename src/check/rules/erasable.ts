import type { Node, TSEnumDeclaration } from "oxc-parser";
import { staticKey, walk } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

/** The longest members of an enum that are written out as an object, in characters. */
const MAX_MEMBERS = 100;

/** TypeScript that is more than types: it would have to be compiled, and a program is only stripped of its types. */
export function checkErasable({ parsed }: RuleContext): Finding[] {
  const findings: Finding[] = [];
  walk(parsed.program, (node) => {
    const found = unerasable(node);
    if (found !== null) findings.push(findingAt("CHECK_NOT_ERASABLE", node, ...found));
    if (changesOrder(node)) {
      findings.push(
        findingAt(
          "CHECK_SYNTAX",
          node,
          "A type before `**` needs parentheses: without it, the operators would be read in another order.",
          "Write `(value as Type) ** power`.",
        ),
      );
    }
  });
  return findings;
}

/** The object and the type that do what an enum does; its members are left out where they are many or computed. */
function asObject({ id: { name }, body }: TSEnumDeclaration): string {
  const members: string[] = [];
  let next = 0;
  for (const { id, initializer } of body.members) {
    const key = staticKey(id, false);
    const value = initializer === null ? next : valueOf(initializer);
    if (key === null || value === null) break;
    if (typeof value === "number") next = value + 1;
    members.push(`${/^[\w$]+$/.test(key) ? key : JSON.stringify(key)}: ${JSON.stringify(value)}`);
  }
  const written = members.join(", ");
  const isAll = members.length === body.members.length && written.length <= MAX_MEMBERS;
  const object = isAll && written !== "" ? `{ ${written} }` : "{ ... }";
  return `const ${name} = ${object} as const; type ${name} = (typeof ${name})[keyof typeof ${name}];`;
}

function valueOf(initializer: Node): string | number | null {
  if (initializer.type !== "Literal") return null;
  const { value } = initializer;
  return typeof value === "string" || typeof value === "number" ? value : null;
}

/** `2 ** 3 as number ** 2` is 64 with its type and 512 without. All other operators keep their order. */
function changesOrder(node: Node): boolean {
  if (node.type !== "BinaryExpression" || node.operator !== "**") return false;
  return node.left.type === "TSAsExpression" || node.left.type === "TSSatisfiesExpression";
}

function unerasable(node: Node): [message: string, hint: string] | null {
  switch (node.type) {
    case "TSEnumDeclaration":
      if (node.declare) return null;
      return ["`enum` is not available in a program.", `Write \`${asObject(node)}\``];
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
