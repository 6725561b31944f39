import type { JsonObject } from "../../json.ts";
import { compileSchema } from "../schema/compile.ts";
import type { NamedType } from "../types.ts";

/**
 * What the functions that are no tools give, after the specification: "GetPromptResult", "ReadResourceResult" and both
 * lists of resources in one. The same in every SDK: declared once, in `templates/sdk/runtime.d.ts`.
 */
export type SharedResult = "GetPromptResult" | "ReadResourceResult" | "ListResourcesResult";

const STRING: JsonObject = { type: "string" };
const OPEN: JsonObject = { type: "object" };

const ANNOTATIONS: JsonObject = {
  type: "object",
  properties: {
    audience: { type: "array", items: { enum: ["user", "assistant"] } },
    priority: { type: "number" },
    lastModified: STRING,
  },
};

const ICONS: JsonObject = {
  type: "array",
  items: {
    type: "object",
    properties: {
      src: STRING,
      mimeType: STRING,
      sizes: { type: "array", items: STRING },
      theme: { enum: ["light", "dark"] },
    },
    required: ["src"],
  },
};

const CONTENTS: JsonObject = {
  type: "object",
  properties: { uri: STRING, mimeType: STRING, text: STRING, blob: STRING, _meta: OPEN },
  required: ["uri"],
  anyOf: [{ required: ["text"] }, { required: ["blob"] }],
};

const RESOURCE: JsonObject = {
  title: STRING,
  description: STRING,
  mimeType: STRING,
  annotations: ANNOTATIONS,
  icons: ICONS,
  _meta: OPEN,
};

function block(type: string, properties: JsonObject, required: string[]): JsonObject {
  return {
    type: "object",
    properties: { type: { const: type }, ...properties, annotations: ANNOTATIONS, _meta: OPEN },
    required: ["type", ...required],
  };
}

const CONTENT_BLOCK: JsonObject = {
  oneOf: [
    block("text", { text: STRING }, ["text"]),
    block("image", { data: STRING, mimeType: STRING }, ["data", "mimeType"]),
    block("audio", { data: STRING, mimeType: STRING }, ["data", "mimeType"]),
    block("resource_link", { uri: STRING, name: STRING, ...RESOURCE, size: { type: "number" } }, [
      "uri",
      "name",
    ]),
    block("resource", { resource: CONTENTS }, ["resource"]),
  ],
};

/** What a result of each is held against before a program has it. */
export const RESULT_SCHEMAS: Readonly<Record<SharedResult, JsonObject>> = {
  GetPromptResult: {
    type: "object",
    properties: {
      description: STRING,
      messages: {
        type: "array",
        items: {
          type: "object",
          properties: { role: { enum: ["user", "assistant"] }, content: CONTENT_BLOCK },
          required: ["role", "content"],
        },
      },
      _meta: OPEN,
    },
    required: ["messages"],
  },
  ReadResourceResult: {
    type: "object",
    properties: { contents: { type: "array", items: CONTENTS }, _meta: OPEN },
    required: ["contents"],
  },
  ListResourcesResult: {
    type: "object",
    properties: {
      resources: {
        type: "array",
        items: {
          type: "object",
          properties: { uri: STRING, name: STRING, ...RESOURCE, size: { type: "number" } },
          required: ["uri", "name"],
        },
      },
      resourceTemplates: {
        type: "array",
        items: {
          type: "object",
          properties: { uriTemplate: STRING, name: STRING, ...RESOURCE },
          required: ["uriTemplate", "name"],
        },
      },
    },
    required: ["resources", "resourceTemplates"],
  },
};

/** The same as a model is shown them: without what programs hardly need, as prettier has it. */
export const RESULT_SHAPES: Readonly<Record<SharedResult, string>> = {
  GetPromptResult: `{
  description?: string;
  messages: {
    role: "user" | "assistant";
    content:
      | { type: "text"; text: string }
      | { type: "image" | "audio" | "resource" | "resource_link" };
  }[];
}`,
  ReadResourceResult: `{
  contents: { uri: string; mimeType?: string; text?: string; blob?: string }[];
}`,
  ListResourcesResult: `{
  resources: {
    uri: string;
    name: string;
    description?: string;
    mimeType?: string;
  }[];
  resourceTemplates: {
    uriTemplate: string;
    name: string;
    description?: string;
    mimeType?: string;
  }[];
}`,
};

/** A shape on one line. */
export function shapeInline(shape: string): string {
  return shape
    .replaceAll(/;\n\s*\}/g, " }")
    .replaceAll(/:\n\s*\|/g, ":")
    .replaceAll(/\n\s*/g, " ");
}

const compiled = new Map<SharedResult, NamedType>();

/** The type of such a result, as the model has it. */
export function sharedResultType(name: SharedResult): NamedType {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const { type } = compileSchema(RESULT_SCHEMAS[name], { name, role: "output" });
  const shared: NamedType = { ...type, shared: true };
  compiled.set(name, shared);
  return shared;
}
