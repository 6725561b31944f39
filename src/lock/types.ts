/** The lock, `codemode.lock.json`: hashes and facts, committed. No secret and no interpolated value is ever in it. */
import type { ServerSource } from "../config/template.ts";
import type { Era } from "../introspect/catalog.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { FunctionKind, ResultMode, ToolAnnotations } from "../model/types.ts";

export interface Lock {
  /** Version of this file's format. */
  lockVersion: 1;
  generator: { name: "codemode"; version: string };
  /** Version of the SDK as written: the released one moved by the difference to it. */
  version: string;
  /** The SDK's package name, which programs may import. */
  packageName: string;
  /** What every command declares to every server: `CLIENT_CAPABILITIES` when it was generated. */
  clientCapabilities: JsonObject;
  released: ReleasedSurface;
  /** Sorted by key. */
  servers: LockServer[];
}

export interface ReleasedSurface {
  version: string;
  /** Sorted by server, then by tool. */
  tools: SurfaceTool[];
}

/** What semver compares of one tool; see `diff/`. */
export interface SurfaceTool {
  /** The server's name in the SDK. */
  server: string;
  /** The tool's name in the SDK. */
  tool: string;
  types: string;
  docs: string;
}

export interface LockServer {
  /** The key in the configuration. */
  key: string;
  /** The identifier in programs. */
  name: string;
  /** How it was reached: the templates of the configuration, `${VAR}` unexpanded. */
  source: LockSource;
  era: Era;
  protocolVersion: string;
  /** As in the catalog. */
  transport?: "sse";
  serverInfo: JsonObject;
  /** SHA-256 (hex) of `catalog/<key>.json`. */
  catalogHash: string;
  /** Tools by `wireName`, then what else is called like one; what `include` / `exclude` leave out is absent. */
  tools: LockTool[];
}

export type LockSource = ServerSource;

export interface LockTool {
  /** Absent: a tool. */
  kind?: FunctionKind;
  wireName: string;
  /** Its name in programs: it keeps it while the server has the tool, whatever tools are added. */
  name: string;
  /** Stem of its type names, kept like the name. */
  typeName: string;
  hash: string;
  result: ResultMode;
  annotations: ToolAnnotations;
  /** Reserved: an output schema inferred from recorded results and reviewed, or `null`. */
  inferredOutputSchema: JsonValue;
}
