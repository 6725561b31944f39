import type { Node } from "oxc-parser";
import { staticKey } from "../ast.ts";
import type { SdkIndex } from "../sdk-index.ts";
import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { SANDBOX_ADVICE } from "./sandbox-advice.ts";
import { listNames } from "./signature.ts";
import { matchesOf, meantName } from "./suggest.ts";
import { callOf, didYouMean, toolsNamed, type ToolName } from "./tools.ts";

const NO_SUCH_NAME = new Set([
  2304, 2552, 2503, 2580, 2581, 2582, 2583, 2584, 2585, 2591, 2592, 2593, 2693, 2686, 18004,
]);

/** How many servers are listed. */
const MAX_SERVERS = 15;

/** Objects under which other systems put their tools, and functions by which they call them. */
const WRAPPERS = new Set(
  "codemode tools mcp sdk servers client api functions default_api".split(" "),
);
const CALLERS = /^(?:call|use|invoke|run|execute)_?(?:mcp_?)?tool$/i;

/** Methods of JavaScript's own values: what they are called on is a value of the program, not a server. */
const METHODS: ReadonlySet<string> = new Set(
  [Array, String, Map, Set, Promise, Date, RegExp, Number, Object].flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype),
  ),
);

/** `fetch(...)`, `githb.list_issues(...)`, `list_issues(...)`: a name that does not exist. */
export const explainName: Explainer = (finding, context) => {
  const ofGlobalThis =
    /^(?:Property '([^']+)' does not exist on type|Element .* because type) 'typeof globalThis'/.exec(
      finding.first,
    );
  if (ofGlobalThis !== null) {
    return {
      code: "CHECK_NAME",
      key: "globalThis",
      message: "The global object cannot be searched for names.",
      hint: "Write the name alone: `server.tool(input)`.",
    };
  }
  if (!NO_SUCH_NAME.has(finding.code)) return undefined;
  const name = /(?:name|namespace|property) '([^']+)'|^'([^']+)' only refers/.exec(finding.first);
  const written = name?.[1] ?? name?.[2] ?? "";
  // What a refused import would have brought in is said with the import.
  const binding = context.scopes.bindings.find((one) => one.name === written);
  if (binding?.kind === "import" && context.imports.findings.length > 0) return null;
  return explainWritten(written, finding, context);
};

function explainWritten(
  name: string,
  finding: CompilerFinding,
  context: ExplainContext,
): Explanation {
  const key = `name ${name}`;
  const explain = (message: string, hint?: string): Explanation => ({
    code: "CHECK_NAME",
    key,
    message,
    ...(hint === undefined ? {} : { hint }),
  });
  const { index } = context;
  const servers = [...index.servers.keys()];
  const [server] = matchesOf(name, servers);
  if (server?.likeness === "letters" || server?.likeness === "spelling") {
    return explain(`There is no server \`${name}\`. Did you mean \`${server.name}\`?`);
  }
  const advice = SANDBOX_ADVICE.get(name);
  if (advice !== undefined) {
    const message = `\`${name}\` does not exist in the sandbox.`;
    return { code: "CHECK_NOT_IN_SANDBOX", key, message, hint: advice };
  }
  const undefinedName = `\`${name}\` is not defined.`;
  const called = calledTool(name, finding.path);
  if (WRAPPERS.has(name) || CALLERS.test(name)) {
    const hint = callInText(finding, context) ?? "Call tools as `await server.tool({ ... })`.";
    return explain(`${undefinedName} The servers are globals.`, `${hint} ${listServers(index)}`);
  }
  const tools = toolsMeant(name, index);
  if (tools.length > 0) {
    const [tool] = tools;
    const isSure = tools.length === 1 && tool !== undefined;
    return explain(
      `${undefinedName} ${didYouMean(tools)}`,
      isSure ? callOf(tool, context) : undefined,
    );
  }
  // The compiler looks among the names of the program as well.
  const meant = /Did you mean (?:the [^']*)?'([^']+)'/.exec(finding.first)?.[1];
  const near = meant === undefined ? null : meantName(name, [meant]);
  if (near !== null) return explain(`${undefinedName} Did you mean \`${near}\`?`);
  if (called === null || METHODS.has(called)) return explain(undefinedName);
  const owners = toolsNamed(called, index, "letters");
  const [owner] = owners;
  return owners.length === 1 && owner !== undefined
    ? explain(
        `There is no server \`${name}\`: \`${owner.tool}\` is a tool of \`${owner.server}\`.`,
        callOf(owner, context),
      )
    : explain(
        `There is no server \`${name}\`${server === undefined ? "." : `. Did you mean \`${server.name}\`?`}`,
        listServers(index),
      );
}

export function listServers({ servers }: SdkIndex): string {
  return `Servers: ${listNames([...servers.keys()], MAX_SERVERS)}.`;
}

/** `foo` of `foo.bar(...)`: the name of what is called on it. */
function calledTool(name: string, path: readonly Node[]): string | null {
  const at = path.findLastIndex((node) => node.type === "Identifier" && node.name === name);
  const member = path[at - 1];
  const call = path[at - 2];
  if (member?.type !== "MemberExpression" || member.object !== path[at]) return null;
  if (call?.type !== "CallExpression" || call.callee !== member) return null;
  return staticKey(member.property, member.computed);
}

/** The tool that is named in the call of another system's wrapper, by strings or members. */
function callInText({ path, start }: CompilerFinding, context: ExplainContext): string | null {
  const call = path.find((node) => node.type === "CallExpression" && node.start === start);
  if (call?.type !== "CallExpression") return null;
  const strings = call.arguments.flatMap((argument) =>
    argument.type === "Literal" && typeof argument.value === "string" ? [argument.value] : [],
  );
  const members = context.parsed.text.slice(call.callee.start, call.callee.end).split(/\W+/);
  const words = [...strings, ...members];
  for (const [server, { tools }] of context.index.servers) {
    const tool = words.includes(server) ? words.find((word) => tools.has(word)) : undefined;
    if (tool !== undefined) return callOf({ server, tool }, context) ?? null;
  }
  return null;
}

/** Tools that were called without their server, or with it in one name (`mcp__github__get_me`). */
function toolsMeant(name: string, index: SdkIndex): ToolName[] {
  const joined = [...index.servers].flatMap(([server, { tools }]) =>
    [...tools.keys()]
      .filter((tool) => {
        const [match] = matchesOf(name.replace(/^mcp_+/, ""), [`${server}_${tool}`]);
        return match?.likeness === "letters";
      })
      .map((tool) => ({ server, tool })),
  );
  if (joined.length > 0) return joined;
  const exact = toolsNamed(name, index, "letters");
  return exact.length > 0 ? exact : toolsNamed(name, index, "spelling");
}
