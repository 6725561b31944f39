import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_TIMEOUTS, type ServerTemplate } from "../../src/config/template.ts";
import { codesOf, createStage, fixture, stdio, type Stage } from "./harness.ts";

const caught = (call: string): string => `export default async () => {
  try { return { value: await ${call} }; }
  catch (e) { return { code: e.code, tool: e.tool, message: e.message }; }
}`;

describe("what a function that is no tool gives", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage([stdio("shelf", [fixture("shelf")], { SECRET: "${CANARY}" })], {
      CANARY: "canary-77ab01",
    });
  });
  afterAll(() => stage.close());

  const raw = (uri: string, rest: object): object => ({
    value: { contents: [{ uri, ...rest }] },
  });
  const PNG = { mimeType: "image/png", blob: "iVBORw0KGgo=" };

  const cases: [string, { given: string; want: unknown }][] = [
    [
      "a prompt",
      {
        given: `shelf.prompt_greet({ name: "Ada", mood: "fine" })`,
        want: {
          value: {
            description: "A greeting.",
            messages: [
              { role: "user", content: { type: "text", text: "Greet Ada, who is fine." } },
            ],
          },
        },
      },
    ],
    ["a tool of the same name", { given: "shelf.greet({})", want: { value: "the tool" } }],
    ["a resource that is text", { given: "shelf.read_note()", want: { value: "milk" } }],
    ["one that is not", { given: "shelf.read_photo({})", want: raw("shelf://photo", PNG) }],
    [
      "all of a text",
      {
        given: "shelf.read_note.raw({})",
        want: raw("shelf://note", { mimeType: "text/plain", text: "milk" }),
      },
    ],
    [
      "a template, its values encoded",
      {
        given: `shelf.read_item({ id: "a/../b c", lang: "de&x=1" })`,
        want: { value: "you asked for shelf://items/a%2F..%2Fb%20c?lang=de%26x%3D1" },
      },
    ],
    [
      "a number in it",
      { given: "shelf.read_item({ id: 7 })", want: { value: "you asked for shelf://items/7" } },
    ],
    [
      "any URI",
      {
        given: `shelf.read_resource({ uri: "shelf://photo" })`,
        want: raw("shelf://photo", PNG),
      },
    ],
    [
      "the lists, without what is broken in them",
      {
        given: "shelf.list_resources()",
        want: {
          value: {
            resources: [
              {
                uri: "shelf://note",
                name: "note",
                description: "A note.",
                mimeType: "text/plain",
              },
              { uri: "shelf://photo", name: "photo", mimeType: "image/png" },
              { uri: "shelf://folder", name: "folder", mimeType: "text/plain" },
              { uri: "shelf://lie", name: "lie", mimeType: "text/plain" },
              { uri: "shelf://broken", name: "broken" },
              { uri: "shelf://secret", name: "secret", mimeType: "text/plain" },
            ],
            resourceTemplates: [
              { uriTemplate: "shelf://items/{id}{?lang}", name: "item", mimeType: "text/plain" },
            ],
          },
        },
      },
    ],
    [
      "a secret of the server is taken out",
      { given: "shelf.read_secret({})", want: { value: "it is ${CANARY}" } },
    ],
    [
      "several contents are no text",
      {
        given: "shelf.read_folder({})",
        want: {
          code: "RUN_CONTENT_NOT_TEXT",
          tool: "read_folder",
          message: expect.stringContaining("call it with .raw"),
        },
      },
    ],
    [
      "data is no text, whatever the server had said",
      {
        given: "shelf.read_lie({})",
        want: {
          code: "RUN_CONTENT_NOT_TEXT",
          tool: "read_lie",
          message: expect.stringContaining("call it with .raw"),
        },
      },
    ],
    [
      "contents that are neither text nor data",
      {
        given: "shelf.read_broken({})",
        want: { code: "RUN_OUTPUT_INVALID", tool: "read_broken", message: expect.any(String) },
      },
    ],
    [
      "a prompt without messages",
      {
        given: "shelf.prompt_broken({})",
        want: {
          code: "RUN_OUTPUT_INVALID",
          tool: "prompt_broken",
          message: expect.stringContaining("messages"),
        },
      },
    ],
    [
      "arguments that a prompt does not have",
      {
        given: `shelf.prompt_greet({ name: "Ada", other: "x" })`,
        want: { code: "RUN_INPUT_INVALID", tool: "prompt_greet", message: expect.any(String) },
      },
    ],
    [
      "what there is not",
      {
        given: `shelf.read_resource({ uri: "shelf://none" })`,
        want: {
          code: "RUN_TOOL_ERROR",
          tool: "read_resource",
          message: expect.stringContaining("Resource not found"),
        },
      },
    ],
  ];
  test.each(cases)("%s", async (_, { given, want }) => {
    const outcome = await stage.exec(caught(given));
    const isEchoed = given.includes("secret");
    expect(codesOf(outcome)).toEqual(isEchoed ? ["SERVER_SECRET_ECHOED"] : []);
    expect(outcome.result).toEqual(want);
  });

  test("only what the check found", async () => {
    const effects = [{ server: "shelf", tool: "read_note", annotations: {} }];
    const code = `export default async () => {
      const handed = shelf.read_photo;
      return [await shelf.read_note(), typeof handed];
    }`;
    const outcome = await stage.exec(code, { effects });
    expect(outcome.result).toEqual(["milk", "undefined"]);
  });

  test("a result larger than allowed is refused", async () => {
    const outcome = await stage.exec(caught("shelf.list_resources({})"), {
      limits: { toolResultBytes: 100 },
    });
    expect(outcome.result).toMatchObject({ code: "RUN_TOOL_RESULT_TOO_LARGE" });
  });

  test("one that never answers ends with the run", async () => {
    const outcome = await stage.exec(caught("shelf.prompt_slow({})"), {
      limits: { timeoutMs: 300 },
    });
    expect(codesOf(outcome)).toEqual(["RUN_TIMEOUT"]);
    expect(outcome.bridge.unfinished).toBe(1);
  });
});

