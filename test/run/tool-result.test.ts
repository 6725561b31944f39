import { expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import { readToolResult } from "../../src/run/tool-result.ts";

const text = (value: string): JsonObject => ({ type: "text", text: value });
const image: JsonObject = { type: "image", data: "AA==", mimeType: "image/png" };
const redact = (value: string): string => value.replaceAll("secret", "${TOKEN}");

const cases: [
  string,
  { mode: "structured" | "text" | "raw"; result: JsonObject; want: Record<string, unknown> },
][] = [
  ["text", { mode: "text", result: { content: [text("a")] }, want: { ok: true, value: "a" } }],
  ["texts", { mode: "text", result: { content: [text("a"), text("b")] }, want: { value: "a\nb" } }],
  ["nothing", { mode: "text", result: { content: [] }, want: { ok: true, value: "" } }],
  ["no content at all", { mode: "text", result: {}, want: { ok: true, value: "" } }],
  ["JSON stays a text", { mode: "text", result: { content: [text("{}")] }, want: { value: "{}" } }],
  [
    "structured content is not looked at",
    {
      mode: "text",
      result: { content: [text("a")], structuredContent: { b: 1 } },
      want: { value: "a" },
    },
  ],
  [
    "but never lost silently",
    {
      mode: "text",
      result: { content: [], structuredContent: { b: 1 } },
      want: { ok: false, code: "RUN_CONTENT_NOT_TEXT" },
    },
  ],
  [
    "an image",
    {
      mode: "text",
      result: { content: [text("a"), image] },
      want: {
        ok: false,
        code: "RUN_CONTENT_NOT_TEXT",
        message: expect.stringContaining(`"image"`),
      },
    },
  ],
  [
    "a text block without text",
    {
      mode: "text",
      result: { content: [{ type: "text" }] },
      want: { ok: false, code: "RUN_CONTENT_NOT_TEXT" },
    },
  ],
  [
    "structured",
    {
      mode: "structured",
      result: { content: [image], structuredContent: { a: 1 } },
      want: { ok: true, value: { a: 1 } },
    },
  ],
  [
    "structured, missing",
    {
      mode: "structured",
      result: { content: [text("{}")] },
      want: { ok: false, code: "RUN_OUTPUT_INVALID" },
    },
  ],
  [
    "an error",
    {
      mode: "structured",
      result: { content: [text("the secret is out")], isError: true },
      want: { ok: false, code: "RUN_TOOL_ERROR", message: "the ${TOKEN} is out" },
    },
  ],
  [
    "an error of few words",
    {
      mode: "text",
      result: { content: [], isError: true },
      want: {
        ok: false,
        code: "RUN_TOOL_ERROR",
        message: expect.stringContaining("without a text"),
      },
    },
  ],
  [
    "raw",
    {
      mode: "raw",
      result: { content: [image], isError: true, _meta: {} },
      want: { ok: true, value: { content: [image], isError: true, _meta: {} } },
    },
  ],
];

test.each(cases)("%s", (_name, { mode, result, want }) => {
  expect(readToolResult(result, mode, redact)).toMatchObject(want);
});
