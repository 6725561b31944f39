import { printDoc } from "../model/print-doc.ts";
import { RESULT_SHAPES } from "../model/functions/results.ts";
import { printInline } from "../model/print-inline.ts";
import type {
  NamedType,
  ServerModel,
  ToolModel,
  TypeDeclaration,
  TypeNode,
} from "../model/types.ts";
import { fitArguments } from "./layout.ts";
import { disarm } from "./prompt-text.ts";
import { documentTool } from "./tool-doc.ts";
import { toolTypeParts } from "./tool-type.ts";
import { printToolTypes } from "./tool-types.ts";

/** The whole declaration of one tool as TypeScript, with all documentation: what `describe` answers. */
export function renderToolDeclaration(server: ServerModel, tool: ToolModel): string {
  const shapes = renderShapes([tool]);
  return disarm(
    `declare namespace ${server.name} {\n${renderToolFunction(server.name, tool)}}\n${shapes}`,
  );
}

/** The results that are the same for every server; empty where none of these tools gives one. */
export function renderShapes(tools: readonly ToolModel[]): string {
  const used = new Set(tools.flatMap(({ output }) => (output?.shared === true ? output.name : [])));
  return Object.entries(RESULT_SHAPES)
    .filter(([name]) => used.has(name))
    .map(([name, shape]) => `type ${name} = ${shape};\n`)
    .join("");
}

/** The declarations of all tools of a server in one namespace. */
export function renderServerDeclaration(server: ServerModel): string {
  if (server.tools.length === 0) return `declare namespace ${server.name} {}\n`;
  const tools = server.tools.map((tool) => renderToolFunction(server.name, tool)).join("\n");
  const shapes = renderShapes(server.tools);
  return disarm(`declare namespace ${server.name} {\n${tools}}\n${shapes}`);
}

/** What no function can be called: such a tool is declared by another name. */
const WORDS: ReadonlySet<string> = new Set(
  "break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with".split(
    " ",
  ),
);

function renderToolFunction(server: string, tool: ToolModel): string {
  const { input, output } = toolTypeParts(tool);
  const parameter = `input${tool.inputOptional ? "?" : ""}: ${input}`;
  const isWord = WORDS.has(tool.name);
  const name = isWord ? `${tool.name}_` : tool.name;
  const signature = fitArguments(`function ${name}`, [parameter], `: Promise<${output}>;`, {
    open: "(",
    close: ")",
    trailingComma: true,
    indent: 2,
  });
  const doc = printDoc(documentTool(tool), 2);
  const called = isWord
    ? `  export { ${name} as ${tool.name} }; // Call \`${server}.${tool.name}(input)\`.\n`
    : "";
  return [`${doc}${signature}\n${called}`, ...printToolTypes(tool)].join("\n");
}

const SIGNATURE_DEPTH = 3;
/** A tool with thousands of parameters must not fill the prompt: what is cut is shown by `describe`. */
const SIGNATURE_LENGTH = 1000;
const MAX_EXPANSIONS = 64;

/** `list_issues({ owner: string }) => string`: a tool on one line, for indexes and search results. */
export function renderSignature(tool: ToolModel): string {
  const input = takesNothing(tool.input.type) ? "" : printShort(tool.input);
  const output = tool.output === null ? "string" : printOutput(tool.output);
  return disarm(`${tool.name}(${input}) => ${output}`);
}

function printOutput(output: NamedType): string {
  return output.shared === true ? output.name : printShort(output);
}

/** A type on one line, with the declarations it refers to in their places as far as they are shown. */
function printShort(type: NamedType): string {
  const expansion = { declarations: type.declarations, left: MAX_EXPANSIONS };
  const node = expand(type.type, SIGNATURE_DEPTH, expansion);
  const text = printInline(node, { maxDepth: SIGNATURE_DEPTH });
  return text.length <= SIGNATURE_LENGTH ? text : `${text.slice(0, SIGNATURE_LENGTH)}...`;
}

interface Expansion {
  declarations: readonly TypeDeclaration[];
  left: number;
}

function expand(node: TypeNode, depth: number, expansion: Expansion): TypeNode {
  switch (node.kind) {
    case "reference": {
      const target = expansion.declarations.find(({ name }) => name === node.name);
      if (depth === 0 || target === undefined || expansion.left === 0) return node;
      expansion.left -= 1;
      return expand(target.type, depth - 1, expansion);
    }
    case "array":
      return { kind: "array", items: expand(node.items, depth, expansion) };
    case "union":
    case "intersection":
      return {
        kind: node.kind,
        members: node.members.map((member) => expand(member, depth, expansion)),
      };
    case "object": {
      if (depth === 0) return node;
      const properties = node.properties.map((property) => ({
        ...property,
        type: expand(property.type, depth - 1, expansion),
      }));
      return { ...node, properties };
    }
    default:
      return node;
  }
}

function takesNothing(type: TypeNode): boolean {
  return (
    type.kind === "object" &&
    type.properties.length === 0 &&
    type.indexes.every((index) => index.type.kind === "never")
  );
}
