import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { expect, test } from "vitest";
import { isJsonObject, type JsonObject, type JsonValue } from "../../src/json.ts";
import { printInline } from "../../src/model/print-inline.ts";
import { schemaToTypeScript } from "../../src/model/schema-to-typescript.ts";
import { compileSchema } from "../../src/model/schema/compile.ts";
import type { PropertyNode } from "../../src/model/types.ts";
import { ROOT } from "../e2e/project.ts";
import { readSnippets } from "./snippets.ts";

const PAGE = readFileSync(path.join(ROOT, "docs", "schema.md"), "utf8");

interface Row {
  keywords: string[];
  schema: JsonValue;
  type: string;
  /** Tags of its documentation, as the page says them; `null` in a table without that column. */
  tags: string[] | null;
}

/** The rows of the page's tables. */
function readRows(): [string, Row][] {
  const lines = PAGE.split("\n").filter((line) => line.startsWith("| `"));
  return lines.map((line) => {
    const [keywords, schema, type, tags] = line.split(/(?<!\\)\|/).slice(1, -1) as [
      string,
      string,
      string,
      string?,
    ];
    const [json, text] = [codes(schema)[0] ?? "", codes(type)[0] ?? ""];
    return [
      `${keywords.trim()}: ${json}`,
      {
        keywords: codes(keywords),
        schema: JSON.parse(json) as JsonValue,
        type: text,
        tags: tags === undefined ? null : codes(tags),
      },
    ];
  });
}

/** The code spans of a cell. */
function codes(cell: string): string[] {
  return [...cell.matchAll(/(`+)(.+?)\1(?!`)/g)].map((match) =>
    (match[2] ?? "").trim().replaceAll("\\|", "|"),
  );
}

/** The parameter `value` of an input that has this schema for it. */
function parameter(schema: JsonValue): PropertyNode {
  const input = { type: "object", properties: { value: schema } };
  const { type } = compileSchema(input, { name: "Example", role: "input" }).type;
  if (type.kind !== "object" || type.properties[0] === undefined) throw new Error("no parameter");
  return type.properties[0];
}

test.each(readRows())("%s", (_name, { keywords, schema, type, tags }) => {
  for (const keyword of keywords) expect(JSON.stringify(schema)).toContain(`"${keyword}"`);
  const { type: node, doc } = parameter(schema);
  expect(printInline(node, { maxDepth: 8 })).toBe(type);
  const said = doc.tags.map(({ name, text }) => `@${name} ${text}`.trim());
  expect(tags === null ? null : said).toEqual(tags);
});

test("the declaration of a recursive schema", () => {
  const [schema, type] = ["schema", "type"].map(
    (marker) => readSnippets("schema.md", PAGE).find((one) => one.marker === marker)?.text ?? "",
  ) as [string, string];
  const { code } = schemaToTypeScript(JSON.parse(schema) as JsonValue, {
    name: "TreeInput",
    role: "input",
  });
  expect(code).toBe(`${type}\n`);
});

test("every keyword of every draft is on the page", () => {
  const keywords = new Set([...metaSchemas().flatMap(propertyNames), "id"]);
  expect(keywords.size).toBeGreaterThan(55);
  const named = new Set(codes(PAGE));
  expect([...keywords].filter((keyword) => keyword !== "$schema" && !named.has(keyword))).toEqual(
    [],
  );
});

/** The drafts' own descriptions of their keywords, as Ajv has them. */
function metaSchemas(): JsonObject[] {
  const ajv = path.dirname(createRequire(import.meta.url).resolve("ajv/package.json"));
  const refs = path.join(ajv, "dist", "refs");
  return readdirSync(refs, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?:draft-0[67]|^json-schema-20\d\d-\d\d[/\\].*)\.json$/.test(file))
    .map((file) => JSON.parse(readFileSync(path.join(refs, file), "utf8")) as JsonObject);
}

function propertyNames(schema: JsonObject): string[] {
  const { properties } = schema;
  return isJsonObject(properties) ? Object.keys(properties) : [];
}
