import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { splitGlobs } from "../../src/cli/policy-options.ts";
import { openCodemode } from "../../src/codemode.ts";
import type { Project } from "../e2e/project.ts";
import { createGeneratedProject } from "./generated-project.ts";
import { runInProcess, type CliOutcome } from "./harness.ts";

let project: Project;

beforeAll(async () => {
  project = await createGeneratedProject({ "my-ledger": "ledger", calculator: "calculator" });
});
afterAll(() => project.remove());

function cli(source: string, ...argv: string[]): Promise<CliOutcome> {
  return runInProcess(argv, { cwd: project.dir, stdin: source });
}

const READS = `return await my_ledger.list_entries({});`;
const ADDS = `await my_ledger.list_entries({});\nreturn await my_ledger.add_entry({});`;
const POSTS = `return await my_ledger.post_entry({});`;
const CLEARS = `return await my_ledger.clear_entries({});`;
const WHOLE = `const all: Record<string, unknown> = { ...my_ledger };\nreturn Object.keys(all).length;`;

const REFUSED: [name: string, given: { source: string; flags: string[] }, want: string[]][] = [
  [
    "--read-only, a tool that says it writes",
    { source: CLEARS, flags: ["--read-only"] },
    [
      "1| return await my_ledger.clear_entries({});",
      "`my_ledger.clear_entries` is not allowed: its server says that it writes (`--read-only`).",
      "Allowed of `my_ledger`: `my_ledger.list_entries`.",
    ],
  ],
  [
    "--read-only, a tool of which nothing is said",
    { source: POSTS, flags: ["--read-only"] },
    ["its server does not say that it only reads"],
  ],
  [
    "--allow, a tool that it does not name",
    { source: ADDS, flags: ["--allow", "my_ledger.list_*"] },
    ["2| return await", "`my_ledger.add_entry` is not allowed: no `--allow` names it."],
  ],
  [
    "--deny, with the glob that refused it",
    { source: ADDS, flags: ["--deny", "calculator.*,*.add_*"] },
    ["`my_ledger.add_entry` is not allowed: `--deny *.add_*` refuses it."],
  ],
  [
    "--deny wins over --allow",
    { source: READS, flags: ["--allow", "*", "--deny", "*.list_entries"] },
    ["`--deny *.list_entries` refuses it"],
  ],
  [
    "--deny by the server's own name of the tool",
    { source: POSTS, flags: ["--deny", "my_ledger.post-entry"] },
    ["`my_ledger.post_entry` is not allowed: `--deny my_ledger.post-entry` refuses it."],
  ],
  [
    "--deny by the configuration's key",
    { source: POSTS, flags: ["--deny", "my-ledger.*"] },
    ["`--deny my-ledger.*` refuses it"],
  ],
  [
    "a server that is used as a whole",
    { source: WHOLE, flags: ["--read-only"] },
    [
      "1| const all",
      "`my_ledger` is used here as a whole, by which `my_ledger.add_entry`, `my_ledger.clear_entries`, `my_ledger.post_entry` can be reached",
      "Call its tools by name",
    ],
  ],
  [
    "the whole SDK",
    {
      source: `import * as sdk from "codemode:sdk"; return Object.keys(sdk).length;`,
      flags: ["--read-only"],
    },
    ["Every server can be reached from here, and so `calculator."],
  ],
];

describe("a program that can reach what the policy does not allow is refused before anything runs", () => {
  test.each(REFUSED)("%s", async (_name, { source, flags }, want) => {
    for (const command of ["check", "exec"]) {
      const { exitCode, stdout, stderr } = await cli(source, command, "-", ...flags);
      expect(exitCode).toBe(1);
      expect(stdout).toBe("");
      expect(stderr).toContain("Nothing was executed.");
      for (const text of want) expect(stderr).toContain(text);
    }
  });

  test("nothing was executed: with the place, in JSON", async () => {
    const { exitCode, stdout } = await cli(ADDS, "exec", "-", "--json", "--read-only");
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      executed: false,
      calls: [],
      effects: [{ tool: "add_entry" }, { tool: "list_entries" }],
      diagnostics: [
        { code: "CHECK_POLICY", location: { file: "stdin", line: 2, column: 14, length: 19 } },
      ],
    });
  });

  test("what is wrong otherwise is said as well", async () => {
    const { stderr } = await cli(
      `my_ledger.add_entry({});\nreturn 1;`,
      "check",
      "-",
      "--read-only",
    );
    expect(stderr).toContain("2 errors");
  });
});

