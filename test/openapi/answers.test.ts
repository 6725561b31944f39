import { expect, test } from "vitest";
import type { JsonValue } from "../../src/json.ts";
import { encodeBody } from "../../src/openapi/call/encode-body.ts";
import { readResponse } from "../../src/openapi/call/read-response.ts";
import type { BodyRecipe, Recipe, ResponseKind } from "../../src/openapi/recipe.ts";

function read(kind: ResponseKind, contentType: string, bytes: Buffer): unknown {
  const recipe: Recipe = {
    method: "get",
    server: null,
    path: "/a",
    parameters: [],
    body: null,
    accept: "*/*",
    responses: [["200", kind]],
    security: [],
  };
  const response = { status: 200, statusText: "", contentType, location: null, bytes };
  return readResponse(recipe, response)["structuredContent"];
}

const utf8 = (text: string): Buffer => Buffer.from(text);

const ANSWERS: [string, { kind: ResponseKind; type: string; bytes: Buffer; want: JsonValue }][] = [
  [
    "JSON after a byte order mark",
    { kind: "json", type: "application/json", bytes: utf8("\uFEFF[1]"), want: [1] },
  ],
  [
    "JSON in UTF-16",
    {
      kind: "json",
      type: 'application/json; charset="utf-16le"',
      bytes: Buffer.from('"ü"', "utf16le"),
      want: "ü",
    },
  ],
  [
    "a text in Latin 1",
    {
      kind: "text",
      type: "text/plain;charset=ISO-8859-1",
      bytes: Buffer.from("ü", "latin1"),
      want: "ü",
    },
  ],
  [
    "a charset that nobody knows",
    { kind: "text", type: "text/plain; charset=klingon", bytes: utf8("ü"), want: "ü" },
  ],
  ["left open: JSON", { kind: "any", type: "application/hal+json", bytes: utf8("{}"), want: {} }],
  ["left open: text", { kind: "any", type: "text/csv", bytes: utf8("a,b"), want: "a,b" }],
  ["left open: nothing", { kind: "any", type: "application/json", bytes: utf8(""), want: null }],
  ["left open: JSON without a type", { kind: "any", type: "", bytes: utf8("[1]"), want: [1] }],
  [
    "left open: bytes",
    {
      kind: "any",
      type: "application/pdf",
      bytes: utf8("%P"),
      want: { mimeType: "application/pdf", blob: "JVA=" },
    },
  ],
];

test.each(ANSWERS)("%s", (_, { kind, type, bytes, want }) => {
  expect(read(kind, type, bytes)).toEqual(want);
});

test.each(["{", "<html>"])("JSON that is none is an error: %s", (text) => {
  expect(() => read("json", "text/html", utf8(text))).toThrow("is not JSON");
});

function multipart(parts: BodyRecipe["parts"], value: JsonValue): string {
  const recipe: BodyRecipe = {
    input: "body",
    kind: "multipart",
    mediaType: "multipart/form-data",
    parts,
  };
  const { body, contentType } = encodeBody(recipe, value);
  const boundary = contentType.split("boundary=")[1] as string;
  return Buffer.from(body).toString().replaceAll(boundary, "B");
}

test("a part of a form that is no file has no file's name", () => {
  const text = multipart([], { a: "1", b: { c: [2] }, d: [true, null] });
  expect(text.split("\r\n")).toEqual([
    "--B",
    'Content-Disposition: form-data; name="a"',
    "",
    "1",
    "--B",
    'Content-Disposition: form-data; name="b"',
    "Content-Type: application/json",
    "",
    '{"c":[2]}',
    "--B",
    'Content-Disposition: form-data; name="d"',
    "",
    "true",
    "--B",
    'Content-Disposition: form-data; name="d"',
    "",
    "null",
    "--B--",
    "",
  ]);
});

test("neither a name nor a file's name ends its header", () => {
  const file = { blob: "", filename: 'x"\r\nX-A: b' };
  const text = multipart([["f", { binary: true }]], { 'a"\r\nX-B: c': "1", f: file });
  expect(text).toContain('name="a%22%0D%0AX-B: c"\r\n');
  expect(text).toContain('filename="x%22%0D%0AX-A: b"\r\n');
});

test.each(["text/plain\r\nX-A: b", "text/plain\r\n\r\n;", "text/plain;\n", ""])(
  "a file's media type ends no header: %j",
  (mimeType) => {
    const file = { blob: "", mimeType };
    expect(() => multipart([["f", { binary: true }]], { f: file })).toThrow("no media type");
  },
);

const FORMS: [string, { parts: BodyRecipe["parts"]; value: JsonValue; want: string }][] = [
  ["lists repeat their name", { parts: [], value: { a: [1, 2], b: "&" }, want: "a=1&a=2&b=%26" }],
  ["objects are JSON", { parts: [], value: { a: { b: 1 } }, want: "a=%7B%22b%22%3A1%7D" }],
  [
    "so is what the document says is",
    { parts: [["a", { mediaType: "application/json" }]], value: { a: [1] }, want: "a=%5B1%5D" },
  ],
  [
    "brackets",
    {
      parts: [["a", { style: "deepObject", explode: true }]],
      value: { a: { b: ["x"], c: [{ d: 1 }] } },
      want: "a%5Bb%5D%5B%5D=x&a%5Bc%5D%5B0%5D%5Bd%5D=1",
    },
  ],
];

test.each(FORMS)("a form: %s", (_, { parts, value, want }) => {
  const mediaType = "application/x-www-form-urlencoded";
  const recipe: BodyRecipe = { input: "body", kind: "form", mediaType, parts };
  expect(encodeBody(recipe, value)).toEqual({ body: want, contentType: mediaType });
});
