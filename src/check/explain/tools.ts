import type { Node } from "oxc-parser";
import { staticKey, unwrap } from "../ast.ts";
import type { IndexedServer, SdkIndex } from "../sdk-index.ts";
import type { SdkSlices } from "../sdk-slice.ts";
import type { ExplainContext, Explainer, Explanation } from "./context.ts";
import { keysOf } from "./input-names.ts";
import { meantTools } from "./meant-tools.ts";
import { inputProperties, listNames, printCall } from "./signature.ts";
import { bestMatches, matchesOf } from "./suggest.ts";

const NO_SUCH_PROPERTY = new Set([2339, 2551, 2550, 7053, 2576]);

/** Up to how many tools of a server are all listed when none of them is what was meant, and how many of more. */
const FEW_TOOLS = 20;
const MAX_NEAREST = 10;

/** How many tools are named that may be meant. */
const MAX_MEANT = 3;

/** The tools of the SDK, by their names and as they are called. */
export interface ToolBook {
  index: SdkIndex;
  slices: SdkSlices;
}

/** `github.listIssues`, `github[name]`: a tool that the server does not have. */
export const explainTool: Explainer = ({ code, path, start, first }, context) => {
  if (!NO_SUCH_PROPERTY.has(code)) return undefined;
  if (code === 7053 && TABLE_OF_TOOLS.test(first)) return toolOfTable(start);
  const use = context.uses.uses.find(
    ({ access }) => access !== null && path.includes(access) && isNameIn(access, start),
  );
  const server = use === undefined ? undefined : context.index.servers.get(use.server);
  if (use === undefined || server === undefined) return undefined;
  const name = nameAt(use.access as Node, start);
  if (name !== null && server.tools.has(name)) return undefined;
  if (name === null) return computedTool(use.server);
  return wrongTool(use.server, name, server, context, keysGiven(use.access as Node, context));
};

/** The parameters that a call of the tool gives; `null` when it is not called with a literal. */
function keysGiven(access: Node, { parsed }: ExplainContext): string[] | null {
  const call = parsed.parents.get(access);
  const [argument] = call?.type === "CallExpression" ? call.arguments : [];
  const literal = argument === undefined ? null : unwrap(argument);
  return literal?.type === "ObjectExpression" ? keysOf(literal) : null;
}

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

function computedTool(serverName: string): Explanation {
  return {
    code: "CHECK_COMPUTED_TOOL",
    key: `computed ${serverName}`,
    message: `A tool of \`${serverName}\` is chosen by a computed name.`,
    hint: `Write each name out, \`${serverName}.tool(...)\`; choose among several with \`if\` or a map of functions like \`() => ${serverName}.tool(...)\`.`,
  };
}

