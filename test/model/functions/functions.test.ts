import { describe, expect, test } from "vitest";
import type { ServerCatalog } from "../../../src/introspect/catalog.ts";
import type { JsonObject, JsonValue } from "../../../src/json.ts";
import { buildServerModel, type ServerModelOptions } from "../../../src/model/build.ts";
import { functionId } from "../../../src/model/functions/function-id.ts";
import {
  RESULT_SCHEMAS,
  RESULT_SHAPES,
  shapeInline,
} from "../../../src/model/functions/results.ts";
import { printInline } from "../../../src/model/print-inline.ts";
import type { ToolModel } from "../../../src/model/types.ts";
import { catalogOf, toolOf } from "../../emit/catalogs.ts";

function build(
  lists: Partial<ServerCatalog>,
  options: Partial<ServerModelOptions> = {},
): { tools: ToolModel[]; codes: string[] } {
  const catalog = catalogOf("s", lists.tools ?? [], lists);
  const { server, diagnostics } = buildServerModel(catalog, { serverName: "s", ...options });
  return { tools: server.tools, codes: diagnostics.map(({ code }) => code) };
}

/** `name(input) => result` of each function. */
function signatures(lists: Partial<ServerCatalog>): string[] {
  return build(lists).tools.map(
    ({ name, input, output }) =>
      `${name}(${printInline(input.type)}) => ${output?.name ?? "string"}`,
  );
}

const GENERAL = [
  "list_resources({ [key: string]: never }) => ListResourcesResult",
  "read_resource({ uri: string }) => ReadResourceResult",
];

describe("what is callable", () => {
  test("a prompt takes its arguments as strings", () => {
    const prompts = [
      {
        name: "code-review",
        arguments: [{ name: "code", required: true }, { name: "style" }],
      },
      { name: "plain", arguments: null },
    ];
    expect(signatures({ prompts })).toEqual([
      "prompt_code_review({ code: string; style?: string }) => GetPromptResult",
      "prompt_plain({ [key: string]: never }) => GetPromptResult",
    ]);
  });

  test.each([
    ["text/plain", "string"],
    ["text/html; charset=utf-8", "string"],
    ["application/json", "string"],
    ["application/ld+json", "string"],
    ["image/svg+xml", "string"],
    ["image/png", "ReadResourceResult"],
    ["application/octet-stream", "ReadResourceResult"],
    [undefined, "ReadResourceResult"],
    [3, "ReadResourceResult"],
  ] as [JsonValue | undefined, string][])("a resource of type %s gives %s", (mimeType, result) => {
    const resource: JsonObject = { uri: "a://b", name: "b" };
    if (mimeType !== undefined) resource["mimeType"] = mimeType;
    expect(signatures({ resources: [resource] })).toEqual([
      ...GENERAL,
      `read_b({ [key: string]: never }) => ${result}`,
    ]);
  });

  test("a template takes its variables", () => {
    const resourceTemplates = [
      { uriTemplate: "a://{id}{/rest*}{?page}", name: "Item of a list", mimeType: "text/plain" },
    ];
    expect(signatures({ resourceTemplates })).toEqual([
      ...GENERAL,
      "read_Item_of_a_list({ id: string | number; rest: string | number | (string | number)[]; page?: string | number }) => string",
    ]);
  });

  test.each([
    ["declares none", { capabilities: {} }, []],
    ["has none", { capabilities: { resources: {} }, resources: [] }, []],
    [
      "may have some at times",
      { capabilities: { resources: { listChanged: true } }, resources: [] },
      GENERAL,
    ],
  ] as [string, Partial<ServerCatalog>, string[]][])("a server that %s", (_, lists, want) => {
    expect(signatures(lists)).toEqual(want);
  });

  test("everything but a tool is read-only", () => {
    const { tools } = build({
      tools: [toolOf("t")],
      prompts: [{ name: "p" }],
      resources: [{ uri: "a://b" }],
      resourceTemplates: [{ uriTemplate: "a://{b}" }],
    });
    expect(tools.map(({ kind, annotations }) => [kind, annotations.readOnlyHint])).toEqual([
      [undefined, undefined],
      ["list-resources", true],
      ["prompt", true],
      ["read-resource", true],
      ["resource", true],
      ["resource-template", true],
    ]);
  });
});

describe("broken entries are left out, and the others stay", () => {
  test.each([
    ["no object", "prompts", 3, "SCHEMA_ENTRY_INVALID"],
    ["no name", "prompts", { description: "x" }, "SCHEMA_ENTRY_INVALID"],
    [
      "an inherited name",
      "prompts",
      JSON.parse('{"__proto__":{"name":"x"}}'),
      "SCHEMA_ENTRY_INVALID",
    ],
    ["a name of 2,000 characters", "prompts", { name: "x".repeat(2000) }, "SCHEMA_ENTRY_INVALID"],
    ["arguments that are no list", "prompts", { name: "x", arguments: {} }, "SCHEMA_ENTRY_INVALID"],
    [
      "an argument without a name",
      "prompts",
      { name: "x", arguments: [{}] },
      "SCHEMA_ENTRY_INVALID",
    ],
    [
      "two arguments of one name",
      "prompts",
      { name: "x", arguments: [{ name: "a" }, { name: "a" }] },
      "SCHEMA_ENTRY_INVALID",
    ],
    [
      "257 arguments",
      "prompts",
      { name: "x", arguments: manyArguments(257) },
      "SCHEMA_ENTRY_INVALID",
    ],
    ["the same again", "prompts", { name: "good" }, "SCHEMA_ENTRY_DUPLICATE"],
    ["no URI", "resources", { name: "x" }, "SCHEMA_ENTRY_INVALID"],
    ["no template", "resourceTemplates", { uriTemplate: "a://{b" }, "SCHEMA_ENTRY_INVALID"],
  ] as [string, "prompts" | "resources" | "resourceTemplates", JsonValue, string][])(
    "%s",
    (_, member, entry, code) => {
      const { tools, codes } = build({
        prompts: [{ name: "good" }, { name: "other" }],
        resources: [{ uri: "a://b", name: "good" }],
        [member]: [...(member === "prompts" ? [{ name: "good" }, { name: "other" }] : []), entry],
      });
      expect(codes).toEqual([code]);
      expect(tools.map(({ name }) => name)).toContain("prompt_other");
    },
  );

  test("names and arguments of objects' own are names like any other", () => {
    const prompts = [{ name: "__proto__", arguments: [{ name: "__proto__", required: true }] }];
    const { tools } = build({ prompts });
    expect(tools.map(({ name }) => name)).toEqual(["prompt___proto__"]);
    expect(tools[0]?.input.type).toMatchObject({ properties: [{ name: "__proto__" }] });
  });
});