const ALLOWED: [name: string, given: { source: string; flags: string[] }][] = [
  ["--read-only", { source: READS, flags: ["--read-only"] }],
  [
    "--allow, several times",
    { source: ADDS, flags: ["--allow", "*.list_*", "--allow", "*.add_*"] },
  ],
  ["--allow, a list", { source: ADDS, flags: ["--allow", "*.list_*, my_ledger.add_entry"] }],
  ["--allow, braces", { source: ADDS, flags: ["--allow", "my_ledger.{add,list}_*"] }],
  [
    "--allow by the server's own name",
    { source: POSTS, flags: ["--allow", "my_ledger.post-entry"] },
  ],
  ["--allow by the key", { source: POSTS, flags: ["--allow", "my-ledger.post-*"] }],
  ["--deny of something else", { source: ADDS, flags: ["--deny", "calculator.*"] }],
];

describe("a program that stays within the policy runs", () => {
  test.each(ALLOWED)("%s", async (_name, { source, flags }) => {
    const { exitCode, stderr } = await cli(source, "exec", "-", ...flags);
    expect([exitCode, stderr]).toEqual([0, ""]);
  });
});

const USAGE: [name: string, flags: string[], want: string[]][] = [
  [
    "a glob that matches no tool: the nearest",
    ["--deny", "my_ledger.clear_entry"],
    ["`--deny my_ledger.clear_entry` matches no tool", "Did you mean `my_ledger.clear_entries`"],
  ],
  ["a server without its tools", ["--allow", "calculator"], ["Did you mean `calculator.*`?"]],
  ["no glob at all", ["--allow", ""], ["`--allow ` matches no tool"]],
  ["nothing like it", ["--deny", "zzz.*"], ["The servers are: calculator, my_ledger"]],
];

describe("a policy that cannot be meant: exit 2, nothing runs", () => {
  test.each(USAGE)("%s", async (_name, flags, want) => {
    for (const command of ["check", "exec"]) {
      const { exitCode, stdout, stderr } = await cli(READS, command, "-", ...flags);
      expect(exitCode).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).toContain("CHECK_POLICY_GLOB");
      for (const text of want) expect(stderr).toContain(text);
    }
  });
});

test("lists of globs are split at their own commas only", () => {
  expect(splitGlobs("a.*, b.{x,y},c.[a,b]")).toEqual(["a.*", "b.{x,y}", "c.[a,b]"]);
});

describe("the library", () => {
  test("check and exec take a policy each time", async () => {
    const codemode = await openCodemode({ cwd: project.dir });
    const [free, bound, run, none] = await Promise.all([
      codemode.check(CLEARS),
      codemode.check(CLEARS, { readOnly: true }),
      codemode.exec(CLEARS, { deny: ["*.clear_*"] }),
      codemode.check(READS, { allow: [] }),
    ]);
    await codemode.close();
    expect([free.ok, bound.ok, run.ok, run.executed, none.ok]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(bound.effects).toEqual(free.effects);
  });
});

describe("--effects", () => {
  test("what can be destroyed first, by kind, server and tool, with what is said of each", async () => {
    const source = `await my_ledger.list_entries({});\nawait my_ledger.add_entry({});\nawait my_ledger.clear_entries({});\nawait my_ledger.post_entry({});\nawait calculator.add({ a: 1, b: 2 });`;
    const { exitCode, stdout } = await cli(source, "check", "-", "--effects");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`stdin can reach 5 tools of 2 servers.
destructive (may change or delete what is there):
  my_ledger.clear_entries  open world
  my_ledger.post_entry     nothing said of it, open world
writes (only adds):
  my_ledger.add_entry      may be repeated, open world
read-only:
  calculator.add           open world
  my_ledger.list_entries   closed world
`);
  });

  test("why there are more than the program names", async () => {
    const { stdout } = await cli(WHOLE, "check", "-", "--effects");
    expect(stdout).toContain(
      "Every tool of my_ledger counts: it is used as a whole at stdin:1:43.\n",
    );
  });

  test("none", async () => {
    const { stdout } = await cli("return 1;", "check", "-", "--effects");
    expect(stdout).toBe("stdin can reach no tool.\n");
  });

  test("--json has the hints of each", async () => {
    const { stdout } = await cli(POSTS, "check", "-", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      effects: [
        {
          server: "my_ledger",
          tool: "post_entry",
          annotations: {},
          hints: { readOnly: false, destructive: true, idempotent: false, openWorld: true },
        },
      ],
    });
  });
});
