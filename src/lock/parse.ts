import { codemodeError } from "../diagnostics/error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { ToolAnnotations } from "../model/types.ts";
import {
  MalformedJsonError,
  readArray,
  readFields,
  readNullableString,
  readObject,
  readOneOf,
  readString,
  readValue,
  withOptional,
  type Reader,
} from "./json-reader.ts";
import { setListsAside, type ShortText } from "./long-lists.ts";
import { LOCK_PATH } from "./paths.ts";
import type {
  Lock,
  LockServer,
  LockSource,
  LockTool,
  ReleasedSurface,
  SurfaceTool,
} from "./types.ts";

export const LOCK_VERSION = 1;

/**
 * Reads the text of `codemode.lock.json`.
 *
 * @throws CodemodeError `OUTPUT_LOCK_DAMAGED`, `OUTPUT_LOCK_VERSION`
 */
export function parseLock(text: string): Lock {
  assertMerged(text);
  const value = parseJson(text);
  const version = isJsonObject(value) ? value["lockVersion"] : undefined;
  if (typeof version === "number" && version !== LOCK_VERSION) {
    throw codemodeError(
      "OUTPUT_LOCK_VERSION",
      `${LOCK_PATH} has format ${version}; this codemode reads format ${LOCK_VERSION}.`,
    );
  }
  return asLock(() => readLock(value, ""));
}

/**
 * The same lock, whose lists of tools are read when they are first asked for: where one is damaged, that throws.
 *
 * @throws CodemodeError `OUTPUT_LOCK_DAMAGED`, `OUTPUT_LOCK_VERSION`
 */
export function openLock(text: string): Lock {
  const short = setListsAside(text);
  const lock = short.lists.length === 0 ? null : readShort(short);
  // Whatever is the matter, the whole text says it better.
  if (lock === null) return parseLock(text);
  assertMerged(text);
  return {
    ...lock,
    released: withList(lock.released, "released", short.lists, readSurfaceTools),
    servers: lock.servers.map((server, index) =>
      withList(server, `servers[${index}]`, short.lists, readTools),
    ),
  };
}

/** @returns `null` where that is not what `generate` wrote */
function readShort({ text, lists }: ShortText): LockWithPlaces | null {
  try {
    const lock = readLockWithPlaces(JSON.parse(text) as JsonValue, "");
    return areThePlaces(lock, lists) ? lock : null;
  } catch {
    return null;
  }
}

/** Numbers in the places of lists; a list that is short enough to be written differently is read at once. */
type WithPlace<T> = Omit<T, "tools"> & { tools: JsonValue };

interface LockWithPlaces extends Omit<Lock, "released" | "servers"> {
  released: WithPlace<ReleasedSurface>;
  servers: WithPlace<LockServer>[];
}

/** Whether each list has one place and none has two: a text may have numbers of its own there. */
function areThePlaces({ released, servers }: LockWithPlaces, lists: readonly string[]): boolean {
  const found = [released, ...servers]
    .map(({ tools }) => tools)
    .filter((tools) => !Array.isArray(tools));
  return found.length === lists.length && found.every((place, index) => place === index);
}

/**
 * The holder with its list, which is read when it is first asked for.
 * @returns an object whose `tools` throws CodemodeError `OUTPUT_LOCK_DAMAGED`
 */
function withList<T extends { tools: Item[] }, Item>(
  holder: WithPlace<T>,
  at: string,
  lists: readonly string[],
  read: Reader<Item[]>,
): T {
  const { tools: place } = holder;
  let items: Item[] | undefined;
  const readList = (): Item[] =>
    asLock(() =>
      read(typeof place === "number" ? parseJson(lists[place] as string) : place, `${at}.tools`),
    );
  return Object.defineProperty(holder, "tools", {
    get: () => (items ??= readList()),
    enumerable: true,
  }) as unknown as T;
}

function asLock<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MalformedJsonError)) throw error;
    throw codemodeError("OUTPUT_LOCK_DAMAGED", `${LOCK_PATH} is not a lock: ${error.message}.`);
  }
}

