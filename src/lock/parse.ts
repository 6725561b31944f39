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
  const value = parseJson(text);
  const version = isJsonObject(value) ? value["lockVersion"] : undefined;
  if (typeof version === "number" && version !== LOCK_VERSION) {
    throw codemodeError(
      "OUTPUT_LOCK_VERSION",
      `${LOCK_PATH} has format ${version}; this codemode reads format ${LOCK_VERSION}.`,
    );
  }
  try {
    return readLock(value, "");
  } catch (error) {
    if (!(error instanceof MalformedJsonError)) throw error;
    throw codemodeError("OUTPUT_LOCK_DAMAGED", `${LOCK_PATH} is not a lock: ${error.message}.`);
  }
}

function parseJson(text: string): JsonValue {
  if (/^(?:<{7}|>{7}) /m.test(text)) {
    throw codemodeError("OUTPUT_LOCK_DAMAGED", `${LOCK_PATH} has the marks of a merge conflict.`);
  }
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

const readReleased = readFields<ReleasedSurface>({
  version: readString,
  tools: readArray(readSurfaceTool),
});

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

const readServerFacts = readFields<Omit<LockServer, "transport">>({
  key: readString,
  name: readString,
  source: readSource,
  era: readOneOf("legacy", "modern"),
  protocolVersion: readString,
  serverInfo: readObject,
  catalogHash: readString,
  tools: readArray(readTool),
});

const readServer: Reader<LockServer> = withOptional(readServerFacts, "transport", readOneOf("sse"));

const readLock = readFields<Lock>({
  lockVersion: readOneOf(LOCK_VERSION),
  generator: readFields<Lock["generator"]>({ name: readOneOf("codemode"), version: readString }),
  version: readString,
  packageName: readString,
  clientCapabilities: readObject,
  released: readReleased,
  servers: readArray(readServer),
});