describe("names", () => {
  const names = (
    lists: Partial<ServerCatalog>,
    options: Partial<ServerModelOptions> = {},
  ): Record<string, string> =>
    Object.fromEntries(
      build(lists, options).tools.map((tool) => [
        functionId(tool).replaceAll("\0", "|"),
        tool.name,
      ]),
    );

  test("a tool's name goes before, then read_resource, and every name is somebody's alone", () => {
    const planned = names({
      tools: [toolOf("prompt_x"), toolOf("list_resources"), toolOf("x")],
      prompts: [{ name: "x" }],
      resources: [
        { uri: "a://1", name: "resource" },
        { uri: "a://2", name: "same" },
        { uri: "a://3", name: "same" },
      ],
    });
    expect(planned).toEqual({
      x: "x",
      prompt_x: "prompt_x",
      list_resources: "list_resources",
      "|list-resources|resources/list": expect.stringMatching(/^list_resources_[0-9a-f]{8}$/),
      "|prompt|x": expect.stringMatching(/^prompt_x_[0-9a-f]{8}$/),
      "|read-resource|resources/read": "read_resource",
      "|resource|a://1": expect.stringMatching(/^read_resource_[0-9a-f]{8}$/),
      "|resource|a://2": expect.stringMatching(/^read_same_[0-9a-f]{8}$/),
      "|resource|a://3": expect.stringMatching(/^read_same_[0-9a-f]{8}$/),
    });
    expect(new Set(Object.values(planned)).size).toBe(9);
  });

  test("what has a name in the lock keeps it, whatever is added", () => {
    const recorded = new Map([
      ["\0prompt\0x", { name: "prompt_x", typeName: "PromptX" }],
      ["\0read-resource\0resources/read", { name: "read_resource", typeName: "ReadResource" }],
    ]);
    const planned = names(
      {
        tools: [toolOf("prompt_x"), toolOf("read_resource")],
        prompts: [{ name: "x" }],
        resources: [{ uri: "a://1", name: "b" }],
      },
      { recorded },
    );
    expect(planned).toMatchObject({
      "|prompt|x": "prompt_x",
      "|read-resource|resources/read": "read_resource",
      prompt_x: expect.stringMatching(/^prompt_x_/),
    });
  });

  test("a tool that is called like an id has an id of its own", () => {
    expect(functionId({ wireName: "\0prompt\0x" })).not.toBe(
      functionId({ kind: "prompt", wireName: "x" }),
    );
  });

  test("include and exclude mean the names in programs", () => {
    const lists = {
      tools: [toolOf("get-x")],
      prompts: [{ name: "a b" }, { name: "c" }],
      resources: [{ uri: "a://1", name: "doc" }],
    };
    expect(Object.values(names(lists, { exclude: ["prompt_*", "read_doc"] }))).toEqual([
      "get_x",
      "list_resources",
      "read_resource",
    ]);
    expect(Object.values(names(lists, { include: ["get-*", "prompt_a_b"] }))).toEqual([
      "get_x",
      "prompt_a_b",
    ]);
  });

  test("sixteen listed resources have a function; those of the lock first", () => {
    const resources = Array.from({ length: 40 }, (_, index) => ({
      uri: `a://${String(index).padStart(2, "0")}`,
      name: `r${index}`,
    }));
    const kept = new Map([["\0resource\0a://39", { name: "read_r39", typeName: "ReadR39" }]]);
    const planned = Object.values(names({ resources }, { recorded: kept }));
    expect(planned).toHaveLength(2 + 16);
    expect(planned).toContain("read_r39");
    expect(planned).not.toContain("read_r15");
  });
});

test("a shape on one line", () => {
  expect(shapeInline(RESULT_SHAPES.GetPromptResult)).toBe(
    '{ description?: string; messages: { role: "user" | "assistant"; content: { type: "text"; text: string } | { type: "image" | "audio" | "resource" | "resource_link" } }[] }',
  );
});

test("the shapes that a model is shown name properties that there are", () => {
  for (const [name, shape] of Object.entries(RESULT_SHAPES)) {
    const declared = JSON.stringify(RESULT_SCHEMAS[name as keyof typeof RESULT_SCHEMAS]);
    for (const [, property] of shape.matchAll(/(\w+)\??:/g)) {
      expect(declared).toContain(`"${property}":`);
    }
  }
});

function manyArguments(count: number): JsonObject[] {
  return Array.from({ length: count }, (_, index) => ({ name: `a${index}` }));
}
