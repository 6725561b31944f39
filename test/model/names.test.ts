import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isIdentifier } from "../../src/model/mangle.ts";
import { planServerNames, planToolNames, toolsTypeName } from "../../src/model/names.ts";
import { RESERVED_SERVER_NAMES, RESERVED_TOOL_NAMES } from "../../src/model/reserved.ts";

function toolName(name: string): string | undefined {
  return planToolNames([name]).get(name)?.name;
}

test.each([
  ["list_issues", "list_issues"],
  ["getUser", "getUser"],
  ["delete", "delete"],
  ["$get", "$get"],
  ["get-sum", "get_sum"],
  ["admin.tools.list", "admin_tools_list"],
  ["a/b", "a_b"],
  ["1a", "_1a"],
  ["then", "then_"],
  ["catch", "catch_"],
  ["constructor", "constructor_"],
  ["__proto__", "__proto___"],
  ["toString", "toString_"],
  ["raw", "raw"],
  ["", "tool_e3b0c442"],
  ["-", "tool_3973e022"],
  ["😀", "tool_f0443a34"],
  ["é", "tool_4a99557e"],
  ["a\u200Bb", "a_b_5a7b39a3"],
  ["x".repeat(128), "x".repeat(128)],
  ["x".repeat(10_000), `${"x".repeat(64)}_b68bd4b4`],
  ["*/ process.exit(1) /*", "___process_exit_1____"],
])("tool %j is %s", (given, want) => {
  const name = toolName(given) as string;
  expect(isIdentifier(name)).toBe(true);
  expect(name.replace(/_[0-9a-f]{8}$/, "_#")).toBe(want.replace(/_[0-9a-f]{8}$/, "_#"));
});

test.each([
  ["github", "github"],
  ["my-server", "my_server"],
  ["fetch", "fetch_"],
  ["console", "console_"],
  ["input", "input_"],
  ["ToolError", "ToolError_"],
  ["Promise", "Promise_"],
  ["undefined", "undefined_"],
  ["class", "class_"],
  ["string", "string_"],
  ["connect", "connect_"],
])("server %s is %s", (given, want) => {
  expect(planServerNames([given]).get(given)).toBe(want);
});

test("every global of the language is reserved for servers", () => {
  const names = runInNewContext("Object.getOwnPropertyNames(globalThis)") as string[];
  expect(names).toContain("Promise");
  expect(names.filter((name) => !RESERVED_SERVER_NAMES.has(name))).toEqual([]);
});

test("names that differ in one character are four names, in any order", () => {
  const given = ["get-user", "get_user", "get.user", "getUser"];
  const names = planToolNames(given);
  expect(planToolNames(given.toReversed())).toEqual(
    new Map(given.toReversed().map((name) => [name, names.get(name)])),
  );
  expect(names.get("get_user")?.name).toBe("get_user");
  expect(names.get("getUser")?.name).toBe("getUser");
  expect(names.get("get-user")?.name).toMatch(/^get_user_[0-9a-f]{8}$/);
  expect(names.get("get.user")?.name).toMatch(/^get_user_[0-9a-f]{8}$/);
  expect(new Set([...names.values()].map(({ typeName }) => typeName)).size).toBe(4);
});

test("a newcomer changes no other name, but that of a less natural claim to its own", () => {
  const before = planToolNames(["get-user", "list.all"]);
  expect([...before.values()].map(({ name }) => name)).toEqual(["get_user", "list_all"]);
  const after = planToolNames(["get-user", "list.all", "get.user", "list-most"]);
  expect(after.get("get-user")).toEqual(before.get("get-user"));
  expect(after.get("list.all")).toEqual(before.get("list.all"));
  // The exception: a tool whose own name is that identifier has it.
  expect(planToolNames(["get-user", "get_user"]).get("get-user")?.name).toMatch(/^get_user_/);
});

test("a name that looks like a hashed one of another tool is its own", () => {
  const hashed = planToolNames(["a-b", "a_b"]).get("a-b")?.name as string;
  const names = planToolNames(["a-b", "a_b", hashed]);
  expect(names.get(hashed)?.name).toBe(hashed);
  expect(new Set([...names.values()].map(({ name }) => name)).size).toBe(3);
});

test("the interface of a server's tools", () => {
  expect(["github", "my_server", "_", "$"].map(toolsTypeName)).toEqual([
    "GithubTools",
    "MyServerTools",
    "ServerTools",
    "ServerTools",
  ]);
});

const NAME = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: fc.constantFrom("a", "B", "_", "-", ".", "1", "é", "$"), maxLength: 5 }),
  fc.constantFrom(...RESERVED_TOOL_NAMES),
);

test("names are identifiers, injective, free of reserved ones, and independent of order", () => {
  fc.assert(
    fc.property(fc.uniqueArray(NAME, { maxLength: 40 }), (given) => {
      const planned = planToolNames(given);
      const names = [...planned.values()].map(({ name }) => name);
      const types = [...planned.values()].map(({ typeName }) => typeName);
      expect(names.every((name) => isIdentifier(name) && !RESERVED_TOOL_NAMES.has(name))).toBe(
        true,
      );
      expect(types.every((name) => isIdentifier(name) && name.length <= 64)).toBe(true);
      expect(new Set(names).size).toBe(given.length);
      expect(new Set(types).size).toBe(given.length);
      const kept = given.filter((name) => isIdentifier(name) && !RESERVED_TOOL_NAMES.has(name));
      expect(kept.map((name) => planned.get(name)?.name)).toEqual(kept);
      const again = planToolNames(given.toReversed());
      expect(given.map((name) => again.get(name))).toEqual(given.map((name) => planned.get(name)));
    }),
    { numRuns: 300 },
  );
});
