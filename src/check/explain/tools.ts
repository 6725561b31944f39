import type { Node } from "oxc-parser";
import { staticKey } from "../ast.ts";
import type { IndexedServer, SdkIndex } from "../sdk-index.ts";
import type { ExplainContext, Explainer, Explanation } from "./context.ts";
import { printCall } from "./signature.ts";
import { bestMatches, similarity } from "./suggest.ts";

const NO_SUCH_PROPERTY = new Set([2339, 2551, 2550, 7053, 2576]);

/** How many tools are listed when none is like the name that was written. */
const MAX_LISTED = 20;

/** `github.listIssues`, `github[name]`: a tool that the server does not have. */
export const explainTool: Explainer = ({ code, path, start }, context) => {
  if (!NO_SUCH_PROPERTY.has(code)) return undefined;
  const use = context.uses.uses.find(
    ({ access }) => access !== null && path.includes(access) && isNameIn(access, start),
  );
  const server = use === undefined ? undefined : context.index.servers.get(use.server);
  if (use === undefined || server === undefined) return undefined;
  const name = nameAt(use.access as Node, start);
  if (name !== null && server.tools.has(name)) return undefined;
  return name === null
    ? computedTool(use.server, server)
    : wrongTool(use.server, name, server, context);
};

/** Whether the message is about the name that is read from the server, not about what stands around it. */
function isNameIn(access: Node, offset: number): boolean {
  if (access.type === "MemberExpression") return offset <= access.end;
  return access.type === "ObjectPattern" && offset < access.end;
}

function nameAt(access: Node, offset: number): string | null {
  if (access.type === "MemberExpression") return staticKey(access.property, access.computed);
  if (access.type !== "ObjectPattern") return null;
  const property = access.properties.find((one) => one.start <= offset && offset < one.end);
  return property?.type === "Property" ? staticKey(property.key, property.computed) : null;
}

function computedTool(serverName: string, server: IndexedServer): Explanation {
  return {
    code: "CHECK_COMPUTED_TOOL",
    key: `computed ${serverName}`,
    message: `A tool of \`${serverName}\` is chosen by a computed name.`,
    hint: `Write the name out: \`${serverName}.${[...server.tools.keys()][0] ?? "tool"}(...)\`; to choose among several, use \`if\` or a map of functions.`,
  };
}

function wrongTool(
  serverName: string,
  name: string,
  server: IndexedServer,
  context: ExplainContext,
): Explanation {
  const own = bestMatches(name, [...server.tools.keys()], { most: 2, least: 0.45 });
  const suggestions =
    own.length > 0
      ? own.map((tool) => ({ server: serverName, tool }))
      : bestElsewhere(name, serverName, context.index);
  const names = suggestions.map((one) => `\`${one.server}.${one.tool}\``);
  const listed = [...server.tools.keys()].slice(0, MAX_LISTED).join(", ");
  const more = server.tools.size > MAX_LISTED ? `, and ${server.tools.size - MAX_LISTED} more` : "";
  const advice =
    names.length > 0 ? `Did you mean ${names.join(" or ")}?` : `Its tools are: ${listed}${more}.`;
  const [best] = suggestions;
  const model = best === undefined ? null : context.slices.tool(best.server, best.tool);
  return {
    code: "CHECK_TOOL_NAME",
    key: `tool ${serverName}.${name}`,
    message: `\`${serverName}\` has no tool \`${name}\`. ${advice}`,
    ...(best === undefined || model === null
      ? {}
      : { hint: `Call \`${printCall(best.server, model)}\`.` }),
  };
}

/** Tools of other servers that are like the name, the server's own name counted in. */
export function bestElsewhere(
  name: string,
  except: string | null,
  index: SdkIndex,
): { server: string; tool: string }[] {
  const scored = [...index.servers].flatMap(([server, { tools }]) =>
    server === except
      ? []
      : [...tools.keys()].map((tool) => ({ server, tool, score: similarity(name, tool) })),
  );
  return scored
    .filter(({ score }) => score >= 0.6)
    .sort((a, b) => b.score - a.score)
    .slice(0, 2);
}
