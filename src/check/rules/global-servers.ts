import type { Node } from "oxc-parser";
import { outermost, staticKey } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(["globalThis", "self", "window", "global"]);

/** `(globalThis as any).github`: servers are names of the program, the global object does not have them. */
export function checkGlobalServers({ parsed, scopes, index }: RuleContext): Finding[] {
  const findings: Finding[] = [];
  for (const [identifier, binding] of scopes.resolved) {
    if (binding !== null || identifier.type !== "Identifier") continue;
    if (!GLOBAL_OBJECTS.has(identifier.name)) continue;
    const object = outermost(identifier, parsed.parents);
    // Without a cast, the compiler says so.
    if (object === identifier) continue;
    const server = keysRead(object, parsed.parents.get(object)).find((key) =>
      index.servers.has(key),
    );
    if (server === undefined) continue;
    findings.push(
      findingAt(
        "CHECK_NAME",
        identifier,
        `\`${identifier.name}\` does not have the servers.`,
        `Write the name alone: \`${server}.tool(input)\`.`,
      ),
    );
  }
  return findings;
}

/** The names of the properties that are read from an object. */
function keysRead(object: Node, parent: Node | undefined): string[] {
  if (parent?.type === "MemberExpression" && parent.object === object) {
    const key = staticKey(parent.property, parent.computed);
    return key === null ? [] : [key];
  }
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "ObjectPattern") return [];
  return parent.id.properties.flatMap((property) => {
    if (property.type !== "Property") return [];
    return staticKey(property.key, property.computed) ?? [];
  });
}
