import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isIdentifier } from "../../src/model/mangle.ts";
import {
  planServerNames,
  planToolNames,
  toolsTypeName,
  type ToolNames,
} from "../../src/model/names.ts";
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

test("without a lock an identifier has its own name, and who would have taken it a hash", () => {
  const alone = planToolNames(["get-user", "list.all"]);
  expect([...alone.values()].map(({ name }) => name)).toEqual(["get_user", "list_all"]);
  const both = planToolNames(["get-user", "get_user"]);
  expect(both.get("get_user")).toEqual({ name: "get_user", typeName: "GetUser" });
  expect(both.get("get-user")?.name).toMatch(/^get_user_[0-9a-f]{8}$/);
});

test("with a lock a newcomer changes no other name, whatever its own is", () => {
  const before = planToolNames(["get-user", "list.all"]);
  const after = planToolNames(["get-user", "list.all", "get_user", "list-all"], before);
  expect(after.get("get-user")).toEqual({ name: "get_user", typeName: "GetUser" });
  expect(after.get("list.all")).toEqual(before.get("list.all"));
  expect(after.get("get_user")?.name).toMatch(/^get_user_[0-9a-f]{8}$/);
  expect(after.get("get_user")?.typeName).toMatch(/^GetUser_[0-9a-f]{8}$/);
  expect(after.get("list-all")?.name).toMatch(/^list_all_[0-9a-f]{8}$/);
});

test("a name is free again when its tool is gone", () => {
  const before = planToolNames(["get-user"]);
  expect(planToolNames(["get_user"], before).get("get_user")?.name).toBe("get_user");
});

test.each([
  ["no identifier", "a b", "a_b"],
  ["code", 'a: never } }; PWN; ({ "', "a_b"],
  ["reserved", "then", "a_b"],
  ["reserved, of what every object has", "__proto__", "a_b"],
  ["empty", "", "a_b"],
  ["any other identifier", "kept", "kept"],
])("a recorded name that is %s", (_, recorded, want) => {
  const names = planToolNames(["a-b"], new Map([["a-b", { name: recorded, typeName: "AB" }]]));
  expect(names.get("a-b")?.name).toBe(want);
});

test.each(["then = string; type X", "aB", "A_B", "A_", "A_0", "", `A${"b".repeat(200)}`])(
  "a recorded stem that the planner does not give: %j",
  (typeName) => {
    const names = planToolNames(["a-b"], new Map([["a-b", { name: "a_b", typeName }]]));
    expect(names.get("a-b")).toEqual({ name: "a_b", typeName: "AB" });
  },
);

test("a name that two tools have, after a merge of two locks, is planned anew", () => {
  const given = { name: "a_b", typeName: "AB" };
  const merged = new Map([
    ["a.b", given],
    ["a-b", given],
    ["c-d", { name: "kept", typeName: "Kept" }],
  ]);
  const names = planToolNames(["a.b", "a-b", "c-d"], merged);
  expect(names.get("a-b")).toEqual(given);
  expect(names.get("a.b")?.name).toMatch(/^a_b_[0-9a-f]{8}$/);
  expect(names.get("c-d")?.name).toBe("kept");
});

test("servers keep their names too", () => {
  expect(planServerNames(["my-server", "my_server"]).get("my_server")).toBe("my_server");
  const names = planServerNames(["my-server", "my_server"], planServerNames(["my-server"]));
  expect(names.get("my-server")).toBe("my_server");
  expect(names.get("my_server")).toMatch(/^my_server_[0-9a-f]{8}$/);
  // A name that has become a global of programs since.
  expect(planServerNames(["a"], new Map([["a", "fetch"]])).get("a")).toBe("a");
});

