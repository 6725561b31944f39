import { printDoc } from "../model/print-doc.ts";
import { printInline } from "../model/print-inline.ts";
import { printNamedType } from "../model/print.ts";
import type { ServerModel, ToolModel, TypeNode } from "../model/types.ts";
import { fitArguments } from "./layout.ts";
import { documentTool } from "./tool-doc.ts";
import { toolTypeParts } from "./tool-type.ts";

/** The whole declaration of one tool as TypeScript, with all documentation: what `describe` answers. */
export function renderToolDeclaration(server: ServerModel, tool: ToolModel): string {
  return `declare namespace ${server.name} {\n${renderToolFunction(tool)}}\n`;
}

/** The declarations of all tools of a server in one namespace. */
export function renderServerDeclaration(server: ServerModel): string {
  const tools = server.tools.map(renderToolFunction).join("\n");
  return `declare namespace ${server.name} {\n${tools}}\n`;
}

function renderToolFunction(tool: ToolModel): string {
  const { kind, input, output } = toolTypeParts(tool);
  const parameter = `input${kind === "OptionalTool" ? "?" : ""}: ${input}`;
  const signature = fitArguments(`function ${tool.name}`, [parameter], `: Promise<${output}>;`, {
    open: "(",
    close: ")",
    trailingComma: true,
    indent: 2,
  });
  const types = (tool.output === null ? [tool.input] : [tool.input, tool.output]).map((type) =>
    printNamedType(type, { docs: "full", indent: 2 }),
  );
  return [`${printDoc(documentTool(tool), 2)}${signature}\n`, ...types].join("\n");
}

/** `list_issues({ owner: string }) => string`: a tool on one line, for indexes and search results. */
export function renderSignature(tool: ToolModel): string {
  const input = takesNothing(tool.input.type) ? "" : printInline(tool.input.type);
  const output = tool.output === null ? "string" : printInline(tool.output.type);
  return `${tool.name}(${input}) => ${output}`;
}

function takesNothing(type: TypeNode): boolean {
  return (
    type.kind === "object" &&
    type.properties.length === 0 &&
    type.indexes.every((index) => index.type.kind === "never")
  );
}
