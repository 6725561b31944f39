import { afterAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import { renderFindings } from "../../src/check/render.ts";
import { readInstructions } from "../../src/emit/prompt-files.ts";
import { committedSdk, tool } from "../check/sdk.ts";
import type { ServerCatalog } from "../../src/introspect/catalog.ts";
import type { JsonValue } from "../../src/json.ts";

/** The servers that the instructions take for examples. */
const gate = createGate(
  committedSdk([
    catalog("mail", [
      tool("read_message", object({ id: { type: "string" } })),
      tool(
        "read_file",
        object({ id: { type: "string" } }),
        object({ content: { type: "string" } }),
      ),
    ]),
    catalog("shop", [
      tool(
        "list_orders",
        object({ status: { type: "string", enum: ["open", "closed"] } }),
        object({
          orders: { type: "array", items: object({ messageId: { type: "string" } }) },
        }),
      ),
    ]),
  ]),
);
afterAll(() => gate.close());

function object(properties: Record<string, JsonValue>): JsonValue {
  return { type: "object", properties, required: Object.keys(properties) };
}

function catalog(server: string, tools: JsonValue[]): ServerCatalog {
  return {
    catalogVersion: 1,
    server,
    era: "legacy",
    protocolVersion: "2025-11-25",
    serverInfo: { name: server, version: "1.0.0" },
    capabilities: { tools: {} },
    instructions: null,
    tools,
  };
}

const INSTRUCTIONS = readInstructions();

async function toldOf(source: string): Promise<string> {
  const { ok, diagnostics } = await gate.check(source);
  return ok ? "" : renderFindings(diagnostics, source);
}

const TRUE: [statement: string, source: string][] = [
  ["Each server is a global", `return await shop.list_orders({ status: "open" });`],
  [
    "The answer is what `return`, a last expression or `export default` gives",
    `const me = await mail.read_message({ id: "1" });\nme.length;`,
  ],
  [
    "or `export default` gives",
    `export default async function () { return await mail.read_message({ id: "1" }); }`,
  ],
  [
    "structuredContent?, isError? }`",
    `const { isError, structuredContent } = await mail.read_message.raw({ id: "1" });\nreturn isError ? null : structuredContent;`,
  ],
  [
    "`{ content: string }` is an object, no text",
    `const result = await mail.read_file({ id: "1" });\nreturn result.content.length;`,
  ],
  ["`input` is the data given with the program", "return input.name;"],
  [
    "`await server.tool.raw({ ... })` gives all",
    `const { content } = await mail.read_message.raw({ id: "1" });\nreturn content.map((one) => (one.type === "image" ? one.data : one.type));`,
  ],
  [
    "Types are `shop.ListOrdersInput`, `shop.ListOrdersOutput`",
    `const query: shop.ListOrdersInput = { status: "open" };\nconst found: shop.ListOrdersOutput = await shop.list_orders(query);\nreturn found.orders.length;`,
  ],
  [
    "throws a `ToolError` with `message`, `code`, `server` and `tool`",
    `try { return await mail.read_message({ id: "1" }); } catch (error) { if (error instanceof ToolError && error.code === "RUN_TOOL_ERROR") return [error.message, error.server, error.tool]; throw error; }`,
  ],
  [
    "There are ECMAScript, `console`, timers, `URL`, `TextEncoder`, `crypto`",
    `console.log(new URL("https://a.b").href, new TextEncoder().encode("a").length, crypto.randomUUID());\nawait new Promise((resolve) => setTimeout(resolve, 1));\nreturn [1].at(-1);`,
  ],
];

const REFUSED: [statement: string, source: string][] = [
  [
    "A result is what the signature says, with no other fields",
    `return (await shop.list_orders({ status: "open" })).total;`,
  ],
  ["Await every call", `shop.list_orders({ status: "open" });\nreturn 1;`],
  ["Write no `enum`", "enum A { B }\nreturn A.B;"],
  ["`namespace`", "namespace A { export const b = 1; }\nreturn A.b;"],
  ["`declare`", "declare const a: number;\nreturn a;"],
  ["`@ts-ignore`", "// @ts-ignore\nconst a: number = 1;\nreturn a;"],
  [
    "`{ content: string }` is an object",
    `const result = await mail.read_file({ id: "1" });\nreturn result.length;`,
  ],
  ["decorator", "const d = (x: any, c: any) => x;\n@d class A {}\nreturn A.name;"],
  ["parameter property", "class A { constructor(private b: number) {} }\nreturn new A(1);"],
  ["There is no network", `return await fetch("https://a.b");`],
  ["`process`", "return process.env;"],
  ["`require`", `return require("fs");`],
];

describe("every statement of the instructions is true", () => {
  test("the program", async () => {
    const program = /```ts\n([\s\S]*?)```/.exec(INSTRUCTIONS)?.[1] ?? "";
    expect(program).toContain("return");
    expect(await toldOf(program)).toBe("");
  });

  test.each(TRUE)("what there is: %s", async (statement, source) => {
    expect(INSTRUCTIONS).toContain(statement);
    expect(await toldOf(source)).toBe("");
  });

  test.each(REFUSED)("what there is not: %s", async (statement, source) => {
    expect(INSTRUCTIONS).toContain(statement);
    expect(await toldOf(source)).not.toBe("");
  });
});
