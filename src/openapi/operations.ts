import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { SpecDocument } from "./document.ts";
import { MAX_OPERATIONS, MAX_PARAMETERS } from "./limits.ts";
import { own, ownList, ownObject, ownText } from "./own.ts";
import type { Recipe } from "./recipe.ts";
import type { Place, SpecFile } from "./references.ts";
import { fromSwaggerOperation } from "./swagger.ts";

/** One operation, its references to parameters followed. */
export interface Operation {
  /** Unique in the document: the name of its tool. */
  name: string;
  method: Recipe["method"];
  path: string;
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
      const node = own(item.node, method);
      if (!isJsonObject(node)) continue;
      if (operations.length >= MAX_OPERATIONS) return named(operations);
      operations.push(readOperation(document, path, method, item, node));
    }
  }
  return named(operations);
}

function readOperation(
  document: SpecDocument,
  path: string,
  method: Recipe["method"],
  item: Place<JsonObject>,
  given: JsonObject,
): Operation {
  const { file } = item;
  const merged = mergeParameters(document, item, given);
  const { operation, parameters } = document.isSwagger
    ? fromSwaggerOperation(given, document.main.root, merged)
    : { operation: given, parameters: merged };
  const nearest = [ownList(given, "servers"), ownList(item.node, "servers")].find(
    (servers) => servers.length > 0,
  );
  return {
    name: ownText(given, "operationId") ?? "",
    method,
    path,
    node: operation,
    file,
    parameters,
    servers: nearest ?? document.servers,
  };
}

function mergeParameters(
  document: SpecDocument,
  item: Place<JsonObject>,
  operation: JsonObject,
): Place<JsonObject>[] {
  const byPlace = new Map<string, Place<JsonObject>>();
  for (const node of [...ownList(item.node, "parameters"), ...ownList(operation, "parameters")]) {
    const place = document.references.follow({ node, file: item.file });
    const name = ownText(place?.node, "name");
    const where = ownText(place?.node, "in");
    if (place === null || name === null || where === null) continue;
    byPlace.set(`${where} ${name}`, place);
  }
  return [...byPlace.values()].slice(0, MAX_PARAMETERS);
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
    return { ...operation, name: isAlone ? name : `${operation.method} ${operation.path}` };
  });
}

function madeName({ method, path }: Operation): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
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
