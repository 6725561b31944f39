import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { format, getFileInfo } from "prettier";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { GenerateReport } from "../../src/generate.ts";
import { openSdk } from "../../src/lock/open-sdk.ts";
import { toolOf } from "../emit/catalogs.ts";
import { createTestProject, type TestProject } from "./project.ts";

let project: TestProject;
beforeEach(() => {
  project = createTestProject();
});
afterEach(() => project.tree.remove());

const git = [toolOf("log", ["path"]), toolOf("status")];
const mail = [toolOf("send", ["to", "text?"])];

const codes = (report: GenerateReport): string[] => report.diagnostics.map(({ code }) => code);
const changed = (report: GenerateReport): string[] =>
  report.changes.map(({ kind, path }) => `${kind} ${path}`);

test("writes everything the first time and nothing the second", async () => {
  project.serve({ git, mail });
  const first = await project.generate();
  expect(first).toMatchObject({ ok: true, version: "1.0.0", wrote: true, diagnostics: [] });
  expect(first.servers).toEqual([
    { key: "git", name: "git", state: "asked", tools: 2, prompts: 0, resources: 0 },
    { key: "mail", name: "mail", state: "asked", tools: 1, prompts: 0, resources: 0 },
  ]);
  expect(Object.keys(project.output())).toEqual(first.changes.map((change) => change.path));
  const times = project.times();
  const second = await project.generate();
  expect(second).toMatchObject({ ok: true, wrote: false, changes: [] });
  expect(project.times()).toEqual(times);
  expect(existsSync(path.join(project.tree.dir, "codemode/.codemode-write"))).toBe(false);
});

