import { afterEach, describe, expect, test } from "vitest";
import { createProject, fixtureServer, serverEntry, type Project } from "./project.ts";

let project: Project;
afterEach(() => project.remove());

const everything = { command: "node", args: [serverEntry("everything")] };

describe("configuration", () => {
  test("none: says how to make one, exit 2", async () => {
    project = createProject({});
    const result = await project.node([
      "--input-type=module",
      "-e",
      `import { rmSync } from "node:fs"; rmSync("codemode.config.json");`,
    ]);
    expect(result.status).toBe(0);
    project.write(".git/HEAD", "");
    const generated = await project.codemode(["generate"]);
    expect(generated.status).toBe(2);
    expect(generated.stderr).toContain("CONFIG_NOT_FOUND");
    expect(generated.stderr).toContain("codemode init");
  });

  test("errors are reported all at once", async () => {
    project = createProject({
      one: { command: 5 },
      "../two": everything,
      three: { url: "ftp://x" },
    });
    const generated = await project.codemode(["generate"]);
    expect(generated.status).toBe(2);
    for (const place of ["one", "../two", "three"]) expect(generated.stderr).toContain(place);
    expect(project.list(".")).toEqual(["codemode.config.json"]);
  });

  test("every missing variable is in one message", async () => {
    project = createProject({
      a: { command: "${FIRST}" },
      b: { url: "https://${SECOND}/mcp", headers: { authorization: "Bearer ${THIRD}" } },
    });
    const generated = await project.codemode(["generate"]);
    expect(generated.status).toBe(2);
    for (const name of ["FIRST", "SECOND", "THIRD"]) expect(generated.stderr).toContain(name);
  });
});

describe("a configuration that has changed since `generate`", () => {
  const calculator = { command: "node", args: [fixtureServer("calculator")] };

  test("a new `exclude` holds at once", async () => {
    project = createProject({ everything });
    expect((await project.codemode(["generate"])).status).toBe(0);
    project.write(
      "codemode.config.json",
      JSON.stringify({ servers: { everything: { ...everything, exclude: ["get-*"] } } }),
    );
    const refused = await project.codemode(["exec", "-"], {
      stdin: `return await everything.get_sum({ a: 1, b: 2 });`,
    });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("Nothing was executed");
    const dynamic = await project.codemode(["exec", "-", "--json"], {
      stdin: `const all: Record<string, unknown> = { ...everything };\nreturn Object.keys(all);`,
    });
    const { result } = JSON.parse(dynamic.stdout) as { result: string[] };
    expect(result).toContain("echo");
    expect(result).not.toContain("get_sum");
  });

  test("a missing variable is found before anything is called", async () => {
    project = createProject({ calculator, other: { ...calculator, env: { X: "${X_OF_OTHER}" } } });
    expect((await project.codemode(["generate"], { env: { X_OF_OTHER: "1" } })).status).toBe(0);
    const tools = project.read("codemode/sdk/calculator.ts");
    expect(tools).toContain("add");
    const run = await project.codemode(["exec", "-", "--json"], {
      stdin: `await calculator.add({ a: 1, b: 2 });\nawait other.add({ a: 1, b: 2 });`,
    });
    expect(run.status).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({
      executed: false,
      calls: [],
      diagnostics: [{ code: "CONFIG_ENV_MISSING" }],
    });
  });
});

describe("one bad server among good ones", () => {
  const bad: [string, unknown][] = [
    ["cannot start", { command: "no-such-command-here" }],
    // W3
    ["exits half way", { command: "node", args: [fixtureServer("hostile"), "exit-on-list"] }],
    [
      // W4
      "answers garbage",
      {
        command: "node",
        args: [fixtureServer("hostile"), "garbage"],
        timeouts: { connectMs: 2000 },
      },
    ],
    [
      // W1
      "never answers",
      {
        command: "node",
        args: [fixtureServer("hostile"), "never-initialize"],
        timeouts: { connectMs: 1000 },
      },
    ],
    ["cannot be reached", { url: "http://127.0.0.1:9/mcp" }],
  ];
  test.each(bad)("%s: the others are generated, exit 2", async (_name, broken) => {
    project = createProject({ everything, broken });
    const generated = await project.codemode(["generate"]);
    expect(generated.status).toBe(2);
    expect(generated.stderr).toContain("broken");
    expect(generated.stderr).toMatch(/SERVER_[A-Z_]+/);
    expect(project.list("codemode")).toContain("codemode/sdk/everything.ts");
    expect(project.list("codemode")).not.toContain("codemode/sdk/broken.ts");
    const run = await project.codemode(["exec", "-"], {
      stdin: `return await everything.echo({ message: "hi" });`,
    });
    expect(run.stdout).toContain("hi");
  });

  test("lacks a variable: the others are generated, exit 2", async () => {
    project = createProject({ everything, broken: { ...everything, env: { X: "${NOT_SET}" } } });
    const generated = await project.codemode(["generate"]);
    expect(generated.status).toBe(2);
    expect(generated.stderr).toContain("NOT_SET");
    expect(project.list("codemode")).toContain("codemode/sdk/everything.ts");
  });

  test("a server that breaks later keeps its last good files", async () => {
    project = createProject({ everything, other: everything });
    expect((await project.codemode(["generate"])).status).toBe(0);
    const before = project.list("codemode").map((file) => project.read(file));
    project.write(
      "codemode.config.json",
      JSON.stringify({ servers: { everything, other: { command: "no-such-command-here" } } }),
    );
    const generated = await project.codemode(["generate"]);
    expect(generated.status).toBe(2);
    expect(project.list("codemode").map((file) => project.read(file))).toEqual(before);
  });
});
