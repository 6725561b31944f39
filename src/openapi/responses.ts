import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { SpecDocument } from "./document.ts";
import { isJsonType, isMediaType, isTextType } from "./media-type.ts";
import type { Operation } from "./operations.ts";
import { own, ownObject } from "./own.ts";
import type { ResponseKind } from "./recipe.ts";
import type { Place } from "./references.ts";
import { fromSwaggerResponse } from "./swagger.ts";

/** One answer that means success. */
export interface SuccessResponse {
  /** `200`, `2XX`, `default`. */
  status: string;
  kind: ResponseKind;
  mediaType: string | null;
  /** Of JSON, and of what is left open. */
  schema: Place;
}

/** The answers that mean success, by status. Without any of 2xx, `default` is it. */
export function readResponses(operation: Operation, document: SpecDocument): SuccessResponse[] {
  const responses = Object.entries(ownObject(operation.node, "responses") ?? {});
  const successes = responses.filter(([status]) => /^2(?:\d\d|XX)$/i.test(status));
  const chosen =
    successes.length > 0 ? successes : responses.filter(([status]) => status === "default");
  return chosen.map(([status, given]) => {
    const place = document.references.follow({ node: given, file: operation.file });
    const found: Place<JsonObject> = place ?? { node: {}, file: operation.file };
    const node = document.isSwagger ? fromSwaggerResponse(found.node, operation.node) : found.node;
    const hasBody = operation.method !== "head" && status !== "204" && status !== "205";
    return {
      status: status.replace(/xx$/i, "XX"),
      ...(hasBody ? readContent(node, found) : { ...NO_BODY, schema: found }),
    };
  });
}

const NO_BODY = { kind: "none", mediaType: null } as const;

/**
 * JSON before text before bytes: the one media type that is asked for. A response without `content` says nothing of its
 * body, and many a service has one then; the same holds of `*` `/*`, and of JSON without a schema, under which
 * frameworks put downloads.
 */
function readContent(node: JsonObject, place: Place): Omit<SuccessResponse, "status"> {
  const content = ownObject(node, "content");
  if (content === null) {
    return { kind: "any", mediaType: null, schema: { node: {}, file: place.file } };
  }
  const types = Object.entries(content).filter(([type]) => isMediaType(type));
  const json = types.find(([type]) => isJsonType(type));
  if (json !== undefined) {
    const schema: Place = { node: own(json[1], "schema") ?? {}, file: place.file };
    const isOpen = json[0].includes("*") || isEmptySchema(schema.node);
    return { kind: isOpen ? "any" : "json", mediaType: json[0], schema };
  }
  const text = types.find(([type]) => isTextType(type));
  if (text !== undefined) return { kind: "text", mediaType: text[0], schema: place };
  const other = types[0];
  if (other !== undefined) return { kind: "binary", mediaType: other[0], schema: place };
  return { ...NO_BODY, schema: place };
}

function isEmptySchema(schema: JsonValue): boolean {
  return schema === true || (isJsonObject(schema) && Object.keys(schema).length === 0);
}
