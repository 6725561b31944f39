import type { ServerCatalog } from "../introspect/catalog.ts";
import type { JsonValue } from "../json.ts";
import {
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

type Lists = "resources" | "resourceTemplates" | "prompts";

const readRequired = readFields<Omit<ServerCatalog, "transport" | Lists>>({
  catalogVersion: readOneOf(1),
  server: readString,
  era: readOneOf("legacy", "modern"),
  protocolVersion: readString,
  serverInfo: readObject,
  capabilities: readObject,
  instructions: readNullableString,
  tools: readArray(readValue),
});

const readTransport = withOptional(readRequired, "transport", readOneOf("sse"));
const readPrompts = withOptional(readTransport, "prompts", readArray(readValue));
const readResources = withOptional(readPrompts, "resources", readArray(readValue));

const readCatalog: Reader<ServerCatalog> = withOptional(
  readResources,
  "resourceTemplates",
  readArray(readValue),
);

/**
 * Reads the text of a committed catalog. Nothing about its tools is checked: they are read one by one by `model/`.
 *
 * @throws SyntaxError, MalformedJsonError
 */
export function parseCatalog(text: string): ServerCatalog {
  return readCatalog(JSON.parse(text) as JsonValue, "");
}
