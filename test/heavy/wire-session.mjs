// A session of a server with a few tools: what is answered to what.

export const METHODS = ["initialize", "tools/list", "tools/call"];

const SCHEMA = {
  type: "object",
  properties: {
    name: { type: "string", pattern: "^[a-z]+$", description: "Whom to greet." },
    times: { type: "integer", minimum: 1, default: 1 },
    style: { anyOf: [{ enum: ["loud", "soft"] }, { $ref: "#/$defs/style" }] },
  },
  required: ["name"],
  $defs: { style: { type: "array", items: { $ref: "#/$defs/style" } } },
};

const PAGES = new Map([
  [
    undefined,
    {
      tools: [
        { name: "greet", description: "Greets.", inputSchema: SCHEMA, outputSchema: SCHEMA },
        { name: "plain-tool", inputSchema: { type: "object" } },
      ],
      nextCursor: "2",
    },
  ],
  ["2", { tools: [{ name: "last", inputSchema: { type: "object" }, annotations: {} }] }],
]);

/** The answer to a request, `null` to a notification. */
export function answerOf({ id, method, params }) {
  if (id === undefined) return null;
  const result = resultOf(method, params ?? {});
  return result === null
    ? { jsonrpc: "2.0", id, error: { code: -32_601, message: "Method not found" } }
    : { jsonrpc: "2.0", id, result };
}

function resultOf(method, params) {
  switch (method) {
    case "initialize":
      return {
        protocolVersion: params.protocolVersion,
        capabilities: { tools: { listChanged: true } },
        serverInfo: { name: "wire", version: "1.0.0" },
        instructions: "Greet everybody.",
      };
    case "tools/list":
      return PAGES.get(params.cursor) ?? null;
    case "tools/call":
      return {
        content: [{ type: "text", text: "hello" }],
        structuredContent: { name: "ada", times: 2 },
      };
    default:
      return null;
  }
}
