import type { Transport } from "@modelcontextprotocol/client";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { paramHeaders, scanParamHeaders, type ParamHeader } from "./scan-param-headers.ts";
import type { ResolvedServer } from "../config/interpolate.ts";
import type { ServerFacts } from "./handshake.ts";
import { safeLine } from "./text.ts";

/** Arguments that a server of 2026-07-28 wants in headers too, so that what stands before it can route by them. */
export interface ParamHeaders {
  /** Learns from a listing which they are; leaves out the tools that declare them wrongly, as the specification asks. */
  read(tools: readonly JsonValue[], report: (diagnostic: Diagnostic) => void): JsonValue[];
}

/**
 * Makes every `tools/call` over a transport carry the headers that the tool declares (specification 2026-07-28,
 * "Streamable HTTP", custom headers; `x-mcp-header` in an input schema).
 */
export function mirrorParams(
  server: ResolvedServer,
  facts: ServerFacts,
  transport: Transport,
): ParamHeaders {
  if (server.transport === "stdio" || facts.era === "legacy") {
    return { read: (tools) => [...tools] };
  }
  const { key } = server;
  const declared = new Map<string, readonly ParamHeader[]>();
  const send = transport.send.bind(transport);
  transport.send = (message, options) => {
    if (!("method" in message) || message.method !== "tools/call") return send(message, options);
    const params = (message.params ?? {}) as JsonObject;
    const { name } = params;
    const headers = (typeof name === "string" ? declared.get(name) : undefined) ?? [];
    if (headers.length === 0) return send(message, options);
    return send(message, { ...options, headers: paramHeaders(headers, params["arguments"] ?? {}) });
  };
  return {
    read: (tools, report) => {
      declared.clear();
      return tools.filter((tool) => {
        const { name, inputSchema } = readTool(tool);
        if (name === null) return true;
        const scanned = scanParamHeaders(inputSchema);
        if (scanned.ok) {
          // Of several of one name none is used; see `readTools`.
          declared.set(name, scanned.headers);
          return true;
        }
        const message = `Server \`${key}\`: the tool \`${safeLine(name, 200)}\` was left out: ${safeLine(scanned.problem)}.`;
        const location = { server: key, ...(name.length <= 200 ? { tool: name } : {}) };
        report(createDiagnostic("SERVER_TOOL_HEADERS", message, { location }));
        return false;
      });
    },
  };
}

function readTool(tool: JsonValue): { name: string | null; inputSchema: JsonValue } {
  const { name, inputSchema } = isJsonObject(tool) ? tool : {};
  return { name: typeof name === "string" ? name : null, inputSchema: inputSchema ?? null };
}
