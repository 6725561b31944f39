import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import type { ClientCapabilities } from "@modelcontextprotocol/client";
import { appendFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openProject } from "../../src/codemode.ts";
import { watchForSdk } from "../../src/serve/regenerated.ts";
import { createSdkView } from "../../src/serve/sdk-view.ts";
import { createServer } from "../../src/serve/server.ts";
import { createGeneratedProject } from "../cli/generated-project.ts";
import type { Project } from "../e2e/project.ts";

/** The official client against the server in this process; a real server behind it asks while it works on calls. */
let project: Project;
let opened: Awaited<ReturnType<typeof openProject>>;

beforeAll(async () => {
  project = await createGeneratedProject({ asking: "asking" });
  opened = await openProject({ cwd: project.dir });
});
afterAll(async () => {
  await opened.codemode.close();
  project.remove();
});

interface Given {
  capabilities?: ClientCapabilities;
  /** The tool of the server behind. */
  tool: string;
  elicit?: (params: Record<string, unknown>) => unknown;
  sample?: (params: Record<string, unknown>) => unknown;
}

interface Answer {
  structuredContent: { ok: boolean; result?: unknown; diagnostics: { code: string }[] };
}

async function withClient<T>(
  { capabilities = {}, elicit, sample }: Omit<Given, "tool">,
  act: (client: Client) => Promise<T>,
): Promise<T> {
  const { codemode, sdk } = opened;
  const notice = watchForSdk(sdk.outDir);
  const server = createServer(codemode, createSdkView(sdk), { notice });
  const client = new Client({ name: "test", version: "1.0.0" }, { capabilities });
  if (elicit !== undefined) {
    client.setRequestHandler("elicitation/create", ({ params }) => elicit(params) as never);
  }
  if (sample !== undefined) {
    client.setRequestHandler("sampling/createMessage", ({ params }) => sample(params) as never);
  }
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await server.connect(theirs);
  await client.connect(ours);
  try {
    return await act(client);
  } finally {
    await client.close();
    await server.close();
  }
}

const execute = (client: Client, code: string): Promise<Answer["structuredContent"]> =>
  client
    .callTool({ name: "execute", arguments: { code } })
    .then((result) => (result as unknown as Answer).structuredContent);

async function run({ tool, ...given }: Given): Promise<{ result: unknown; codes: string[] }> {
  return withClient(given, async (client) => {
    const { result, diagnostics } = await execute(
      client,
      `return JSON.parse(await asking.${tool}({}));`,
    );
    return { result, codes: diagnostics.map(({ code }) => code) };
  });
}

describe("what a server behind asks for", () => {
  test("a form: the client answers it, and sees which server wants it", async () => {
    const seen: Record<string, unknown>[] = [];
    const { result, codes } = await run({
      tool: "book",
      capabilities: { elicitation: {} },
      elicit: (params) => {
        seen.push(params);
        return { action: "accept", content: { name: "Ada", where: "out" } };
      },
    });
    expect(result).toEqual([
      {
        action: "accept",
        content: { name: "Ada", guests: 2, where: "out", outdoor: false },
      },
    ]);
    expect(codes).toEqual([]);
    expect(seen[0]).toMatchObject({
      mode: "form",
      message: expect.stringContaining("Server `asking` asks: Which table?"),
      requestedSchema: {
        type: "object",
        properties: {
          name: { type: "string", title: "Name", minLength: 2, maxLength: 20 },
          where: { type: "string", oneOf: [{ const: "in" }, { const: "out" }] },
          extras: { type: "array", items: { anyOf: [{ const: "wine" }, { const: "bread" }] } },
        },
        required: ["name"],
      },
    });
  });

  test("an address", async () => {
    const seen: Record<string, unknown>[] = [];
    const { result, codes } = await run({
      tool: "visit",
      capabilities: { elicitation: { url: {} } },
      elicit: (params) => {
        seen.push(params);
        return { action: "accept" };
      },
    });
    expect([result, codes]).toEqual([[{ action: "accept" }], []]);
    expect(seen[0]).toMatchObject({ mode: "url", url: "https://example.com/sign-in?id=1" });
  });

  test("a model's answer", async () => {
    const said = {
      role: "assistant",
      content: { type: "text", text: "Hello" },
      model: "theirs",
    };
    const seen: Record<string, unknown>[] = [];
    const { result, codes } = await run({
      tool: "ask_model",
      capabilities: { sampling: {} },
      sample: (params) => {
        seen.push(params);
        return said;
      },
    });
    expect([result, codes]).toEqual([[said], []]);
    expect(seen[0]).toMatchObject({ maxTokens: 10, messages: [{ role: "user" }] });
  });

  const accept = (): unknown => ({ action: "accept", content: { name: "Ada" } });
  test.each<[string, { given: Given; want: { result: unknown; codes: string[] } }]>([
    [
      "a client that takes no questions: declined",
      {
        given: { tool: "book" },
        want: { result: [{ action: "decline" }], codes: ["SERVER_QUESTION_DECLINED"] },
      },
    ],
    [
      "one that takes forms only: an address is declined",
      {
        given: { tool: "visit", capabilities: { elicitation: {} }, elicit: accept },
        want: { result: [{ action: "decline" }], codes: ["SERVER_QUESTION_DECLINED"] },
      },
    ],
    [
      "one that takes addresses only: a form is declined",
      {
        given: { tool: "book", capabilities: { elicitation: { url: {} } }, elicit: accept },
        want: { result: [{ action: "decline" }], codes: ["SERVER_QUESTION_DECLINED"] },
      },
    ],
    [
      "an address that is not https does not reach the client",
      {
        given: { tool: "visit_ftp", capabilities: { elicitation: { url: {} } }, elicit: accept },
        want: { result: [{ action: "decline" }], codes: ["SERVER_QUESTION_INVALID"] },
      },
    ],
    [
      "an answer that does not fit the form: the server is told nothing of it",
      {
        given: {
          tool: "book",
          capabilities: { elicitation: {} },
          elicit: () => ({ action: "accept", content: { name: "A" } }),
        },
        want: { result: [{ action: "cancel" }], codes: ["SERVER_QUESTION_FAILED"] },
      },
    ],
  ])("%s", async (_, { given, want }) => {
    expect(await run(given)).toEqual(want);
  });

  test("a question that the server withdraws is withdrawn from the client", async () => {
    let ended = false;
    await withClient({ capabilities: { elicitation: {} } }, async (client) => {
      client.setRequestHandler(
        "elicitation/create",
        (_, { mcpReq }) =>
          new Promise((resolve) => {
            mcpReq.signal.addEventListener("abort", () => {
              ended = true;
              resolve({ action: "cancel" });
            });
          }),
      );
      const { result } = await execute(client, "return await asking.withdrawn({});");
      expect(result).toBe("no answer");
    });
    expect(ended).toBe(true);
  });
});

test("an SDK that was generated anew is told of, with what to do", async () => {
  await withClient({}, async (client) => {
    expect((await execute(client, "return 1;")).diagnostics).toEqual([]);
    appendFileSync(path.join(opened.sdk.outDir, "codemode.lock.json"), "\n");
    expect(await execute(client, "return 1;")).toMatchObject({
      ok: true,
      result: 1,
      diagnostics: [{ code: "OUTPUT_REGENERATED", hint: expect.stringContaining("Restart") }],
    });
    const found = await client.callTool({ name: "search", arguments: { query: "book" } });
    expect(JSON.stringify(found.content)).toContain("OUTPUT_REGENERATED");
  });
});