test("a server that lists every name that a tool would give way to", () => {
  const given = ["a-b", "a_b"];
  for (let step = 0; step < 40; step += 1) {
    given.push(planToolNames(given).get("a-b")?.name as string);
  }
  const names = planToolNames(given);
  expect(new Set([...names.values()].map(({ name }) => name)).size).toBe(given.length);
  expect(new Set([...names.values()].map(({ typeName }) => typeName)).size).toBe(given.length);
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

/** Holds for every plan. */
function expectLegal(planned: ReadonlyMap<string, ToolNames>): void {
  const names = [...planned.values()].map(({ name }) => name);
  const types = [...planned.values()].map(({ typeName }) => typeName);
  expect(names.filter((name) => !isIdentifier(name) || RESERVED_TOOL_NAMES.has(name))).toEqual([]);
  expect(types.filter((name) => !/^[A-Z][A-Za-z0-9_]{0,63}$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(planned.size);
  expect(new Set(types).size).toBe(planned.size);
}

test("names are identifiers, injective, free of reserved ones, and independent of order", () => {
  fc.assert(
    fc.property(fc.uniqueArray(NAME, { maxLength: 40 }), (given) => {
      const planned = planToolNames(given);
      expectLegal(planned);
      const kept = given.filter((name) => isIdentifier(name) && !RESERVED_TOOL_NAMES.has(name));
      expect(kept.map((name) => planned.get(name)?.name)).toEqual(kept);
      const again = planToolNames(given.toReversed());
      expect(given.map((name) => again.get(name))).toEqual(given.map((name) => planned.get(name)));
    }),
    { numRuns: 300 },
  );
});

test("a tool keeps its names while tools come and go, generation after generation", () => {
  const NAMES = fc.uniqueArray(NAME, { maxLength: 15 });
  fc.assert(
    fc.property(fc.array(NAMES, { minLength: 2, maxLength: 5 }), (generations) => {
      let recorded: ReadonlyMap<string, ToolNames> = new Map();
      for (const given of generations) {
        const planned = planToolNames(given, recorded);
        expectLegal(planned);
        const still = [...recorded].filter(([wireName]) => planned.has(wireName));
        expect(still.map(([wireName]) => [wireName, planned.get(wireName)])).toEqual(still);
        expect(sorted(planToolNames(given.toReversed(), recorded))).toEqual(sorted(planned));
        // Generating twice changes nothing, and neither do those that a filter leaves out of the lock.
        const some = new Map([...planned].filter((_, index) => index % 2 === 0));
        expect(planToolNames(given, planned)).toEqual(planned);
        for (const [wireName, had] of some) {
          expect(planToolNames(given, some).get(wireName)).toEqual(had);
        }
        recorded = planned;
      }
    }),
    { numRuns: 300 },
  );
});

test("whatever a lock has recorded, the plan is legal and changes nothing twice", () => {
  const names = fc.oneof(NAME, fc.constantFrom("a", "a_", "B", "A_12345678"));
  const lock = fc.dictionary(NAME, fc.record({ name: names, typeName: names }), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(fc.uniqueArray(NAME, { maxLength: 15 }), lock, (given, recorded) => {
      const entries = new Map([...Object.entries(recorded), ...taken(given)]);
      const planned = planToolNames(given, entries);
      expectLegal(planned);
      expect(planToolNames(given, planned)).toEqual(planned);
    }),
    { numRuns: 300 },
  );
});

test("names of servers are legal, injective and kept", () => {
  const KEY = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,4}$/);
  fc.assert(
    fc.property(fc.uniqueArray(KEY), fc.uniqueArray(KEY), (first, second) => {
      const before = planServerNames(first);
      const keys = [...new Set([...first, ...second])];
      const after = planServerNames(keys, before);
      for (const [key, name] of before) expect(after.get(key)).toBe(name);
      const names = [...after.values()];
      expect(new Set(names).size).toBe(keys.length);
      expect(
        names.filter((name) => !isIdentifier(name) || RESERVED_SERVER_NAMES.has(name)),
      ).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

function sorted<T>(names: ReadonlyMap<string, T>): [string, T][] {
  return [...names].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** A lock in which every second tool has the name of the one before it. */
function taken(given: readonly string[]): [string, ToolNames][] {
  const planned = planToolNames(given);
  return given.flatMap((name, index): [string, ToolNames][] => {
    const other = planned.get(given[index - 1] ?? "");
    return index % 2 === 0 || other === undefined ? [] : [[name, other]];
  });
}
