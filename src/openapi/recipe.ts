import { z } from "zod/mini";
import type { JsonObject, JsonValue } from "../json.ts";
import { own } from "./own.ts";
import { RECIPE_KEY } from "./recipe-key.ts";

const text = z.string();
const flag = z.optional(z.literal(true));

const parameter = z.strictObject({
  /** The property of the tool's input. */
  input: text,
  /** The name in the request. */
  name: text,
  in: z.enum(["path", "query", "header", "cookie"]),
  style: z.enum([
    "simple",
    "label",
    "matrix",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
  ]),
  explode: z.boolean(),
  /** The value is one JSON text (`content` instead of `schema`). */
  json: flag,
  /** Reserved characters stay as they are, in queries. */
  allowReserved: flag,
});

const part = z.strictObject({
  style: z.optional(z.enum(["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
  explode: z.optional(z.boolean()),
  mediaType: z.optional(text),
  /** The value is base64 of the bytes. */
  binary: flag,
});

const body = z.strictObject({
  input: text,
  kind: z.enum(["json", "form", "multipart", "text", "binary"]),
  mediaType: text,
  /** By property of a form. */
  parts: z.array(z.tuple([text, part])),
});

/** `any`: the document leaves it open, and what arrives says it. */
const responseKind = z.enum(["json", "text", "binary", "none", "any"]);

const need = z.strictObject({
  scheme: text,
  kind: z.enum(["header", "query", "cookie", "bearer", "basic", "unsupported"]),
  /** Of the header, the query parameter or the cookie. */
  name: text,
});

const recipe = z.strictObject({
  method: z.enum(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]),
  /** `null`: the document has none that can be used, and the configuration's `baseUrl` is. */
  server: z.nullable(text),
  /** With `{name}` where a path parameter goes. */
  path: text,
  parameters: z.array(parameter),
  body: z.nullable(body),
  accept: text,
  /** By status (`200`, `2XX`, `default`): how the body is read. */
  responses: z.array(z.tuple([text, responseKind])),
  /** Alternatives; each names everything it needs. Empty: anyone may call. */
  security: z.array(z.array(need)),
});

/** How one operation is called, without anything secret: committed with its tool. */
export type Recipe = z.infer<typeof recipe>;
export type ParameterRecipe = z.infer<typeof parameter>;
export type BodyRecipe = z.infer<typeof body>;
export type PartRecipe = z.infer<typeof part>;
export type ResponseKind = z.infer<typeof responseKind>;
export type SecurityNeed = z.infer<typeof need>;

/** @returns `null` where the entry has none, or one that this version cannot follow */
export function readRecipe(entry: JsonValue): Recipe | null {
  const given = own(own(entry, "_meta"), RECIPE_KEY);
  const parsed = recipe.safeParse(given);
  return parsed.success ? parsed.data : null;
}

/** The recipe as a member of the entry's `_meta`. */
export function recipeMeta(given: Recipe): JsonObject {
  return { [RECIPE_KEY]: JSON.parse(JSON.stringify(given)) as JsonValue };
}