describe("a server that has changed", () => {
  let stage: Stage;
  beforeAll(async () => {
    const server = stdio("shelf", [fixture("shelf")], { SHELF: "${MODE}" });
    stage = await createStage([server], { MODE: "" }, { MODE: "changed" });
  });
  afterAll(() => stage.close());

  test.each([
    ["a prompt with other words", "prompt_greet", '({ name: "x" })', /`greet` \(description\)/],
    ["a resource that is gone", "read_note", "()", /`shelf:\/\/note` \(gone\)/],
  ])("%s is refused", async (_, tool, input, message) => {
    const effects = [{ server: "shelf", tool, annotations: {} }];
    const outcome = await stage.exec(caught(`shelf.${tool}${input}`), { effects });
    expect(outcome.result).toMatchObject({ code: "RUN_DRIFT" });
    expect(outcome.bridge.findings[0]?.diagnostic.message).toMatch(message);
  });

  test("what has not changed is called all the same", async () => {
    const code = `export default async () => [
      await shelf.greet({}), await shelf.read_item({ id: 1 }), (await shelf.list_resources()).resources.length,
    ]`;
    const outcome = await stage.exec(code);
    expect(outcome.result).toEqual(["the tool", "you asked for shelf://items/1", 5]);
  });
});

describe("a server of 2026-07-28", () => {
  let stage: Stage | null = null;
  afterEach(async () => {
    await stage?.close();
    stage = null;
  });

  const CODE = `export default async () => [
    (await shelf.prompt_greet({ name: "Zoë" })).messages[0].content.text,
    await shelf.read_note(),
    await shelf.read_item({ id: "ü" }),
    (await shelf.list_resources()).resourceTemplates.length,
  ]`;
  const WANT = ["Greet Zoë.", "at shelf://note", "at shelf://items/%C3%BC", 1];

  test("over stdio", async () => {
    const server: ServerTemplate = {
      ...stdio("shelf", [fixture("shelf-modern")]),
      protocol: "2026-07-28",
    };
    stage = await createStage([server]);
    expect(stage.sdk.catalog("shelf")).toMatchObject({ protocolVersion: "2026-07-28" });
    expect((await stage.exec(CODE)).result).toEqual(WANT);
  });

  test("over HTTP", async () => {
    const child = spawn(process.execPath, [fixture("shelf-modern"), "http"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    try {
      const lines = createInterface({ input: child.stderr });
      const [url] = (await once(lines, "line")) as [string];
      const timeouts = { ...DEFAULT_TIMEOUTS };
      stage = await createStage([
        { transport: "http", key: "shelf", url, headers: {}, timeouts, protocol: "auto" },
      ]);
      expect(stage.sdk.catalog("shelf")).toMatchObject({ protocolVersion: "2026-07-28" });
      expect((await stage.exec(CODE)).result).toEqual(WANT);
    } finally {
      child.kill();
    }
  });
});
