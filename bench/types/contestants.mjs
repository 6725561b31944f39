// The compilers that are compared, each as its users would call it, and none ever touching the network for a `$ref`.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import path from "node:path";
import { hoistDefinitions } from "./hoist-definitions.mjs";

/**
 * @typedef {object} Contestant
 * @property {string} id
 * @property {string} label with its version
 * @property {(schema: unknown, role: "input" | "output") => Promise<string> | string} compile code that declares a type
 *   `T` inside of a namespace
 */

export const CONTESTANT_IDS = ["codemode", "json-schema-to-typescript", "cloudflare", "openapi"];

/** @param {string} id @returns {Promise<Contestant>} */
export async function loadContestant(id) {
  switch (id) {
    case "codemode":
      return loadCodemode();
    case "json-schema-to-typescript":
      return loadJsonSchemaToTypeScript();
    case "cloudflare":
      return loadCloudflare();
    case "openapi":
      return loadOpenapiTypeScript();
    default:
      throw new Error(`no contestant is called ${id}`);
  }
}

/** What `generate` calls for every schema, and the printer of its SDK with all documentation. */
async function loadCodemode() {
  const { compileSchema } = await import("../../dist/model/schema/compile.js");
  const { printNamedType } = await import("../../dist/model/print.js");
  return {
    id: "codemode",
    label: "codemode",
    compile: (schema, role) =>
      printNamedType(compileSchema(schema, { name: "T", role }).type, { docs: "full" }),
  };
}

/** Its defaults, except that references to other documents are refused: they would be read and fetched. */
async function loadJsonSchemaToTypeScript() {
  const { compile } = await import("json-schema-to-typescript");
  const options = {
    bannerComment: "",
    format: false,
    $refOptions: { resolve: { external: false } },
  };
  return {
    id: "json-schema-to-typescript",
    label: `json-schema-to-typescript ${versionOf("json-schema-to-typescript")}`,
    // A title would rename the root; the bench has to find it.
    compile: (schema) => compile(withoutTitle(structuredClone(schema)), "T", options),
  };
}

/** Its entry needs the Workers runtime, of which the type printer uses nothing. */
async function loadCloudflare() {
  const stub =
    "data:text/javascript,export class DurableObject {} export class RpcTarget {} export class WorkerEntrypoint {}";
  const hook = `export const resolve = (specifier, context, next) =>
    specifier === "cloudflare:workers" ? { url: ${JSON.stringify(stub)}, shortCircuit: true } : next(specifier, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
  const { jsonSchemaToType } = await import("@cloudflare/codemode");
  return {
    id: "cloudflare",
    label: `@cloudflare/codemode ${versionOf("@cloudflare/codemode")}`,
    compile: (schema) => jsonSchemaToType(schema, "T"),
  };
}

/** One OpenAPI 3.1 document per schema, with the option that keeps properties with a default optional. */
async function loadOpenapiTypeScript() {
  const { default: openapiTs, astToString } = await import("openapi-typescript");
  return {
    id: "openapi",
    label: `openapi-typescript ${versionOf("openapi-typescript")}`,
    compile: async (schema) => {
      const document = {
        openapi: "3.1.0",
        info: { title: "T", version: "1" },
        paths: {},
        components: { schemas: hoistDefinitions(schema, "T") },
      };
      const nodes = await openapiTs(document, { silent: true, defaultNonNullable: false });
      return `${astToString(nodes)}\ntype T = components["schemas"]["T"];\n`;
    },
  };
}

function withoutTitle(schema) {
  if (typeof schema !== "object" || schema === null) return schema;
  const { title: _title, ...rest } = schema;
  return rest;
}

function versionOf(name) {
  const file = path.join(import.meta.dirname, "..", "node_modules", name, "package.json");
  return JSON.parse(readFileSync(file, "utf8")).version;
}
