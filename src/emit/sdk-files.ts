import { readFileSync } from "node:fs";
import path from "node:path";
import type { Model, ServerModel } from "../model/types.ts";
import { TEMPLATES } from "../package-root.ts";
import { ARRAY, fitArguments, fitAssignment } from "./layout.ts";
import { HEADER, renderServerModule, toolListName } from "./sdk-server.ts";

/** `sdk/`: a module for each server, the index in TypeScript and in JavaScript, and the constant runtime. */
export function emitSdkFiles(model: Model): Map<string, string> {
  const files = new Map<string, string>();
  for (const server of model.servers) {
    files.set(`sdk/${moduleName(server)}.ts`, renderServerModule(server));
  }
  files.set("sdk/index.ts", renderIndex(model));
  files.set("sdk/index.js", renderPlainIndex(model));
  for (const name of ["runtime.js", "runtime.d.ts"]) {
    files.set(`sdk/${name}`, readFileSync(path.join(TEMPLATES, "sdk", name), "utf8"));
  }
  return files;
}

/** No key has a dot in it, so that this is nobody else's name. */
function moduleName({ key }: ServerModel): string {
  return /^(?:index|runtime)$/i.test(key) ? `${key}.server` : key;
}

function renderIndex(model: Model): string {
  const servers = model.servers.map(
    (server) => `export { ${server.name} } from "./${moduleName(server)}.js";\n`,
  );
  return `${HEADER}
export { connect, disconnect, ToolError } from "./runtime.js";
export type {
  Annotations,
  AudioContent,
  CallToolResult,
  ContentBlock,
  EmbeddedResource,
  GetPromptResult,
  Icon,
  ImageContent,
  ListedResource,
  ListedResourceTemplate,
  ListResourcesResult,
  OptionalServerFunction,
  OptionalTool,
  PromptMessage,
  ReadResourceResult,
  ResourceContents,
  ResourceLink,
  ServerFunction,
  TextContent,
  Tool,
} from "./runtime.js";
${servers.join("")}`;
}

/** The same without types, so that plain Node can import the SDK. */
function renderPlainIndex({ servers }: Model): string {
  const head = `${HEADER}\n`;
  const own = `export { connect, disconnect, ToolError } from "./runtime.js";\n`;
  if (servers.length === 0) return `${head}${own}`;
  const list = toolListName(servers.map(({ name }) => name));
  const members = servers.map((server) => {
    const tools = server.tools.map((tool) => JSON.stringify(tool.name));
    return fitArguments(`${server.name}: `, tools, ",", { ...ARRAY, indent: 2 });
  });
  const bound = servers.map(({ name }) =>
    fitAssignment(`export const ${name}`, {
      callee: "bind",
      args: [JSON.stringify(name), `${list}.${name}`],
    }),
  );
  return `${head}import { bind } from "./runtime.js";
${own}
const ${list} = {
${members.join("\n")}
};

${bound.join("\n")}
`;
}
