import path from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCodemode } from "../../src/codemode.ts";
import type { JsonValue } from "../../src/json.ts";
import { divideResult, referToBlocks } from "../../src/serve/content.ts";
import { createGeneratedProject } from "../cli/generated-project.ts";
import { ROOT, type Project } from "../e2e/project.ts";

const image = { type: "image", data: "iVBORw0KGgo=", mimeType: "image/png" };
const audio = { type: "audio", data: "UklGRg==", mimeType: "audio/wav" };
const note = { type: "resource", resource: { uri: "note://1", text: "a note" } };
const link = { type: "resource_link", uri: "file:///etc/passwd", name: "passwd" };
const text = { type: "text", text: "words" };
const seen = (contentBlock: number) => ({ type: "image", mimeType: "image/png", contentBlock });

/** The answer's content begins with one text, so that the first block has the number 1. */
const cases: [string, { given: JsonValue; data: unknown; blocks: unknown[]; refers: unknown }][] = [
  ["a block", { given: image, data: undefined, blocks: [image], refers: seen(1) }],
  [
    "a whole result",
    {
      given: { content: [text, image, audio], _meta: {} },
      data: undefined,
      blocks: [text, image, audio],
      refers: {
        content: [text, seen(2), { type: "audio", mimeType: "audio/wav", contentBlock: 3 }],
        _meta: {},
      },
    },
  ],
  [
    "a list of blocks",
    {
      given: [note, link],
      data: undefined,
      blocks: [note, link],
      refers: [
        { type: "resource", uri: "note://1", contentBlock: 1 },
        { type: "resource_link", uri: "file:///etc/passwd", name: "passwd", contentBlock: 2 },
      ],
    },
  ],
  [
    "blocks among data",
    {
      given: { caption: "two", shots: [image, [image]] },
      data: { caption: "two", shots: [seen(1), [seen(2)]] },
      blocks: [image, image],
      refers: { caption: "two", shots: [seen(1), [seen(2)]] },
    },
  ],
  [
    "a result with more than content is data around its blocks",
    {
      given: { content: [text, image], structuredContent: { n: 1 } },
      data: { content: [text, seen(1)], structuredContent: { n: 1 } },
      blocks: [image],
      refers: { content: [text, seen(1)], structuredContent: { n: 1 } },
    },
  ],
  [
    "so is one that says it failed",
    {
      given: { content: [image], isError: true },
      data: { content: [seen(1)], isError: true },
      blocks: [image],
      refers: { content: [seen(1)], isError: true },
    },
  ],
];

/** What only looks like content: it is data, and unchanged. */
const data: [string, JsonValue][] = [
  ["a list of texts, which may be anybody's", [text, text]],
  ["texts that are rows of something", { content: [{ ...text, id: 7 }] }],
  ["bytes that are no base64: a client would refuse the whole answer", { ...image, data: "%%%" }],
  ["a number where a text must be", { ...image, mimeType: 5 }],
  ["annotations that are none", { ...link, annotations: { priority: "high" } }],
  ["a kind that there is not", { type: "video", data: "AAAA", mimeType: "video/mp4" }],
  ["no content", { content: [] }],
  ["a text", "data:image/png;base64,iVBORw0KGgo="],
  ["a key that every object inherits", JSON.parse(`{"__proto__":{"type":"image"},"a":[1]}`)],
];

describe("a program's result is divided into data and content", () => {
  test.each(cases)("%s", (_name, { given, data, blocks, refers }) => {
    expect(divideResult(given, 1)).toEqual({ data, blocks });
    expect(referToBlocks(given, 1)).toEqual(refers);
  });

  test.each(data)("%s", (_name, given) => {
    expect(divideResult(given, 1)).toEqual({ data: given, blocks: [] });
    expect(JSON.stringify(referToBlocks(given, 1))).toBe(JSON.stringify(given));
  });
});

describe("from a server through a program to whoever asked", () => {
  let project: Project;
  let client: Client;
  beforeAll(async () => {
    project = await createGeneratedProject({ media: "media" });
    client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [path.join(ROOT, "bin", "codemode.js"), "serve"],
        cwd: project.dir,
        env: { PATH: process.env["PATH"] ?? "", HOME: project.dir },
      }),
    );
  });
  afterAll(async () => {
    await client.close();
    project.remove();
  });
  const execute = (code: string) => client.callTool({ name: "execute", arguments: { code } });
  const original = async (tool: string): Promise<unknown> => {
    const codemode = await openCodemode({ cwd: project.dir });
    const { result } = await codemode.exec(`return await media.${tool}.raw({});`);
    await codemode.close();
    return (result as { content: unknown }).content;
  };

  test.each(["picture", "sound", "document", "bytes", "link", "all"])("%s", async (tool) => {
    const blocks = await original(tool);
    const whole = await execute(`return await media.${tool}.raw({});`);
    expect(whole.isError).toBe(false);
    expect(whole.content).toEqual(blocks);
    const list = await execute(`return (await media.${tool}.raw({})).content;`);
    expect(list.content).toEqual(blocks);
  });

  test("with logs before and data around it; its bytes are in the answer once", async () => {
    const { content, structuredContent } = await execute(
      `console.log("looking"); const { content } = await media.picture.raw({}); return { name: "p", content };`,
    );
    const [block] = (await original("picture")) as { data: string }[];
    const reference = { type: "image", mimeType: "image/png", contentBlock: 1 };
    expect(content).toEqual([
      {
        type: "text",
        text: `Logs:\nlooking\n\nResult:\n${JSON.stringify({ name: "p", content: [reference] })}`,
      },
      block,
    ]);
    expect(structuredContent).toMatchObject({ result: { name: "p", content: [reference] } });
    expect(JSON.stringify({ content, structuredContent }).split(block?.data ?? "-")).toHaveLength(
      2,
    );
  });

  test("one that is over the limit fails clearly", async () => {
    const { content, isError } = await execute(
      `const { content } = await media.picture.raw({}); return Array.from({ length: 20000 }, () => content);`,
    );
    expect(isError).toBe(true);
    expect(JSON.stringify(content)).toContain("RUN_RESULT_TOO_LARGE");
  });

  test("a tool that fails with a picture: the program has it with `.raw`, and the flag is shown", async () => {
    const { content } = await execute(`return await media.failed.raw({});`);
    const [head, block] = content as { type: string; text: string }[];
    expect(head?.text).toContain(`"isError":true`);
    expect(block?.type).toBe("image");
  });
});
