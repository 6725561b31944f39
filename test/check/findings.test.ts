import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import { renderFindings } from "../../src/check/render.ts";
import { isFileLocation } from "../../src/diagnostics/diagnostic.ts";
import { FORBIDDEN_PROGRAMS } from "./forbidden-programs.ts";
import { MISTAKEN_PROGRAMS } from "./mistaken-programs.ts";
import { MISTAKEN_VALUES } from "./mistaken-values.ts";
import { MISTAKEN_PROMISES } from "./mistaken-promises.ts";
import { MORE_FORBIDDEN } from "./more-forbidden.ts";
import { SDK } from "./sdk.ts";

const WRONG_PROGRAMS = [
  ...MISTAKEN_PROGRAMS,
  ...MISTAKEN_VALUES,
  ...MISTAKEN_PROMISES,
  ...FORBIDDEN_PROGRAMS,
  ...MORE_FORBIDDEN,
];

const gate = createGate(SDK);
afterAll(() => gate.close());

/** Everything that a model is told, to be read as a whole. Refreshed with `vitest run test/check -u`. */
test("what a model reads", async () => {
  const texts: string[] = [];
  for (const [name, { source }] of [...WRONG_PROGRAMS, ...MORE]) {
    const { diagnostics } = await gate.check(source);
    texts.push(`=== ${name}\n${source}\n---\n${renderFindings(diagnostics, source)}`);
  }
  await expect(texts.join("\n")).toMatchFileSnapshot(
    path.join(import.meta.dirname, "findings.txt"),
  );
});

/** Mistakes whose text is worth reading, beside those whose codes are tested. */
const MORE: [name: string, given: { source: string }][] = [
  [
    "all wrong arguments of a call",
    {
      source:
        'return await github.list_issues({ user: "a", repository: "b", per_page: 5, state: "opened" });',
    },
  ],
  ["a synonym", { source: "return await github.fetchIssues({});" }],
  ["a tool of another server, by another verb", { source: "return await time.getGraph({});" }],
  ["nothing like it", { source: "return await time.xyzzy({});" }],
  ["another system's wrapper", { source: "return await codemode.github.get_me({});" }],
  [
    "a program of many mistakes",
    {
      source:
        'import axios from "axios";\nconst me = github.get_me();\nconst { issues } = await github.list_issues({ owner: me.login, repo: 1 });\nissues.forEach(async (issue) => {\n  await github.createIssue({ title: issue.assignee.login });\n});\nreturn axios.get("https://example.com");',
    },
  ],
];

const PLACES: [
  name: string,
  given: { source: string; want: [line: number, column: number, length?: number] },
][] = [
  [
    "on the first line, which is moved by the wrapper",
    { source: "return github.nope();", want: [1, 15, 4] },
  ],
  ["after a fence", { source: "```ts\n  github.nope();\n```", want: [2, 10, 4] }],
  [
    "after a byte order mark and a shebang",
    { source: "\uFEFF#!x\ngithub.nope()", want: [2, 8, 4] },
  ],
  [
    "after characters of two units",
    { source: 'const a = "😀😀"; return await github.nope();', want: [1, 39, 4] },
  ],
  [
    "after Windows line ends",
    { source: "const a = 1;\r\n\r\nreturn await github.nope();", want: [3, 21, 4] },
  ],
  [
    "after an import",
    {
      source: 'import { github as gh } from "codemode:sdk"; return await gh.nope();',
      want: [1, 62, 4],
    },
  ],
  ["in a lone arrow", { source: "async () => github.nope()", want: [1, 20, 4] }],
  [
    "in an exported function",
    { source: "export default async function () { return github.nope(); }", want: [1, 50, 4] },
  ],
  ["of the last expression", { source: "const a = 1;\ngithub.nope(a)", want: [2, 8, 4] }],
  ["after tabs", { source: "\tif (1) {\n\t\tgithub.nope();\n\t}", want: [2, 10, 4] }],
  [
    "of what is not closed, after a byte order mark and Windows line ends",
    { source: "\uFEFFconst a = 1;\r\n\tif (a) {\r\n\t\ta;\r\n\treturn a;", want: [2, 9, 1] },
  ],
  [
    "beside a syntax error, after a fence and characters of two units",
    { source: '```ts\nconst a = "😀"; github.nope();\nconst b = [;\n```', want: [2, 24, 4] },
  ],
  ["of a syntax error", { source: "const a = 1;\nconst b = ;", want: [2, 11, 1] }],
  ["of a rule", { source: "const a = 1;\n  github.get_me();\nreturn a;", want: [2, 3, 15] }],
];

describe("a finding is where the mistake is in the program as written", () => {
  test.each(PLACES)("%s", async (_name, { source, want }) => {
    const { diagnostics } = await gate.check(source);
    const [first] = diagnostics;
    const location = first?.location;
    if (location === undefined || !isFileLocation(location)) throw new Error("no place");
    expect([location.line, location.column, location.length]).toEqual(want);
  });
});

test("the compiler's own message and code stay reachable", async () => {
  const { diagnostics } = await gate.check("return await github.nope();");
  expect(diagnostics[0]?.detail).toBe(
    "TS2339: Property 'nope' does not exist on type 'GithubTools'.",
  );
});
