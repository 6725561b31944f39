import { defineOwn, isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { SpecDocument } from "./document.ts";
import { own, ownObject } from "./own.ts";
import type { InputParameter } from "./parameters.ts";
import type { InputBody } from "./request-body.ts";
import { isBinary } from "./request-body.ts";
import type { Place } from "./references.ts";
import { createTranslator, type SchemaTranslator } from "./schema.ts";

const BASE64: JsonObject = {
  type: "string",
  description: "The bytes in base64.",
  contentEncoding: "base64",
};

/** A file of a multipart form: its bytes, or those with a name and a type. */
const FILE: JsonObject = {
  anyOf: [
    BASE64,
    {
      type: "object",
      properties: {
        blob: BASE64,
        filename: { type: "string" },
        mimeType: { type: "string" },
      },
      required: ["blob"],
      additionalProperties: false,
    },
  ],
};

/** One object with a property for each parameter and one for the body. */
export function inputSchema(
  parameters: readonly InputParameter[],
  body: InputBody | null,
  document: SpecDocument,
): { schema: JsonObject; cut: boolean } {
  const translator = createTranslator(document.references, document.dialect, "input");
  const properties: JsonObject = {};
  const required: string[] = [];
  for (const parameter of parameters) {
    const { input } = parameter.recipe;
    defineOwn(properties, input, parameterSchema(parameter, translator));
    if (parameter.required) required.push(input);
  }
  if (body !== null) {
    const { input } = body.recipe;
    properties[input] = withDescription(bodySchema(body, document, translator), body.description);
    if (body.required) required.push(input);
  }
  const definitions = translator.definitions();
  return {
    schema: {
      type: "object",
      properties,
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: false,
      ...(definitions === null ? {} : { $defs: definitions }),
    },
    cut: translator.cut,
  };
}

function parameterSchema(
  { schema, description, deprecated }: InputParameter,
  translator: SchemaTranslator,
): JsonValue {
  const translated = withDescription(translator.translate(schema), description);
  return deprecated && isJsonObject(translated) ? { ...translated, deprecated: true } : translated;
}

function bodySchema(
  { schema, recipe }: InputBody,
  document: SpecDocument,
  translator: SchemaTranslator,
): JsonValue {
  if (schema === null) return BASE64;
  const isForm = recipe.kind === "multipart" || recipe.kind === "form";
  const resolved = isForm ? document.references.follow(schema) : null;
  if (resolved === null || !recipe.parts.some(([, part]) => part.binary === true)) {
    return translator.translate(schema);
  }
  return withFiles(resolved, translator);
}

/** The properties that are bytes become files; a list of them a list of files. */
function withFiles({ node, file }: Place<JsonObject>, translator: SchemaTranslator): JsonValue {
  const members = Object.entries(ownObject(node, "properties") ?? {});
  const files = members.filter(([, member]) => isBinary(member));
  const others = members.filter(([, member]) => !isBinary(member));
  const rest = translator.translate({
    node: { ...node, properties: Object.fromEntries(others) },
    file,
  });
  if (!isJsonObject(rest)) return rest;
  const replaced = files.map(([name, member]): [string, JsonValue] => [
    name,
    own(member, "type") === "array" ? { type: "array", items: FILE } : FILE,
  ]);
  const properties = Object.fromEntries([
    ...Object.entries(ownObject(rest, "properties") ?? {}),
    ...replaced,
  ]);
  return { ...rest, properties };
}

function withDescription(schema: JsonValue, description: string | null): JsonValue {
  if (description === null || !isJsonObject(schema)) return schema;
  return { ...schema, description: description.slice(0, 1_000) };
}
