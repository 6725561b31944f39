import type { CallExpression, Node } from "oxc-parser";
import { staticKey, unwrap } from "./ast.ts";
import type { ParsedProgram } from "./parse.ts";
import type { Scopes } from "./scope.ts";
import type { ServerUses } from "./server-uses.ts";

/** A call of a tool that is written out, whether the server has such a tool or not. */
export interface ToolCall {
  call: CallExpression;
  server: string;
  tool: string;
  /** Whether it is `server.tool.raw(...)`. */
  raw: boolean;
}

export type ToolCalls = readonly ToolCall[];

/** Finds `server.tool(...)`, also through aliases, destructuring and `.raw`. */
export function findToolCalls(parsed: ParsedProgram, scopes: Scopes, uses: ServerUses): ToolCalls {
  const calls: ToolCall[] = [];
  const add = (expression: Node, server: string, tool: string, raw = false): void => {
    const outer = outermost(expression, parsed);
    const parent = parsed.parents.get(outer);
    if (parent?.type === "CallExpression" && parent.callee === outer) {
      calls.push({ call: parent, server, tool, raw });
    } else if (parent?.type === "MemberExpression" && parent.object === outer && !raw) {
      if (staticKey(parent.property, parent.computed) === "raw") add(parent, server, tool, true);
    }
  };
  for (const { server, access } of uses.uses) {
    if (access?.type === "MemberExpression") {
      const tool = staticKey(access.property, access.computed);
      if (tool !== null) add(access, server, tool);
    }
    if (access?.type !== "ObjectPattern") continue;
    for (const property of access.properties) {
      if (property.type !== "Property") continue;
      const tool = staticKey(property.key, property.computed);
      const binding = scopes.declared.get(property.value);
      if (tool === null || binding === undefined) continue;
      for (const reference of binding.references) add(reference, server, tool);
    }
  }
  return calls.sort((a, b) => a.call.start - b.call.start);
}

function outermost(node: Node, parsed: ParsedProgram): Node {
  let outer = node;
  for (;;) {
    const parent = parsed.parents.get(outer);
    if (parent === undefined || parent.type === "ChainExpression" || parent === unwrap(parent)) {
      return outer;
    }
    outer = parent;
  }
}
