import { afterAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import { SDK } from "./sdk.ts";

const gate = createGate(SDK);
afterAll(() => gate.close());

/** Unknown parameters where the compiler looks for none: in what is not written in the call itself. */
const UNKNOWN: [string, { given: string; at: number }][] = [
  [
    "in a choice that is spread",
    {
      given: `return await github.list_issues({ owner: "a", repo: "b", ...(input ? { perpage: 5 } : {}) });`,
      at: 1,
    },
  ],
  [
    "behind &&",
    {
      given: `return await github.list_issues({ owner: "a", repo: "b", ...(input && { perpage: 5 }) });`,
      at: 1,
    },
  ],
  [
    "in a constant that is spread",
    {
      given: `const base = { owner: "a", repo: "b", perpage: 5 };\nreturn await github.list_issues({ ...base, state: "open" });`,
      at: 1,
    },
  ],
  [
    "in Object.assign",
    {
      given: `return await github.list_issues(Object.assign({ owner: "a", repo: "b" }, { perpage: 5 }));`,
      at: 1,
    },
  ],
  [
    "in what a function makes",
    {
      given: `const query = (page: number) => ({ owner: "a", repo: "b", perpage: page });\nreturn await github.list_issues(query(1));`,
      at: 1,
    },
  ],
  [
    "in one of the literals that a function returns",
    {
      given: `function query(all: boolean) {\n  if (all) return { owner: "a", repo: "b" };\n  return { owner: "a", repo: "b", perpage: 5 };\n}\nreturn await github.list_issues(query(true));`,
      at: 3,
    },
  ],
  [
    "beside a value that is let pass",
    {
      given: `const queue = ["a", "b"];\nreturn await github.list_issues({ owner: queue.shift(), repo: "b", perpage: 5 });`,
      at: 2,
    },
  ],
  [
    "in a field that is added",
    {
      given: `const query = { owner: "a", repo: "b" };\nquery.perpage = 5;\nreturn await github.list_issues(query);`,
      at: 2,
    },
  ],
];

describe("an unknown parameter", () => {
  test.each(UNKNOWN)("%s", async (_name, { given, at }) => {
    const { diagnostics } = await gate.check(given);
    expect(diagnostics.map(({ code }) => code)).toEqual(["CHECK_ARGUMENTS"]);
    const [found] = diagnostics;
    expect(found?.message).toContain("nknown parameter `perpage` (use `perPage`)");
    expect(found).toMatchObject({ location: { line: at } });
  });
});

/** What the tool does not know is there for something else. */
const OTHERWISE: [string, string][] = [
  [
    "it is read",
    `const base = { owner: "a", repo: "b", note: "x" };\nconsole.log(base.note);\nreturn await github.list_issues({ ...base });`,
  ],
  [
    "it was added and is read",
    `const query = { owner: "a", repo: "b" };\nquery.note = "x";\nconsole.log(query.note);\nreturn await github.list_issues(query);`,
  ],
  [
    "the whole is shown",
    `const base = { owner: "a", repo: "b", note: "x" };\nconsole.log(base);\nreturn await github.list_issues({ ...base });`,
  ],
  [
    "the function is called for more",
    `const query = (note: string) => ({ owner: "a", repo: "b", note });\nconsole.log(query("x"));\nreturn await github.list_issues(query("y"));`,
  ],
  [
    "another tool takes it",
    `const base = { owner: "a", repo: "b", title: "T" };\nawait github.list_issues({ ...base });\nreturn await github.create_issue({ ...base });`,
  ],
  [
    "it is taken out",
    `const base = { owner: "a", repo: "b", note: "x" };\nconst { note, ...query } = base;\nreturn [note, await github.list_issues({ ...query })];`,
  ],
];

describe("no unknown parameter where", () => {
  test.each(OTHERWISE)("%s", async (_name, given) => {
    expect((await gate.check(given)).diagnostics).toEqual([]);
  });
});
