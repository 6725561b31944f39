import type { ServerModel } from "../../../../../src/model/types.ts";
import { misspelt, otherCase, otherVerb } from "../misspell.ts";
import { isGlobal, outermostOf, type Call, type Draft, type Operator } from "../subject.ts";

/** `server.toolThatDoesNotExist(...)`. */
export const wrongTool: Operator = (subject) => {
  return subject.calls.flatMap((call) => {
    const { access } = call;
    if (access === null) return [];
    const right = call.tool.name;
    const fix = [`${call.server.name}.${right}`];
    const named = (variant: string, name: string): Draft[] =>
      hasTool(call.server, name) ? [] : [draft(call, variant, access.property, name, fix)];
    const verb = otherVerb(right);
    const prefixed = `${call.server.name}_${right}`;
    return [
      ...named("spelling", misspelt(right)),
      ...named("case", otherCase(right)),
      ...(verb === null ? [] : named("verb", verb)),
      ...(right.startsWith(call.server.name) ? [] : named("prefix", prefixed)),
      ...toolElsewhere(call, [...subject.servers.values()]),
    ];
  });
};

/** A tool that another server has. */
function toolElsewhere(call: Call, servers: readonly ServerModel[]): Draft[] {
  const { access } = call;
  if (access === null) return [];
  for (const other of servers) {
    const tool = other.tools.find(({ name }) => !hasTool(call.server, name));
    if (other === call.server || tool === undefined) continue;
    const fix = [`${other.name}.${tool.name}`, `${call.server.name}.${call.tool.name}`];
    return [draft(call, "elsewhere", access.property, tool.name, fix)];
  }
  return [];
}

/** `otherServer.tool(...)`. */
export const wrongServer: Operator = (subject) => {
  return subject.calls.flatMap((call) => {
    const { access, server, tool } = call;
    if (access === null || !isGlobal(subject, access.server)) return [];
    const fix = [`\`${server.name}\``, `\`${server.name}.${tool.name}`];
    const capital = `${server.name.charAt(0).toUpperCase()}${server.name.slice(1)}`;
    const renamed = (variant: string, name: string): Draft =>
      draft(call, variant, access.server, name, fix);
    const without = {
      ...draft(call, "left out", access.server, "", fix),
      edits: [{ start: access.server.start, end: access.property.start, text: "" }],
    };
    const others = [...subject.servers.values()].filter(
      (other) => other !== server && !hasTool(other, tool.name),
    );
    const declared = subject.context.scopes.bindings.some(({ name }) => name === tool.name);
    // `echo` alone is a sentence of its own after `return` on a line of its own, never here.
    return [
      renamed("spelling", misspelt(server.name)),
      renamed("case", capital),
      renamed("wrapped", `tools.${server.name}`),
      ...(declared ? [] : [without]),
      ...others.slice(0, 1).map(({ name }) => renamed("other server", name)),
    ];
  });
};

function hasTool({ tools }: ServerModel, name: string): boolean {
  return tools.some((tool) => tool.name === name);
}

function draft(
  { tool }: Call,
  variant: string,
  node: { start: number; end: number },
  text: string,
  fix: readonly string[],
): Draft {
  return { variant, edits: [{ start: node.start, end: node.end, text }], fix, tool };
}

/** `JSON.parse` of a result that is an object already, and a text used as if it had been parsed. */
export const wrongParse: Operator = (subject) => {
  return subject.calls.flatMap((call): Draft[] => {
    if (call.raw || call.tool.output === null) return [];
    const above = subject.context.parsed.parents.get(outermostOf(subject, call.node));
    if (above?.type !== "AwaitExpression") return [];
    const outer = outermostOf(subject, above);
    const place = subject.context.parsed.parents.get(outer);
    if (place?.type !== "VariableDeclarator" && place?.type !== "MemberExpression") return [];
    return [
      {
        variant: "parsed twice",
        edits: [
          { start: outer.start, end: outer.start, text: "JSON.parse(" },
          { start: outer.end, end: outer.end, text: ")" },
        ],
        fix: ["JSON.parse", "gives `{"],
        tool: call.tool,
      },
    ];
  });
};
