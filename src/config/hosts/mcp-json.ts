import { z } from "zod";
import { createDiagnostic, type Diagnostic } from "../../diagnostics/diagnostic.ts";
import { codemodeError } from "../../diagnostics/error.ts";
import { compareCodeUnits, isJsonObject } from "../../json.ts";
import type { ServerConfig } from "../define.ts";
import { parseJsonFile } from "../parse-json.ts";
import { validateConfig } from "../schema.ts";

export interface HostServers {
  /** Sorted by key; each is valid in a configuration of ours. */
  servers: { key: string; config: ServerConfig }[];
  /** A `CONFIG_HOST_SKIPPED` for each server that was left out, and why. */
  diagnostics: Diagnostic[];
}

/** The two ways in which a server can be given; what else its object holds means nothing to us. */
const stdioServer = z.object({
  type: z.literal("stdio").optional(),
  command: z.string(),
  args: z.array(z.string()).exactOptional(),
  env: z.record(z.string(), z.string()).exactOptional(),
  cwd: z.string().exactOptional(),
});

const httpServer = z.object({
  type: z.enum(["http", "streamable-http", "streamableHttp"]).optional(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).exactOptional(),
});

/**
 * Reads a `.mcp.json`, as Claude Code and others keep it in a project: `{ "mcpServers": { "<key>": { ... } } }`.
 * `${VAR}` and `${VAR:-default}` mean there what they mean here and are kept. Nothing is started.
 *
 * @throws CodemodeError `CONFIG_HOST_INVALID` when the file is not JSON or has no `mcpServers`
 */
export function parseMcpJson(file: string, text: string): HostServers {
  const value = parseJsonFile(file, text, "CONFIG_HOST_INVALID");
  const listed = isJsonObject(value) ? value["mcpServers"] : undefined;
  if (!isJsonObject(listed)) {
    throw codemodeError("CONFIG_HOST_INVALID", `${file} has no object \`mcpServers\`.`);
  }
  const servers: HostServers["servers"] = [];
  const diagnostics: Diagnostic[] = [];
  const keys = new Set<string>();
  const entries = Object.entries(listed).toSorted(([a], [b]) => compareCodeUnits(a, b));
  for (const [name, given] of entries) {
    const read = readServer(name, given, keys);
    if (read.ok) {
      servers.push(read.server);
      keys.add(read.server.key.toLowerCase());
    } else {
      const message = `${file}: the server ${JSON.stringify(name)} was left out: ${read.problem}.`;
      diagnostics.push(createDiagnostic("CONFIG_HOST_SKIPPED", message));
    }
  }
  return { servers, diagnostics };
}

type Read = { ok: true; server: HostServers["servers"][number] } | { ok: false; problem: string };

function readServer(name: string, given: unknown, taken: ReadonlySet<string>): Read {
  const remote = isJsonObject(given) && Object.hasOwn(given, "url");
  const parsed = (remote ? httpServer : stdioServer).safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, problem: `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim() };
  }
  const { type: _, ...config } = parsed.data;
  const key = toServerKey(name);
  if (taken.has(key.toLowerCase())) {
    return { ok: false, problem: `another server is named \`${key}\` already` };
  }
  // Judged by the rules of our own configuration, which is what it becomes.
  const validated = validateConfig({ servers: { [key]: config } });
  if (!validated.ok) {
    const { path, message } = validated.issues[0] ?? { path: "", message: "it is not valid" };
    return { ok: false, problem: `${path}: ${message}` };
  }
  return { ok: true, server: { key, config } };
}

/** Other programs allow any name; ours also name files and, in programs, objects. */
function toServerKey(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[^A-Za-z]+|-+$/g, "");
}
