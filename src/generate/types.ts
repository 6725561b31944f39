import type { TrustOptions } from "../config/trust/approve.ts";
import type { ProtocolChoice } from "../config/define.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { IntrospectProgress } from "../introspect/introspect.ts";

/** Options of {@link generate}. */
export interface GenerateOptions extends TrustOptions {
  /** Folder in which the search for the configuration begins. */
  cwd: string;
  /** The configuration itself, instead of a search; relative to `cwd`. */
  configPath?: string;
  /** Start no server: work from the committed catalogs. */
  offline?: boolean;
  /** Write nothing; what would change is an error `OUTPUT_STALE`. */
  check?: boolean;
  /** Write nothing; only report what would change. */
  dryRun?: boolean;
  /** Make the present surface the base of the next version. */
  release?: boolean;
  /** Keys of the servers to ask; the others are taken from their committed catalogs. Default: all. */
  servers?: readonly string[];
  /** What to speak with the servers that are asked, instead of what is configured and remembered. */
  protocol?: ProtocolChoice;
  /** Ends the servers and writes nothing. */
  signal?: AbortSignal;
  /** Where `${VAR}` of the configuration come from. Default: `process.env`. */
  env?: Readonly<Record<string, string | undefined>>;
  onProgress?: (progress: GenerateProgress) => void;
  /** Each line that a server writes to its standard error. */
  onServerLog?: (serverKey: string, line: string) => void;
}

export type GenerateProgress = IntrospectProgress;

/** What {@link generate} did; plain JSON. */
export interface GenerateReport {
  /** No error among the diagnostics. */
  ok: boolean;
  /** Absolute path of the output folder. */
  outDir: string;
  /** The SDK's version. */
  version: string;
  /** Against the released version. */
  surface: {
    released: string;
    added: string[];
    removed: string[];
    changed: string[];
    docsOnly: string[];
  };
  /** The files that changed, or would; sorted by path. */
  changes: { path: string; kind: "create" | "update" | "delete" }[];
  /** In the order of their keys. */
  servers: GeneratedServer[];
  diagnostics: Diagnostic[];
  /** Whether any file was written. */
  wrote: boolean;
}

export interface GeneratedServer {
  key: string;
  /** The list of another program that it is imported from; absent for one of the configuration itself. */
  from?: string;
  /** The identifier in programs; `null` when the server is left out. */
  name: string | null;
  /**
   * `asked`: its catalog was read from the server. `committed`: from the output folder, as wanted. `kept`: it failed, and
   * its last good catalog was used. `left out`: it failed or was not asked, and there is no catalog of it.
   */
  state: "asked" | "committed" | "kept" | "left out";
  /** Number of tools in the SDK. */
  tools: number;
  /** Number of prompts in the SDK. */
  prompts: number;
  /** Number of functions in the SDK that read or list resources. */
  resources: number;
}
