import { printDoc } from "../model/print-doc.ts";
import type { ServerModel, ToolModel } from "../model/types.ts";
import { ARRAY, fitArguments, fitAssignment } from "./layout.ts";
import { MARK } from "./mark.ts";
import { documentServer, documentTool } from "./tool-doc.ts";
import { TOOL_TYPES, toolTypeParts } from "./tool-type.ts";
import { printToolTypes } from "./tool-types.ts";

/** First line of every emitted source. */
export const HEADER = `// ${MARK}`;

/** Results that are declared with the SDK's runtime. */
const RESULTS = ["GetPromptResult", "ListResourcesResult", "ReadResourceResult"];

/** `sdk/<server>.ts`: one server for people and editors, with all documentation. */
export function renderServerModule(server: ServerModel): string {
  const { name, typeName, tools } = server;
  const kinds = TOOL_TYPES.filter((kind) =>
    tools.some((tool) => toolTypeParts(tool).kind === kind),
  );
  const results = RESULTS.filter((result) =>
    tools.some((tool) => toolTypeParts(tool).args.includes(result)),
  );
  const imported = ["bind", ...[...results, ...kinds].toSorted().map((type) => `type ${type}`)];
  const list = toolListName([name]);
  const names = tools.map((tool) => JSON.stringify(tool.name));
  const declaration = fitAssignment(`export const ${name}: ${name}.${typeName}`, {
    callee: "bind",
    args: [JSON.stringify(name), list],
  });
  const importing = fitArguments("import ", imported, ` from "./runtime.js";`, {
    open: "{ ",
    close: " }",
    trailingComma: true,
    indent: 0,
  });
  return `${HEADER}
${importing}

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
  const { kind, args } = toolTypeParts(tool);
  const type = fitArguments(`${tool.name}: ${kind}`, args, ";", {
    open: "<",
    close: ">",
    trailingComma: false,
    indent: 4,
  });
  return `${printDoc(documentTool(tool), 4)}${type}\n`;
}
