import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ServerCatalog } from "../../src/introspect/catalog.ts";
import type { JsonObject, JsonValue } from "../../src/json.ts";
import { buildServerModel } from "../../src/model/build.ts";
import { isIdentifier } from "../../src/model/mangle.ts";
import { printNamedType } from "../../src/model/print.ts";
import { strangersIn } from "../emit/printed.ts";
import { HOSTILE } from "./random.ts";
import { strictErrors } from "./type-script.ts";

const LEAF = fc.record(
  {
    description: HOSTILE,
    title: HOSTILE,
    default: HOSTILE,
    examples: fc.array(HOSTILE, { maxLength: 2 }),
    enum: fc.array(fc.oneof(HOSTILE, fc.constantFrom(null, 1, true, -1)), {
      minLength: 1,
      maxLength: 3,
    }),
    format: HOSTILE,
    pattern: HOSTILE,
    tsType: HOSTILE,
    $comment: HOSTILE,
    $ref: HOSTILE,
  },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<JsonObject>;

const SCHEMA = fc.record({
  type: fc.constant("object"),
  description: HOSTILE,
  properties: fc.dictionary(HOSTILE, LEAF, { maxKeys: 3, noNullPrototype: true }),
  patternProperties: fc.dictionary(
    HOSTILE.map((text) => `^${text}`),
    LEAF,
    { maxKeys: 1, noNullPrototype: true },
  ),
  $defs: fc.dictionary(HOSTILE, LEAF, { maxKeys: 1, noNullPrototype: true }),
}) as fc.Arbitrary<JsonObject>;

const TOOL = fc.record({
  name: HOSTILE,
  description: HOSTILE,
  inputSchema: SCHEMA,
  outputSchema: SCHEMA,
}) as fc.Arbitrary<JsonObject>;

function catalogOf(tools: JsonValue[]): ServerCatalog {
  return {
    catalogVersion: 1,
    server: "s",
    era: "legacy",
    protocolVersion: "2025-11-25",
    serverInfo: { name: "*/ x" },
    capabilities: {},
    instructions: "*/ PWN",
    tools,
  };
}

function printAll(tools: JsonValue[]): string {
  const { server } = buildServerModel(catalogOf(tools), { serverName: "s" });
  expect(server.tools.every((tool) => isIdentifier(tool.name))).toBe(true);
  return server.tools
    .flatMap((tool) => [tool.input, ...(tool.output === null ? [] : [tool.output])])
    .map((type) => printNamedType(type, { docs: "full" }))
    .join("");
}

test("no text of a server leaves its comment or string", () => {
  for (const tools of fc.sample(fc.array(TOOL, { maxLength: 4 }), { seed: 7, numRuns: 60 })) {
    const text = printAll(tools);
    expect(strangersIn("types.ts", text, "")).toEqual([]);
  }
});

test("and TypeScript's strict mode accepts it", () => {
  const tools = fc.sample(TOOL, { seed: 11, numRuns: 150 });
  const named = tools.map((tool, index) => ({
    ...tool,
    name: `${index}${JSON.stringify(tool["name"])}`,
  }));
  expect(strictErrors(printAll(named))).toEqual([]);
});
