import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { SpecDocument } from "./document.ts";
import { MAX_OPERATIONS, MAX_PARAMETERS } from "./limits.ts";
import { own, ownList, ownObject, ownText } from "./own.ts";
import type { Recipe } from "./recipe.ts";
import { templateNames } from "./path-template.ts";
import type { Place, SpecFile } from "./references.ts";
import { fromSwaggerOperation } from "./swagger.ts";

/** One operation, its references to parameters followed. */
export interface Operation {
  /** Unique in the document: the name of its tool. */
  name: string;
  method: Recipe["method"];
  /** Without a fragment, by which some documents keep two operations of one path apart. */
  path: string;
  /** As the document has it. */
  writtenPath: string;
  node: JsonObject;
  file: SpecFile;
  /** Parameter Objects: those of the path, replaced by the operation's own of the same place and name. */
  parameters: Place<JsonObject>[];
  /** Of the operation, its path or the document, in this order. */
  servers: JsonValue[];
}

const METHODS = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
] as const;

/** The operations of a document in its own order. */
export function readOperations(document: SpecDocument): Operation[] {
  const operations: Operation[] = [];
  const paths = ownObject(document.main.root, "paths") ?? {};
  for (const [path, given] of Object.entries(paths)) {
    if (path.startsWith("x-")) continue;
    const item = document.references.follow({ node: given, file: document.main });
    if (item === null) continue;
    for (const method of METHODS) {
      const given = own(item.node, method);
      if (!isJsonObject(given)) continue;
      // No specification allows a reference here, and documents of many files have them.
      const operation = document.references.follow({ node: given, file: item.file });
      if (operation === null) continue;
      if (operations.length >= MAX_OPERATIONS) return named(operations);
      operations.push(readOperation(document, path, method, item, operation));
    }
  }
  return named(operations);
}

function readOperation(
  document: SpecDocument,
  writtenPath: string,
  method: Recipe["method"],
  item: Place<JsonObject>,
  { node, file }: Place<JsonObject>,
): Operation {
  const path = writtenPath.split("#")[0] as string;
  const merged = mergeParameters(document, item, { node, file }, path);
  const { operation, parameters } = document.isSwagger
    ? fromSwaggerOperation(node, document.main.root, merged)
    : { operation: node, parameters: merged };
  const nearest = [ownList(node, "servers"), ownList(item.node, "servers")].find(
    (servers) => servers.length > 0,
  );
  return {
    name: ownText(node, "operationId") ?? "",
    method,
    path,
    writtenPath,
    node: operation,
    file,
    parameters,
    servers: nearest ?? document.servers,
  };
}

/**
 * Those of the path, replaced by the operation's own. What the path's template does not have cannot be sent, and what it
 * has without saying more is a text.
 */
function mergeParameters(
  document: SpecDocument,
  item: Place<JsonObject>,
  operation: Place<JsonObject>,
  path: string,
): Place<JsonObject>[] {
  const steps = new Set(templateNames(path));
  const byPlace = new Map<string, Place<JsonObject>>();
  for (const { node: owner, file } of [item, operation]) {
    for (const node of ownList(owner, "parameters")) {
      const place = document.references.follow({ node, file });
      const name = ownText(place?.node, "name");
      const where = ownText(place?.node, "in");
      if (place === null || name === null || where === null) continue;
      if (where !== "path" || steps.has(name)) byPlace.set(`${where} ${name}`, place);
    }
  }
  const undeclared = [...steps].filter((name) => !byPlace.has(`path ${name}`)).map(pathParameter);
  const missing = undeclared.map((node) => ({ node, file: operation.file }));
  return [...missing, ...byPlace.values()].slice(0, MAX_PARAMETERS);
}

function pathParameter(name: string): JsonObject {
  return { name, in: "path", required: true, type: "string", schema: { type: "string" } };
}

/** Longest `operationId` that is taken for a name. */
const MAX_NAME = 128;

/**
 * Gives every operation a name of its own: its `operationId` unless it has none, a very long one, or one that others have
 * too; then one made of method and path (`get_pets_petId`), and where that is not alone either, both as they are.
 */
function named(operations: readonly Operation[]): Operation[] {
  const taken = countBy(operations, ({ name }) => name);
  const isUsable = (name: string): boolean =>
    name.trim() !== "" && name.length <= MAX_NAME && taken.get(name) === 1;
  const made = countBy(operations, madeName);
  return operations.map((operation) => {
    if (isUsable(operation.name)) return operation;
    const name = madeName(operation);
    const isAlone = made.get(name) === 1 && !taken.has(name);
    return { ...operation, name: isAlone ? name : `${operation.method} ${operation.writtenPath}` };
  });
}

function madeName({ method, writtenPath }: Operation): string {
  const words = writtenPath.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return [method, ...words].join("_").slice(0, MAX_NAME);
}

function countBy(
  operations: readonly Operation[],
  key: (operation: Operation) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const operation of operations) {
    counts.set(key(operation), (counts.get(key(operation)) ?? 0) + 1);
  }
  return counts;
}
