import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { SpecDocument } from "./document.ts";
import { inputSchema } from "./input-schema.ts";
import { MAX_DESCRIPTION } from "./limits.ts";
import type { Operation } from "./operations.ts";
import { own, ownText } from "./own.ts";
import { inputParameters } from "./parameters.ts";
import { recipeMeta, type Recipe, type SecurityNeed } from "./recipe.ts";
import { readRequestBody } from "./request-body.ts";
import { readResponses, type SuccessResponse } from "./responses.ts";
import { createTranslator } from "./schema.ts";
import { readSecurity } from "./security.ts";

export interface EntryContext {
  document: SpecDocument;
  schemes: ReadonlyMap<string, SecurityNeed>;
  /** `<place> <name>` of what no program sets. */
  owned: ReadonlySet<string>;
}

export interface BuiltEntry {
  entry: JsonObject;
  recipe: Recipe;
  /** Whether far parts of its schemas were left out. */
  cut: boolean;
}

/** One operation as an entry of `tools/list`, with the recipe of its requests in `_meta`. */
export function buildEntry(
  operation: Operation,
  server: string | null,
  context: EntryContext,
): BuiltEntry {
  const { document, schemes, owned } = context;
  const body = readRequestBody(operation, document.references);
  const parameters = inputParameters(operation.parameters, owned, body !== null);
  const responses = readResponses(operation, document);
  const input = inputSchema(parameters, body, document);
  const output = outputSchema(responses, document);
  const recipe: Recipe = {
    method: operation.method,
    server,
    path: operation.path,
    parameters: parameters.map((parameter) => parameter.recipe),
    body: body?.recipe ?? null,
    accept: acceptHeader(responses),
    responses: responses.map(({ status, kind }) => [status, kind]),
    security: readSecurity(operation, document, schemes),
  };
  const title = ownText(operation.node, "summary");
  return {
    entry: {
      name: operation.name,
      ...(title === null ? {} : { title: title.slice(0, 200) }),
      description: describe(operation),
      annotations: annotate(operation.method),
      inputSchema: input.schema,
      outputSchema: output.schema,
      _meta: recipeMeta(recipe),
    },
    recipe,
    cut: input.cut || output.cut,
  };
}

/** Method and path come last; a summary alone gets its full stop, without which it would read as a title. */
function describe({ node, method, path }: Operation): string {
  const summary = (ownText(node, "summary") ?? "").trim();
  const given = (ownText(node, "description") ?? "").trim();
  const said = given === "" ? summary.replace(/(?<=[^.!?:])$/, ".") : given;
  const text = said.length > MAX_DESCRIPTION ? `${said.slice(0, MAX_DESCRIPTION)}...` : said;
  const isDeprecated = own(node, "deprecated") === true;
  const whole = isDeprecated ? (text === "" ? "Deprecated." : `Deprecated: ${text}`) : text;
  return [whole, `${method.toUpperCase()} ${path}`].filter((part) => part !== "").join("\n\n");
}

const READS: ReadonlySet<Recipe["method"]> = new Set(["get", "head", "options", "trace", "query"]);
const REPEATABLE: ReadonlySet<Recipe["method"]> = new Set(["put", "delete"]);

/** RFC 9110, sections 9.2.1 and 9.2.2. */
function annotate(method: Recipe["method"]): JsonObject {
  if (READS.has(method)) return { readOnlyHint: true };
  return {
    readOnlyHint: false,
    ...(REPEATABLE.has(method) ? { idempotentHint: true } : {}),
    ...(method === "delete" ? { destructiveHint: true } : {}),
  };
}

/** Bytes come as base64, in the words that MCP has for them. */
const BINARY_OUTPUT: JsonObject = {
  type: "object",
  properties: {
    mimeType: { type: "string" },
    blob: { type: "string", description: "The bytes in base64.", contentEncoding: "base64" },
  },
  required: ["mimeType", "blob"],
};

function outputSchema(
  responses: readonly SuccessResponse[],
  document: SpecDocument,
): { schema: JsonObject; cut: boolean } {
  const translator = createTranslator(document.references, document.dialect, "output");
  const seen = new Set<string>();
  const schemas: JsonValue[] = [];
  for (const { kind, schema } of responses) {
    const translated =
      kind === "json" || kind === "any"
        ? translator.translate(schema)
        : kind === "text"
          ? { type: "string" }
          : kind === "binary"
            ? BINARY_OUTPUT
            : { type: "null" };
    const text = JSON.stringify(translated);
    if (!seen.has(text)) schemas.push(translated);
    seen.add(text);
  }
  const definitions = translator.definitions();
  const [only] = schemas;
  const schema: JsonObject =
    schemas.length === 1 && isJsonObject(only)
      ? only
      : schemas.length === 0
        ? {}
        : { anyOf: schemas };
  return {
    schema: definitions === null ? schema : { ...schema, $defs: definitions },
    cut: translator.cut,
  };
}

function acceptHeader(responses: readonly SuccessResponse[]): string {
  const types = new Set(responses.flatMap(({ mediaType }) => mediaType ?? []));
  return [...types, "application/json;q=0.5", "*/*;q=0.1"].slice(0, 12).join(", ");
}
