import { printDoc } from "../model/print-doc.ts";
import type { ServerModel, ToolModel } from "../model/types.ts";
import { ARRAY, fitArguments, fitAssignment } from "./layout.ts";
import { MARK } from "./mark.ts";
import { documentServer, documentTool } from "./tool-doc.ts";
import { toolTypeParts } from "./tool-type.ts";
import { printToolTypes } from "./tool-types.ts";

/** First line of every emitted source. */
export const HEADER = `// ${MARK}`;

/** `sdk/<server>.ts`: one server for people and editors, with all documentation. */
export function renderServerModule(server: ServerModel): string {
  const { name, typeName, tools } = server;
  const kinds = ["OptionalTool", "Tool"].filter((kind) =>
    tools.some((tool) => toolTypeParts(tool).kind === kind),
  );
  const imported = ["bind", ...kinds.map((kind) => `type ${kind}`)].join(", ");
  const list = toolListName([name]);
  const names = tools.map((tool) => JSON.stringify(tool.name));
  const declaration = fitAssignment(`export const ${name}: ${name}.${typeName}`, {
    callee: "bind",
    args: [JSON.stringify(name), list],
  });
  return `${HEADER}
import { ${imported} } from "./runtime.js";

${fitArguments(`const ${list}: string[] = `, names, ";", { ...ARRAY, indent: 0 })}

${printDoc(documentServer(server), 0)}${declaration}

export declare namespace ${name} {
${[renderInterface(server), ...tools.flatMap(printToolTypes)].join("\n")}}
`;
}

function renderInterface({ key, typeName, tools }: ServerModel): string {
  const members = tools.map(renderMember).join("\n");
  const body = members === "" ? "" : `\n${members}  `;
  return `  /** The tools of \`${key}\`. */\n  interface ${typeName} {${body}}\n`;
}

/** A name for the constant beside servers of these names. */
export function toolListName(taken: readonly string[]): string {
  let name = "tools";
  while (taken.includes(name)) name += "_";
  return name;
}

function renderMember(tool: ToolModel): string {
  const { kind, input, output } = toolTypeParts(tool);
  const type = fitArguments(`${tool.name}: ${kind}`, [input, output], ";", {
    open: "<",
    close: ">",
    trailingComma: false,
    indent: 4,
  });
  return `${printDoc(documentTool(tool), 4)}${type}\n`;
}