function assertMerged(text: string): void {
  const hasMarks = text.includes("<<<<<<< ") || text.includes(">>>>>>> ");
  if (!hasMarks || !/^(?:<{7}|>{7}) /m.test(text)) return;
  throw codemodeError("OUTPUT_LOCK_DAMAGED", `${LOCK_PATH} has the marks of a merge conflict.`);
}

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw codemodeError("OUTPUT_LOCK_DAMAGED", `${LOCK_PATH} is not JSON.`, {
      detail: (error as SyntaxError).message,
      cause: error,
    });
  }
}

const readSurfaceTool = readFields<SurfaceTool>({
  server: readString,
  tool: readString,
  types: readString,
  docs: readString,
});

const readSurfaceTools = readArray(readSurfaceTool);

const readStdioSource = readFields<Extract<LockSource, { transport: "stdio" }>>({
  transport: readOneOf("stdio"),
  command: readString,
  args: readArray(readString),
  envNames: readArray(readString),
  cwd: readNullableString,
});

const readHttpSource = withOptional(
  readFields<Omit<Extract<LockSource, { transport: "http" }>, "via">>({
    transport: readOneOf("http"),
    url: readString,
    headerNames: readArray(readString),
  }),
  "via",
  readOneOf("http", "sse"),
);

const readOpenApiSource = readFields<Extract<LockSource, { transport: "openapi" }>>({
  transport: readOneOf("openapi"),
  spec: readString,
  baseUrl: readNullableString,
  headerNames: readArray(readString),
  authNames: readArray(readString),
});

const readSource: Reader<LockSource> = (value, at) => {
  const transport = isJsonObject(value) ? value["transport"] : undefined;
  if (transport === "openapi") return readOpenApiSource(value, at);
  return transport === "http" ? readHttpSource(value, at) : readStdioSource(value, at);
};

/** Only the specification's own hints, and only of their types. */
const readAnnotations: Reader<ToolAnnotations> = (value, at) => {
  const object: JsonObject = readObject(value, at);
  const { title, readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = object;
  return {
    ...(typeof title === "string" ? { title } : {}),
    ...(typeof readOnlyHint === "boolean" ? { readOnlyHint } : {}),
    ...(typeof destructiveHint === "boolean" ? { destructiveHint } : {}),
    ...(typeof idempotentHint === "boolean" ? { idempotentHint } : {}),
    ...(typeof openWorldHint === "boolean" ? { openWorldHint } : {}),
  };
};

const readToolFacts = readFields<Omit<LockTool, "kind">>({
  wireName: readString,
  name: readString,
  typeName: readString,
  hash: readString,
  result: readOneOf("structured", "text"),
  annotations: readAnnotations,
  inferredOutputSchema: readValue,
});

const readTool: Reader<LockTool> = withOptional(
  readToolFacts,
  "kind",
  readOneOf("prompt", "resource", "resource-template", "read-resource", "list-resources"),
);

const readTools = readArray(readTool);

/** The lock, with what is to be read where the lists are. */
function readLockOf<SurfaceTools, Tools>(
  surfaceTools: Reader<SurfaceTools>,
  tools: Reader<Tools>,
): Reader<
  Omit<Lock, "released" | "servers"> & {
    released: Omit<ReleasedSurface, "tools"> & { tools: SurfaceTools };
    servers: (Omit<LockServer, "tools"> & { tools: Tools })[];
  }
> {
  const readServerFacts = readFields<Omit<LockServer, "transport" | "tools"> & { tools: Tools }>({
    key: readString,
    name: readString,
    source: readSource,
    era: readOneOf("legacy", "modern"),
    protocolVersion: readString,
    serverInfo: readObject,
    catalogHash: readString,
    tools,
  });
  return readFields({
    lockVersion: readOneOf(LOCK_VERSION),
    generator: readFields<Lock["generator"]>({ name: readOneOf("codemode"), version: readString }),
    version: readString,
    packageName: readString,
    clientCapabilities: readObject,
    released: readFields({ version: readString, tools: surfaceTools }),
    servers: readArray(withOptional(readServerFacts, "transport", readOneOf("sse"))),
  });
}

const readLock: Reader<Lock> = readLockOf(readSurfaceTools, readTools);
const readLockWithPlaces: Reader<LockWithPlaces> = readLockOf(readValue, readValue);
