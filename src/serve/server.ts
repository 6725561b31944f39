import {
  McpServer,
  type CallToolResult,
  type ClientCapabilities,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Policy } from "../check/policy.ts";
import type { Codemode, ExecResult } from "../codemode.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import { renderDiagnostics } from "../diagnostics/render.ts";
import type { JsonValue } from "../json.ts";
import { VERSION } from "../package-root.ts";
import { askClient } from "./ask-client.ts";
import { renderExecution } from "./results.ts";
import type { SdkView } from "./sdk-view.ts";

const MAX_TIMEOUT_MS = 600_000;
const MAX_HITS = 50;
/** In characters: a whole server can be asked for, whatever its size. */
const MAX_DESCRIPTION = 100_000;

const executeInput = z.object({
  code: z.string().describe("The program, in TypeScript."),
  input: z.unknown().optional().describe("JSON data for the program, which it finds as `input`."),
  timeoutMs: z.number().int().min(1).max(MAX_TIMEOUT_MS).optional().describe("Wall time."),
});

const executeOutput = z.object({
  ok: z.boolean(),
  executed: z.boolean().describe("False when the type check refused it: nothing ran."),
  result: z
    .unknown()
    .optional()
    .describe(
      "What the program returned; `contentBlock` is the number of an image, audio or resource in `content`.",
    ),
  logs: z.array(z.object({ level: z.string(), text: z.string() })),
  calls: z.array(z.object({ tool: z.string(), ok: z.boolean(), code: z.string().optional() })),
  diagnostics: z.array(
    z.object({
      code: z.string(),
      severity: z.string(),
      message: z.string(),
      hint: z.string().optional(),
      line: z.number().optional(),
      column: z.number().optional(),
    }),
  ),
});

type Notice = () => Diagnostic | null;

export interface ServedOptions {
  /** Holds for every program. */
  policy?: Policy;
  /** What every answer is to tell besides. */
  notice?: Notice;
}

/** One MCP server over an opened SDK. What it shows of tools is the committed prompt; what it runs passes the gate. */
export function createServer(
  codemode: Codemode,
  view: SdkView,
  { policy = {}, notice = () => null }: ServedOptions = {},
): McpServer {
  const server = new McpServer({ name: "codemode", title: "codemode", version: VERSION });
  addExecute(server, codemode, view, { policy, notice });
  addSearch(server, view, notice);
  addDescribe(server, view, notice);
  return server;
}

/** Of a client that takes requests: from 2026-07-28 on it takes none. */
function capabilitiesOf({ server }: McpServer): ClientCapabilities | undefined {
  const version = server.getNegotiatedProtocolVersion();
  return version !== undefined && version < "2026-07-28"
    ? server.getClientCapabilities()
    : undefined;
}

function withNotice(result: ExecResult, notice: Diagnostic | null): ExecResult {
  return notice === null ? result : { ...result, diagnostics: [...result.diagnostics, notice] };
}

function addExecute(
  server: McpServer,
  codemode: Codemode,
  view: SdkView,
  { policy, notice }: Required<ServedOptions>,
): void {
  server.registerTool(
    "execute",
    {
      title: "Run a program",
      description: `Type-checks a TypeScript program and runs it in a sandbox where these tools are functions.\n\n${view.overview}`,
      inputSchema: executeInput,
      outputSchema: executeOutput,
      // A program can call any tool that the policy allows: nothing milder can be promised for all of them.
      annotations: {
        readOnlyHint: policy.readOnly === true,
        destructiveHint: policy.readOnly !== true,
        idempotentHint: policy.readOnly === true,
        openWorldHint: true,
      },
    },
    async ({ code, input, timeoutMs }, context) => {
      try {
        const result = await codemode.exec(code, {
          // It arrived as JSON.
          ...(input === undefined ? {} : { input: input as JsonValue }),
          ...(timeoutMs === undefined ? {} : { timeoutMs }),
          ...policy,
          ...askClient(capabilitiesOf(server), context.mcpReq),
          signal: context.mcpReq.signal,
        });
        return { ...renderExecution(withNotice(result, notice()), code), isError: !result.ok };
      } catch (error) {
        return refusal(error);
      }
    },
  );
}

/** What `search` and `describe` truly are: they read what is committed. */
const READ_ONLY = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

function addSearch(server: McpServer, view: SdkView, notice: Notice): void {
  server.registerTool(
    "search",
    {
      title: "Find tools",
      description:
        "Finds tools that a program for `execute` can call, by words of their names and descriptions. Gives one signature a line.",
      inputSchema: z.object({
        query: z.string().describe("A few words, such as `create issue`."),
        limit: z.number().int().min(1).max(MAX_HITS).optional().describe("Default 10."),
      }),
      annotations: READ_ONLY,
    },
    ({ query, limit }) =>
      answer(notice, () => {
        const hits = view.search(query, limit ?? 10);
        if (hits.length === 0) return { text: "No tool has these words. Try others.", found: true };
        const lines = hits.map(
          (hit) =>
            `${hit.server}.${hit.signature}${hit.summary === "" ? "" : ` // ${hit.summary}`}`,
        );
        return { text: lines.join("\n"), found: true };
      }),
  );
}

function addDescribe(server: McpServer, view: SdkView, notice: Notice): void {
  server.registerTool(
    "describe",
    {
      title: "Describe tools",
      description:
        "Gives the full TypeScript declarations of tools, with the documentation of every parameter and result.",
      inputSchema: z.object({
        tools: z
          .array(z.string())
          .min(1)
          .max(MAX_HITS)
          .describe("Tools as `server.tool`, or `server` for all of a server's."),
      }),
      annotations: READ_ONLY,
    },
    ({ tools }) =>
      answer(notice, () => {
        const described = tools.map((name) => ({ name, text: view.describe(name) }));
        const found = described.some(({ text }) => text !== null);
        const text = described
          .map(
            ({ name, text }) =>
              text ??
              `// There is no tool ${JSON.stringify(name)}. ${advise(view.nearest(name))}\n`,
          )
          .join("\n");
        return { text: cut(text), found };
      }),
  );
}

function advise(near: readonly string[]): string {
  return near.length === 0 ? "Search for it." : `Did you mean ${near.join(" or ")}?`;
}

function cut(text: string): string {
  if (text.length <= MAX_DESCRIPTION) return text;
  const more = text.length - MAX_DESCRIPTION;
  return `${text.slice(0, MAX_DESCRIPTION)}\n// ... ${more} more characters: describe fewer tools at once.\n`;
}

/** What the committed SDK cannot answer is told as a tool's error, which the model reads. */
function answer(notice: Notice, find: () => { text: string; found: boolean }): CallToolResult {
  try {
    const { text, found } = find();
    const told = notice();
    const more = told === null ? "" : `\n\n${renderDiagnostics([told])}`;
    return {
      content: [{ type: "text", text: `${text}${more}` }],
      ...(found ? {} : { isError: true }),
    };
  } catch (error) {
    return refusal(error);
  }
}

/** With what to do about it: a variable to set, a server that somebody has to say yes to. */
function refusal(error: unknown): CallToolResult {
  if (!(error instanceof CodemodeError)) throw error;
  return { content: [{ type: "text", text: renderDiagnostics(error.diagnostics) }], isError: true };
}
