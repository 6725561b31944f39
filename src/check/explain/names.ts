import type { CompilerFinding, ExplainContext, Explainer, Explanation } from "./context.ts";
import { bestElsewhere } from "./tools.ts";
import { printCall } from "./signature.ts";
import { bestMatches } from "./suggest.ts";

const NO_SUCH_NAME = new Set([
  2304, 2552, 2503, 2580, 2581, 2582, 2583, 2584, 2585, 2591, 2592, 2593, 2693, 2686, 18004,
]);

const NETWORK = "There is no network in the sandbox: call a tool of a server instead.";
const NODE = "There is no Node.js in the sandbox: no files, no environment, no modules.";
const PACKAGE = "No package can be loaded: use standard JavaScript and the servers' tools.";
const RETURN = "Use `return` for the result.";
const CODE = "Code cannot be made from strings: write the function out.";
const PAGE = "There is no page in the sandbox.";

/** What models reach for that does not exist, and what to do instead. */
const SANDBOX_ADVICE: ReadonlyMap<string, string> = new Map([
  ["fetch", NETWORK],
  ["XMLHttpRequest", NETWORK],
  ["WebSocket", NETWORK],
  ["EventSource", NETWORK],
  ["Request", NETWORK],
  ["Response", NETWORK],
  ["Headers", NETWORK],
  ["axios", `${PACKAGE} ${NETWORK}`],
  ["process", `${NODE} Secrets are added by the host when a tool is called.`],
  ["require", PACKAGE],
  ["Buffer", "There is no Buffer in the sandbox: use TextEncoder, TextDecoder, atob and btoa."],
  ["fs", NODE],
  ["path", NODE],
  ["os", NODE],
  ["child_process", NODE],
  ["__dirname", NODE],
  ["__filename", NODE],
  ["global", "The global object is of no use here: name what you need."],
  ["self", "The global object is of no use here: name what you need."],
  ["setImmediate", "Use `setTimeout(callback, 0)`."],
  ["module", RETURN],
  ["exports", RETURN],
  ["eval", CODE],
  ["Function", CODE],
  ["window", PAGE],
  ["document", PAGE],
  ["alert", "Use `console.log`."],
  ["prompt", "A program cannot ask: pass data with `--input`."],
  ["localStorage", "Nothing is stored between runs: return what is to be kept."],
  ["sessionStorage", "Nothing is stored between runs: return what is to be kept."],
  ["Deno", NODE],
  ["Bun", NODE],
  ["args", "The program's input is the global `input`."],
  ["params", "The program's input is the global `input`."],
  ["lodash", PACKAGE],
  ["_", PACKAGE],
  ["z", PACKAGE],
  ["Octokit", PACKAGE],
]);

/** Objects under which other systems put their tools. */
const WRAPPERS = new Set([
  "codemode",
  "tools",
  "mcp",
  "sdk",
  "servers",
  "client",
  "api",
  "functions",
]);

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
      hint: "Write the name alone: a server is a global, `server.tool(input)`.",
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
  const advice = SANDBOX_ADVICE.get(name);
  const servers = [...context.index.servers.keys()];
  const [server] = bestMatches(name, servers, { most: 1, least: 0.6 });
  if (advice !== undefined && server === undefined) {
    const hint = advice;
    return {
      code: "CHECK_NOT_IN_SANDBOX",
      key,
      message: `\`${name}\` does not exist in the sandbox.`,
      hint,
    };
  }
  const message = `\`${name}\` is not defined.`;
  if (server !== undefined) {
    return {
      code: "CHECK_NAME",
      key,
      message: `${message} Did you mean the server \`${server}\`?`,
    };
  }
  const tool = toolNamed(name, context);
  if (tool !== null)
    return { code: "CHECK_NAME", key, message: `${message} ${tool.advice}`, hint: tool.hint };
  const listed = servers.slice(0, 15).map((one) => `\`${one}\``);
  const globals = `The servers are globals: ${listed.join(", ")}.`;
  if (WRAPPERS.has(name)) return { code: "CHECK_NAME", key, message, hint: globals };
  const meant = /Did you mean (?:the [^']*)?'([^']+)'/.exec(finding.first)?.[1];
  return {
    code: "CHECK_NAME",
    key,
    message: meant === undefined ? message : `${message} Did you mean \`${meant}\`?`,
    ...(meant === undefined ? { hint: `Define it, or use what exists. ${globals}` } : {}),
  };
}

/** A tool that was called without its server. */
function toolNamed(name: string, context: ExplainContext): { advice: string; hint: string } | null {
  const [best] = bestElsewhere(name, null, context.index).filter(
    ({ tool }) => bestMatches(name, [tool], { most: 1, least: 0.75 }).length > 0,
  );
  const model = best === undefined ? null : context.slices.tool(best.server, best.tool);
  if (best === undefined || model === null) return null;
  return {
    advice: `Did you mean the tool \`${best.server}.${best.tool}\`?`,
    hint: `Call \`${printCall(best.server, model)}\`.`,
  };
}