test("a report is plain JSON", async () => {
  project.serve({ git });
  const report = await project.generate();
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

describe("offline", () => {
  test("starts no server", async () => {
    project.serve({ git, mail });
    await project.generate();
    const before = project.output();
    project.serve({ git: null, mail: null });
    // The source of a server is in the lock, so only the lock may change.
    const report = await project.generate({ offline: true });
    expect(report.ok).toBe(true);
    expect(changed(report)).toEqual(["update codemode.lock.json", "update files.json"]);
    expect(project.output()["sdk/git.ts"]).toBe(before["sdk/git.ts"]);
    expect(report.servers.map(({ state }) => state)).toEqual(["committed", "committed"]);
  });

  test("a server without a catalog is an error, and the others are generated", async () => {
    project.serve({ git });
    await project.generate();
    project.serve({ git, mail });
    const report = await project.generate({ offline: true });
    expect(report.ok).toBe(false);
    expect(codes(report)).toEqual(["OUTPUT_CATALOG_MISSING"]);
    expect(report.servers.map(({ state }) => state)).toEqual(["committed", "left out"]);
  });

  test("a catalog that was edited is not generated from", async () => {
    project.serve({ git, mail });
    await project.generate();
    const text = project.output()["catalog/git.json"] as string;
    project.tree.write("codemode/catalog/git.json", text.replace("Does log.", "Does evil."));
    const report = await project.generate({ offline: true });
    expect(codes(report)).toContain("OUTPUT_CATALOG_CHANGED");
    expect(report.ok).toBe(false);
  });
});

describe("a server that fails", () => {
  test("keeps its last good files, and the others are generated", async () => {
    project.serve({ git, mail });
    await project.generate();
    const before = project.output();
    project.serve({ git: null, mail: [...mail, toolOf("list")] });
    const report = await project.generate();
    expect(report.ok).toBe(false);
    expect(codes(report)).toEqual(["SERVER_START_FAILED", "OUTPUT_SERVER_KEPT"]);
    expect(report.servers.map(({ state }) => state)).toEqual(["kept", "asked"]);
    expect(report.version).toBe("1.1.0");
    const after = project.output();
    expect(after["sdk/git.ts"]).toBe(before["sdk/git.ts"]);
    expect(after["sdk/mail.ts"]).toContain("list");
  });

  test("and was never generated is left out; the version does not suffer", async () => {
    project.serve({ git, mail: null });
    const report = await project.generate();
    expect(report.ok).toBe(false);
    expect(codes(report)).toEqual(["SERVER_START_FAILED", "OUTPUT_SERVER_LEFT_OUT"]);
    expect(project.output()["sdk/index.ts"]).not.toContain("mail");
  });

  test("with no other: nothing is written", async () => {
    project.serve({ git: null });
    await expect(project.generate()).rejects.toMatchObject({ code: "SERVER_START_FAILED" });
    expect(existsSync(path.join(project.tree.dir, "codemode"))).toBe(false);
  });
});

describe("some servers only", () => {
  test("the others are taken from their catalogs and are not started", async () => {
    project.serve({ git, mail });
    await project.generate();
    project.serve({ git: [...git, toolOf("blame")], mail: null });
    const report = await project.generate({ servers: ["git"] });
    expect(report.ok).toBe(true);
    expect(report.servers.map(({ state }) => state)).toEqual(["asked", "committed"]);
    expect(project.output()["sdk/git.ts"]).toContain("blame");
  });

  test("an unknown name is refused with those that there are", async () => {
    project.serve({ git, mail });
    const refusal = {
      code: "OUTPUT_NO_SERVER",
      diagnostics: [{ hint: "Name one of: git, mail." }],
    };
    await expect(project.generate({ servers: ["gti"] })).rejects.toMatchObject(refusal);
  });
});

describe("check", () => {
  const spoil: [string, (project: TestProject) => void, string][] = [
    [
      "a runtime file changed by hand",
      ({ tree }) => tree.write("codemode/runtime/shim.txt", "// evil\n"),
      "update runtime/shim.txt",
    ],
    [
      "a missing file",
      ({ tree }) => rmSync(path.join(tree.dir, "codemode/sdk/git.ts")),
      "create sdk/git.ts",
    ],
    [
      "a changed configuration",
      ({ tree }) => {
        const config = JSON.parse(tree.read()["codemode.config.json"] as string) as object;
        tree.write("codemode.config.json", JSON.stringify({ ...config, packageName: "other" }));
      },
      "update package.json",
    ],
  ];
  test.each(spoil)("finds %s and writes nothing", async (_name, change, want) => {
    project.serve({ git });
    await project.generate();
    expect((await project.generate({ check: true, offline: true })).ok).toBe(true);
    change(project);
    const before = project.output();
    const report = await project.generate({ check: true, offline: true });
    expect(report).toMatchObject({ ok: false, wrote: false });
    expect(codes(report)).toEqual(["OUTPUT_STALE"]);
    expect(report.diagnostics[0]?.message).toContain(want.split(" ")[1]);
    expect(report.diagnostics[0]?.hint).toContain("codemode generate");
    expect(changed(report)).toContain(want);
    expect(project.output()).toEqual(before);
  });

  test("finds the files of a server that is gone", async () => {
    project.serve({ git, mail });
    await project.generate();
    project.serve({ git });
    const report = await project.generate({ check: true, offline: true });
    expect(changed(report)).toContain("delete sdk/mail.ts");
    const written = await project.generate({ offline: true });
    expect(written).toMatchObject({ ok: true, version: "2.0.0" });
    expect(Object.keys(project.output()).filter((file) => file.includes("mail"))).toEqual([]);
  });

  test("asks the servers unless offline", async () => {
    project.serve({ git });
    await project.generate();
    project.serve({ git: [toolOf("log", ["path", "since"]), toolOf("status")] });
    expect((await project.generate({ check: true, offline: true })).ok).toBe(true);
    const report = await project.generate({ check: true });
    expect(changed(report)).toContain("update catalog/git.json");
  });
});

describe("a damaged list of files", () => {
  const HOSTILE = `{"filesVersion":1,"files":{"../../x":"a"}}`;

  test("does not make the user's files ours", async () => {
    project.serve({ git });
    await project.generate();
    const mine = `{ "name": "mine", "private": true }\n`;
    project.tree.write("codemode/files.json", HOSTILE);
    project.tree.write("codemode/package.json", mine);
    const before = project.output();
    await expect(project.generate({ offline: true })).rejects.toMatchObject({
      code: "OUTPUT_NOT_OURS",
      diagnostics: [
        { message: expect.stringContaining("`package.json`") as string },
        { code: "OUTPUT_LIST_DAMAGED" },
      ],
    });
    expect(project.output()).toEqual(before);
    expect(before["package.json"]).toBe(mine);
  });

  test("is written anew where all files prove that they are ours", async () => {
    project.serve({ git });
    await project.generate();
    const before = project.output();
    project.tree.write("codemode/files.json", HOSTILE);
    for (const file of ["package.json", "sdk/git.ts", "sdk/index.js", "sdk/runtime.d.ts"]) {
      project.tree.write(`codemode/${file}`, `${before[file]}\n`);
    }
    const report = await project.generate({ offline: true });
    expect(codes(report)).toEqual(["OUTPUT_LIST_DAMAGED"]);
    expect(report.ok).toBe(true);
    expect(project.output()).toEqual(before);
  });

  test("a catalog is ours when it is the one in the lock", async () => {
    project.serve({ git });
    await project.generate();
    project.serve({ git: [...git, toolOf("blame")] });
    project.tree.write("codemode/files.json", HOSTILE);
    for (const file of ["CHANGELOG.md", "prompt", "runtime"]) {
      rmSync(path.join(project.tree.dir, "codemode", file), { recursive: true });
    }
    const report = await project.generate();
    expect(report.ok).toBe(true);
    expect(changed(report)).toContain("update catalog/git.json");
    project.tree.write("codemode/files.json", HOSTILE);
    project.tree.write("codemode/catalog/git.json", "{}");
    await expect(project.generate()).rejects.toThrow("`catalog/git.json`");
  });
});

test("dry-run reports what would change and writes nothing", async () => {
  project.serve({ git });
  const report = await project.generate({ dryRun: true });
  expect(report).toMatchObject({ ok: true, wrote: false });
  expect(report.changes.length).toBeGreaterThan(10);
  expect(existsSync(path.join(project.tree.dir, "codemode"))).toBe(false);
});

test("versions move from the released surface, and --release moves that", async () => {
  const versions: string[] = [];
  const step = async (tools: ReturnType<typeof toolOf>[], release = false): Promise<void> => {
    project.serve({ git: tools });
    versions.push((await project.generate({ release })).version);
  };
  await step([toolOf("a")]);
  await step([toolOf("a"), toolOf("b")]);
  await step([toolOf("a"), toolOf("b"), toolOf("c")]);
  await step([toolOf("a"), toolOf("b"), toolOf("c")], true);
  await step([toolOf("a", [], { description: "Other words." }), toolOf("b"), toolOf("c")]);
  await step([toolOf("b"), toolOf("c")]);
  expect(versions).toEqual(["1.0.0", "1.1.0", "1.1.0", "1.1.0", "1.1.1", "2.0.0"]);
  const { lock } = openSdk(path.join(project.tree.dir, "codemode"));
  expect(lock.released.version).toBe("1.1.0");
  expect(project.output()["CHANGELOG.md"]).toContain(
    "## 2.0.0 (unreleased)\n\n### Removed\n\n- `git.a`\n\n## 1.1.0\n\n### Added\n\n- `git.b`\n- `git.c`\n\n## 1.0.0\n\nFirst version.\n",
  );
});

test("what people write into released sections of the changelog is not stale", async () => {
  project.serve({ git });
  await project.generate();
  const text = project.output()["CHANGELOG.md"] as string;
  project.tree.write("codemode/CHANGELOG.md", text.replace("First version.", "Hello, world."));
  expect(await project.generate({ check: true, offline: true })).toMatchObject({
    ok: true,
    changes: [],
  });
});

test("the same bytes whatever the order, the time zone and the folder", async () => {
  const servers = { a: [toolOf("x"), toolOf("Y"), toolOf("ä")], B: [toolOf("z", ["q", "p?"])] };
  project.serve(servers);
  await project.generate();
  const other = createTestProject();
  const zone = process.env["TZ"];
  try {
    process.env["TZ"] = "Asia/Kathmandu";
    other.serve({ B: servers.B, a: servers.a.toReversed() });
    await other.generate();
    expect(other.output()).toEqual(project.output());
  } finally {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
    other.tree.remove();
  }
});

test("several at once give what one gives", async () => {
  project.serve({ git, mail });
  const reports = await Promise.all(Array.from({ length: 6 }, () => project.generate()));
  expect(reports.every(({ ok }) => ok)).toBe(true);
  expect(reports.filter(({ wrote }) => wrote)).toHaveLength(1);
  expect((await project.generate({ check: true, offline: true })).ok).toBe(true);
});

test("an abort ends it with nothing written", async () => {
  project.serve({ git });
  const abort = new AbortController();
  const generating = project.generate({ signal: abort.signal, onProgress: () => abort.abort() });
  await expect(generating).rejects.toMatchObject({ name: "AbortError" });
  expect(existsSync(path.join(project.tree.dir, "codemode"))).toBe(false);
});

test("no value from the environment and no path of the machine is written", async () => {
  project.serve({ git });
  const config = project.tree.read()["codemode.config.json"] as string;
  project.tree.write(
    "codemode.config.json",
    config.replace(`"command"`, `"env":{"TOKEN":"\${CANARY}"},"command"`),
  );
  await project.generate();
  const all = Object.values(project.output()).join("\n");
  expect(all).not.toContain("canary-7f3a");
  expect(all).not.toContain(project.tree.dir);
  expect(all).toContain("TOKEN");
});

describe("prettier", () => {
  test("leaves everything that is written alone, with its defaults", async () => {
    project.serve({ git, mail });
    await project.generate();
    for (const [file, text] of Object.entries(project.output())) {
      const { inferredParser } = await getFileInfo(file);
      expect(inferredParser === null ? text : await format(text, { filepath: file })).toBe(text);
    }
  });

  test("a user's own options are applied to what is read, not to what is hashed or run", async () => {
    project.serve({ git });
    await project.generate();
    const plain = project.output();
    project.tree.write(".prettierrc", "singleQuote: true\ntabWidth: 4\n");
    const report = await project.generate({ offline: true });
    expect(report.ok).toBe(true);
    const styled = project.output();
    expect(styled["sdk/git.ts"]).toContain(`from './runtime.js'`);
    for (const file of [
      "codemode.lock.json",
      "catalog/git.json",
      "runtime/host.js",
      "sdk/runtime.js",
    ]) {
      expect(styled[file]).toBe(plain[file]);
    }
    expect(await project.generate({ check: true, offline: true })).toMatchObject({ ok: true });
    expect(openSdk(path.join(project.tree.dir, "codemode")).catalog("git").server).toBe("git");
  });

  test("options that cannot be read are a warning", async () => {
    project.serve({ git });
    project.tree.write(".prettierrc", "{ broken");
    const report = await project.generate();
    expect(report.ok).toBe(true);
    expect(codes(report)).toEqual(["OUTPUT_FORMAT_FAILED"]);
  });
});