/** The program's own object of tools, or of servers, that is looked into by any text. */
const TABLE_OF_TOOLS =
  /can't be used to index type '\{ (?:.*; )?[\w$"-]+\??: (?:(?:Optional)?Tool<|\w+Tools;)/;

function toolOfTable(start: number): Explanation {
  return {
    code: "CHECK_COMPUTED_TOOL",
    key: `computed at ${start}`,
    message: "A tool is chosen by a computed name, so that its input is not checked.",
    hint: "Let each entry of the table call its tool by its name, `{ tool: (input: server.ToolInput) => server.tool(input) }`, or choose with `if` or `switch`.",
  };
}

/**
 * What to say of a name that is no tool of its server. Only a tool that is surely meant is proposed with its call: a
 * model does what it is told, and `edit_file` is no way to delete a file.
 */
export function wrongTool(
  serverName: string,
  name: string,
  server: IndexedServer,
  book: ToolBook,
  keys: readonly string[] | null = null,
): Explanation {
  const explain = (rest: string, called: ToolName | null, hint?: string): Explanation => {
    const advice = called === null ? hint : callOf(called, book);
    return {
      code: "CHECK_TOOL_NAME",
      key: `tool ${serverName}.${name}`,
      message: `\`${serverName}\` has no tool \`${name}\`${rest}`,
      ...(advice === undefined ? {} : { hint: advice }),
    };
  };
  const tools = [...server.tools.keys()];
  const { tools: matches, likeness } = meantTools(name, serverName, server, book.slices);
  const meant = matches.map((tool) => ({ server: serverName, tool }));
  if (likeness === "letters" && meant[0] !== undefined) {
    const isRight = keys !== null && takes(meant[0], keys, book);
    return explain(`: it is \`${meant[0].tool}\`.`, isRight ? null : meant[0]);
  }

  const elsewhere = toolsNamed(name, book.index, "letters");
  const [other, another] = elsewhere;
  if (other !== undefined) {
    const names = elsewhere.slice(0, MAX_MEANT).map(quote).join(" and ");
    // Of the same name, but is it the same thing? A file of one server is no file of another.
    const isSame = another === undefined && takes(other, keys, book);
    const rest = `: it is on another server, ${names}.`;
    return isSame ? explain(rest, other) : explain(rest, null, listTools(name, serverName, tools));
  }
  // `list_files({ path })` is no `search_files` that needs a pattern, where there is a `list_directory`.
  const isOther =
    likeness === "words" &&
    tools.some((tool) => verbOf(tool) === verbOf(name)) &&
    meant.every((tool) => verbOf(tool.tool) !== verbOf(name) && wantsMore(tool, keys, book));
  if (likeness === "spelling" || (likeness === "words" && !isOther)) {
    return explain(`. ${didYouMean(meant)}`, meant.length === 1 ? (meant[0] ?? null) : null);
  }
  const others = toolsNamed(name, book.index, "words").filter((one) => one.server !== serverName);
  const like = [...meant, ...others].slice(0, MAX_MEANT);
  const rest = like.length === 0 ? "." : `. Like it: ${like.map(quote).join(", ")}.`;
  return explain(rest, null, listTools(name, serverName, tools));
}

/** Whether a tool takes what a call gives; where nothing is known of that, it is taken to. */
function takes(
  { server, tool }: ToolName,
  keys: readonly string[] | null,
  { slices }: ToolBook,
): boolean {
  const model = slices.tool(server, tool);
  const properties = model === null ? null : inputProperties(model);
  if (keys === null || properties === null) return true;
  const names = properties.map((property) => property.name);
  return (
    properties.every(({ name, optional }) => optional || keys.includes(name)) &&
    keys.every((key) => names.includes(key))
  );
}

/** The word that a name begins with: of `listFiles` and `list_files` the same. */
function verbOf(name: string): string {
  return /^[A-Za-z][a-z]*/.exec(name)?.[0].toLowerCase() ?? name;
}

/** Whether a tool knows all that a call gives, and needs more. */
function wantsMore(
  { server, tool }: ToolName,
  keys: readonly string[] | null,
  { slices }: ToolBook,
): boolean {
  const model = slices.tool(server, tool);
  const properties = model === null ? null : inputProperties(model);
  if (keys === null || properties === null) return false;
  const names = properties.map((property) => property.name);
  const isMissing = properties.some(({ name, optional }) => !optional && !keys.includes(name));
  return isMissing && keys.every((key) => names.includes(key));
}

export interface ToolName {
  server: string;
  tool: string;
}

/** The tools of any server that are alike in the given way. */
export function toolsNamed(
  name: string,
  index: SdkIndex,
  likeness: "letters" | "spelling" | "words",
): ToolName[] {
  return [...index.servers].flatMap(([server, { tools }]) =>
    matchesOf(name, [...tools.keys()])
      .filter((match) => match.likeness === likeness)
      .map((match) => ({ server, tool: match.name })),
  );
}

export function didYouMean(tools: readonly ToolName[]): string {
  const names = tools.slice(0, MAX_MEANT).map(quote);
  const last = names.pop() ?? "";
  return `Did you mean ${names.length === 0 ? last : `${names.join(", ")} or ${last}`}?`;
}

function quote({ server, tool }: ToolName): string {
  return `\`${server}.${tool}\``;
}

/** `undefined` when the tool cannot be read. */
export function callOf({ server, tool }: ToolName, { slices }: ToolBook): string | undefined {
  const model = slices.tool(server, tool);
  return model === null ? undefined : `Call \`${printCall(server, model)}\`.`;
}

/** What there is, so that one can see that what was meant is not there. */
function listTools(name: string, server: string, tools: readonly string[]): string {
  if (tools.length === 0) return `\`${server}\` has no tools.`;
  if (tools.length <= FEW_TOOLS) return `Tools of \`${server}\`: ${tools.join(", ")}.`;
  const shown = bestMatches(name, tools, { most: MAX_NEAREST, least: 0.4, ofBest: 0 });
  return shown.length < 2
    ? `Tools of \`${server}\`: ${listNames(tools, MAX_NEAREST)}.`
    : `The nearest of the ${tools.length} tools of \`${server}\`: ${shown.join(", ")}.`;
}
