import { afterEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import { findCapabilityDrift, findDrift } from "../../src/run/drift.ts";
import { codesOf, createStage, fixture, stdio, type Stage } from "./harness.ts";

const tool: JsonObject = {
  name: "t",
  description: "Does it.",
  inputSchema: { type: "object", properties: { a: { type: "string" } } },
  annotations: { readOnlyHint: true },
};

describe("findDrift", () => {
  const cases: [string, { given: JsonObject[]; want: RegExp }][] = [
    ["the same", { given: [tool], want: /^none$/ }],
    [
      "the same in another order",
      { given: [{ other: 1, name: "x" }, { ...tool }], want: /^none$/ },
    ],
    ["more tools", { given: [tool, { name: "new" }], want: /^none$/ }],
    ["icons and _meta", { given: [{ ...tool, icons: [], _meta: { n: 1 } }], want: /^none$/ }],
    ["gone", { given: [], want: /`t` \(gone\)/ }],
    ["there twice", { given: [tool, tool], want: /`t` \(advertised more than once\)/ }],
    // P5
    ["a word", { given: [{ ...tool, description: "Does it!" }], want: /`t` \(description\)/ }],
    [
      "the input",
      { given: [{ ...tool, inputSchema: { type: "object" } }], want: /\(inputSchema\)/ },
    ],
    // P6
    ["an output schema", { given: [{ ...tool, outputSchema: {} }], want: /\(outputSchema\)/ }],
    [
      "no annotations",
      {
        given: [{ name: "t", description: "Does it.", inputSchema: tool["inputSchema"] ?? null }],
        want: /\(annotations\)/,
      },
    ],
    [
      "two fields",
      { given: [{ ...tool, title: "T", description: "" }], want: /\(title, description\)/ },
    ],
  ];
  test.each(cases)("%s", (_name, { given, want }) => {
    const drift = findDrift("srv", ["t"], [tool], given);
    expect(drift?.message ?? "none").toMatch(want);
  });

  test("only the tools that the program can reach count", () => {
    expect(findDrift("srv", [], [tool], [])).toBeNull();
  });

  test("the difference is shown where it is", () => {
    const long = "x".repeat(5000);
    const drift = findDrift(
      "srv",
      ["t"],
      [{ ...tool, description: `${long}a` }],
      [{ ...tool, description: `${long}b` }],
    );
    expect(drift?.detail).toMatch(/was: \.\.\.x{10,}a"\n.*is: {2}\.\.\.x{10,}b"/);
    expect(drift?.detail?.length).toBeLessThan(400);
  });

  test("the client's capabilities", () => {
    expect(findCapabilityDrift({ a: 1, b: {} }, { b: {}, a: 1 })).toBeNull();
    expect(findCapabilityDrift({ sampling: {} }, {})?.code).toBe("RUN_DRIFT");
  });
});

const reach = (...tools: string[]) => ({
  effects: tools.map((tool) => ({ server: "mutable", tool, annotations: {} })),
});

describe("P5 to P7: a server that has changed since", () => {
  let stage: Stage;
  afterEach(() => stage.close());
  const start = async (now: string): Promise<void> => {
    const server = stdio("mutable", [fixture("mutable")], { TOOLS: "${TOOLS}" });
    stage = await createStage([server], { TOOLS: "first" }, { TOOLS: now });
  };
  const greet = `export default async () => mutable.greet({ name: "you", language: "en" })`;

  test.each(["schema", "description", "annotations", "removed"])(
    "%s: refused before the call, with the difference",
    async (now) => {
      await start(now);
      const outcome = await stage.exec(greet, reach("greet"));
      expect(codesOf(outcome)).toEqual(["RUN_DRIFT"]);
      expect(outcome.diagnostics[0]?.message).toContain("greet");
      expect(outcome.diagnostics[0]?.hint).toContain("--accept-drift");
    },
  );

  test.each(["schema", "description", "annotations"])("%s: accepted", async (now) => {
    await start(now);
    const outcome = await stage.exec(greet, { ...reach("greet"), acceptDrift: true });
    expect(outcome.result).toBe("Hello, you!");
  });

  test.each(["removed", "added", "schema"])(
    "%s: no matter for a program that cannot reach it",
    async (now) => {
      await start(now);
      const count = `export default async () => mutable.count({ text: "abc" })`;
      expect((await stage.exec(count, reach("count"))).result).toEqual({ characters: 3 });
    },
  );

  test("a program that catches it makes no call either, and the report tells", async () => {
    await start("schema");
    const outcome = await stage.exec(
      `export default async () => { try { return await mutable.greet({ name: "x" }) } catch (e) { return e.code } }`,
      reach("greet"),
    );
    expect(outcome.result).toBe("RUN_DRIFT");
    expect(outcome.diagnostics).toEqual([
      expect.objectContaining({ code: "RUN_DRIFT", severity: "warning" }),
    ]);
  });
});
