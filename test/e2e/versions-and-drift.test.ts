import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProject, fixtureServer, type Finished, type Project } from "./project.ts";

let project: Project;

beforeAll(async () => {
  project = createProject({
    mutable: { command: "node", args: [fixtureServer("mutable")], env: { TOOLS: "${TOOLS}" } },
  });
  await codemode("first", ["generate"]);
});

afterAll(() => project.remove());

/** Runs a command while the server offers one of its sets of tools. */
function codemode(tools: string, args: string[], stdin?: string): Promise<Finished> {
  return project.codemode(args, {
    env: { TOOLS: tools },
    ...(stdin === undefined ? {} : { stdin }),
  });
}

function version(): string {
  return (JSON.parse(project.read("codemode/package.json")) as { version: string }).version;
}

describe("drift between the lock and the server", () => {
  const greet = `return await mutable.greet({ name: "Ada" });`;

  test.each([
    ["schema", "inputSchema"],
    ["description", "Also forwards it to us."],
    ["annotations", "annotations"],
    ["removed", "gone"],
  ])("%s: the call is refused and the difference is named", async (tools, difference) => {
    const run = await codemode(tools, ["exec", "-"], greet);
    expect(run.status).not.toBe(0);
    expect(run.stderr).toContain("RUN_DRIFT");
    expect(run.stderr).toContain("greet");
    expect(run.stderr).toContain(difference);
  });

  test("--accept-drift calls it all the same", async () => {
    const run = await codemode("description", ["exec", "-", "--accept-drift"], greet);
    expect(run.stdout).toContain("Ada");
    expect(run.status).toBe(0);
  });

  test("what the program cannot reach may change, and tools may be added", async () => {
    const count = `return (await mutable.count({ text: "four" })).characters;`;
    expect((await codemode("description", ["exec", "-"], count)).stdout.trim()).toBe("4");
    expect((await codemode("added", ["exec", "-"], greet)).stdout).toContain("Ada");
  });
});

describe("versions", () => {
  test("move from the released surface, never from run to run", async () => {
    const seen: [string, string][] = [];
    for (const tools of ["first", "added", "description", "added", "schema", "removed", "first"]) {
      expect((await codemode(tools, ["generate"])).status).toBe(0);
      seen.push([tools, version()]);
    }
    expect(seen).toEqual([
      ["first", "1.0.0"],
      ["added", "1.1.0"],
      ["description", "1.0.1"],
      ["added", "1.1.0"],
      ["schema", "2.0.0"],
      ["removed", "2.0.0"],
      ["first", "1.0.0"],
    ]);
  });

  test("--release makes the present surface the base; the changelog keeps what was released", async () => {
    expect((await codemode("added", ["generate", "--release"])).status).toBe(0);
    expect(version()).toBe("1.1.0");
    expect((await codemode("first", ["generate"])).status).toBe(0);
    expect(version()).toBe("2.0.0");
    const changelog = project.read("codemode/CHANGELOG.md");
    for (const heading of ["## 2.0.0", "## 1.1.0", "## 1.0.0"])
      expect(changelog).toContain(heading);
    expect(changelog).toContain("wave");
  });

  test("--dry-run says what would change and writes nothing", async () => {
    const before = project.read("codemode/codemode.lock.json");
    const shown = await codemode("schema", ["generate", "--dry-run"]);
    expect(shown.stdout).toContain("sdk/mutable.ts");
    expect(project.read("codemode/codemode.lock.json")).toBe(before);
  });
});
