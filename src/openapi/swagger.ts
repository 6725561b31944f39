import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { own, ownList, ownObject, ownText } from "./own.ts";
import type { Place } from "./references.ts";

/** Members of a 2.0 parameter or header that are its schema ("Parameter Object", "Items Object"). */
const SCHEMA_WORDS = [
  "type",
  "format",
  "items",
  "default",
  "enum",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
  "maxLength",
  "minLength",
  "pattern",
  "maxItems",
  "minItems",
  "uniqueItems",
  "multipleOf",
  "x-nullable",
];

/** Swagger 2.0 "collectionFormat" in the styles of OpenAPI 3. */
const STYLES = new Map<string, JsonObject>([
  ["ssv", { style: "spaceDelimited", explode: false }],
  ["pipes", { style: "pipeDelimited", explode: false }],
  ["multi", { style: "form", explode: true }],
]);

/** An operation of Swagger 2.0 in the words of OpenAPI 3.0: the body and the media types above all. */
export function fromSwaggerOperation(
  operation: JsonObject,
  root: JsonValue,
  parameters: readonly Place<JsonObject>[],
): { operation: JsonObject; parameters: Place<JsonObject>[] } {
  const consumes = mediaTypes(operation, root, "consumes");
  const produces = mediaTypes(operation, root, "produces");
  const inBody = parameters.find(({ node }) => own(node, "in") === "body");
  const inForm = parameters.filter(({ node }) => own(node, "in") === "formData");
  const content = requestContent(inBody, inForm, consumes);
  const required = [...(inBody === undefined ? [] : [inBody]), ...inForm].some(
    ({ node }) => own(node, "required") === true,
  );
  return {
    operation: {
      ...operation,
      ...(content === null ? {} : { requestBody: { required, content } }),
      responses: { ...ownObject(operation, "responses") },
      "x-produces": produces,
    },
    parameters: parameters
      .filter(({ node }) => own(node, "in") !== "body" && own(node, "in") !== "formData")
      .map(({ node, file }) => ({ node: fromSwaggerParameter(node), file })),
  };
}

function mediaTypes(operation: JsonObject, root: JsonValue, name: string): string[] {
  const given = own(operation, name) === undefined ? ownList(root, name) : ownList(operation, name);
  const types = given.filter((type) => typeof type === "string");
  return types.length === 0 ? ["application/json"] : types;
}

function fromSwaggerParameter(node: JsonObject): JsonObject {
  const isQuery = own(node, "in") === "query";
  const style = STYLES.get(ownText(node, "collectionFormat") ?? "");
  return {
    ...node,
    schema: schemaOf(node),
    ...(isQuery ? (style ?? { style: "form", explode: false }) : { explode: false }),
  };
}

function schemaOf(node: JsonObject): JsonObject {
  return Object.fromEntries(
    SCHEMA_WORDS.filter((word) => Object.hasOwn(node, word)).map((word) => [
      word,
      node[word] as JsonValue,
    ]),
  );
}

function requestContent(
  inBody: Place<JsonObject> | undefined,
  inForm: readonly Place<JsonObject>[],
  consumes: readonly string[],
): JsonObject | null {
  if (inBody !== undefined) {
    const schema = own(inBody.node, "schema") ?? {};
    return Object.fromEntries(consumes.map((type) => [type, { schema }]));
  }
  if (inForm.length === 0) return null;
  const hasFile = inForm.some(({ node }) => own(node, "type") === "file");
  const named = inForm.flatMap(({ node }): [string, JsonObject][] => {
    const name = ownText(node, "name");
    const description = ownText(node, "description");
    if (name === null) return [];
    const schema: JsonObject = {
      ...schemaOf(node),
      ...(own(node, "type") === "file" ? { type: "string", format: "binary" } : {}),
      ...(description === null ? {} : { description }),
    };
    return [[name, schema]];
  });
  const required = inForm
    .filter(({ node }) => own(node, "required") === true)
    .flatMap(({ node }) => ownText(node, "name") ?? []);
  const schema: JsonObject = { type: "object", properties: Object.fromEntries(named), required };
  const multipart = hasFile || !consumes.includes("application/x-www-form-urlencoded");
  const isMultipart = hasFile || (multipart && consumes.includes("multipart/form-data"));
  return {
    [isMultipart ? "multipart/form-data" : "application/x-www-form-urlencoded"]: { schema },
  };
}

/** A response of Swagger 2.0 with its schema under the media types that the operation produces. */
export function fromSwaggerResponse(response: JsonObject, operation: JsonObject): JsonObject {
  const schema = own(response, "schema");
  if (schema === undefined) return response;
  const isFile = isJsonObject(schema) && own(schema, "type") === "file";
  const produces = ownList(operation, "x-produces").filter((type) => typeof type === "string");
  const types = isFile ? ["application/octet-stream"] : produces;
  return { ...response, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

/** `schemes`, `host` and `basePath` as a list of servers. */
export function swaggerServers(root: JsonValue): JsonValue[] {
  const host = ownText(root, "host");
  const basePath = ownText(root, "basePath") ?? "";
  if (host === null) return [{ url: basePath === "" ? "/" : basePath }];
  const schemes = ownList(root, "schemes").filter((scheme) => typeof scheme === "string");
  const scheme = schemes.includes("https") || schemes.length === 0 ? "https" : schemes[0];
  return [{ url: `${scheme}://${host}${basePath}` }];
}

/** `securityDefinitions` as security schemes of OpenAPI 3. */
export function swaggerSchemes(root: JsonValue): JsonObject {
  return Object.fromEntries(
    Object.entries(ownObject(root, "securityDefinitions") ?? {}).map(([name, scheme]) => [
      name,
      own(scheme, "type") === "basic" ? { type: "http", scheme: "basic" } : scheme,
    ]),
  );
}
