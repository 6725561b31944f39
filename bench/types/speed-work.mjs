// What is timed of each contestant: the types of all tools, as its users get them.
import { hoistDefinitions } from "./hoist-definitions.mjs";
import { loadContestant } from "./contestants.mjs";

/**
 * @typedef {{ name: string, description?: string, inputSchema: any, outputSchema?: any }[][]} Servers tools by server
 * @typedef {{ id: string, label: string, load: () => Promise<(servers: Servers) => unknown> }} Work
 */

/** @type {Work[]} */
export const WORK = [
  { id: "codemode", label: "codemode: types", load: () => eachSchema("codemode") },
  { id: "codemode-sdk", label: "codemode: the model and every SDK file", load: codemodeSdk },
  {
    id: "json-schema-to-typescript",
    label: "json-schema-to-typescript",
    load: () => eachSchema("json-schema-to-typescript"),
  },
  {
    id: "json-schema-to-typescript-formatted",
    label: "json-schema-to-typescript, formatted (its default)",
    load: jsonSchemaToTypeScriptFormatted,
  },
  { id: "cloudflare", label: "@cloudflare/codemode", load: cloudflare },
  { id: "openapi", label: "openapi-typescript, one document per server", load: openapi },
  { id: "nothing", label: "Node with the captures loaded", load: async () => () => {} },
];

async function eachSchema(id) {
  const { compile } = await loadContestant(id);
  return async (servers) => {
    for (const schema of schemasOf(servers)) await compile(schema.schema, schema.role);
  };
}

async function codemodeSdk() {
  const { buildModel } = await import("../../dist/model/build.js");
  const { renderServerModule } = await import("../../dist/emit/sdk-server.js");
  return (servers) => {
    const catalogs = servers.map((tools, index) => ({
      catalogVersion: 1,
      server: `server${index}`,
      era: "legacy",
      protocolVersion: "2025-11-25",
      serverInfo: {},
      capabilities: {},
      instructions: null,
      tools,
    }));
    return buildModel(catalogs, { filters: new Map() }).servers.map(renderServerModule);
  };
}

async function jsonSchemaToTypeScriptFormatted() {
  const { compile } = await import("json-schema-to-typescript");
  const options = { bannerComment: "", $refOptions: { resolve: { external: false } } };
  return async (servers) => {
    for (const { schema } of schemasOf(servers)) await compile(schema, "T", options);
  };
}

async function cloudflare() {
  await loadContestant("cloudflare");
  const { generateTypesFromJsonSchema } = await import("@cloudflare/codemode");
  return (servers) =>
    servers.map((tools) =>
      generateTypesFromJsonSchema(Object.fromEntries(tools.map((tool) => [tool.name, tool]))),
    );
}

async function openapi() {
  const { default: openapiTs, astToString } = await import("openapi-typescript");
  return async (servers) => {
    for (const tools of servers) {
      const parts = schemasOf([tools]).map(({ schema }, index) => {
        // Definitions of several tools may have one name: each tool's stay apart.
        const components = Object.entries(hoistDefinitions(schema, "T"));
        const text = JSON.stringify(components.map(([name, part]) => [`T${index}_${name}`, part]));
        return JSON.parse(
          text.replaceAll("#/components/schemas/", `#/components/schemas/T${index}_`),
        );
      });
      const document = {
        openapi: "3.1.0",
        info: { title: "T", version: "1" },
        paths: {},
        components: { schemas: Object.fromEntries(parts.flat()) },
      };
      astToString(await openapiTs(document, { silent: true, defaultNonNullable: false }));
    }
  };
}

/** @param {Servers} servers @returns {{ schema: any, role: "input" | "output" }[]} */
function schemasOf(servers) {
  return servers
    .flat()
    .flatMap(({ inputSchema, outputSchema }) => [
      { schema: inputSchema, role: "input" },
      ...(outputSchema === undefined ? [] : [{ schema: outputSchema, role: "output" }]),
    ]);
}
