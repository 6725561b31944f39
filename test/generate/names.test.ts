import { rmSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSdkIndex } from "../../src/check/sdk-index.ts";
import { createSdkSlices } from "../../src/check/sdk-slice.ts";
import type { CommittedSdk } from "../../src/lock/committed-sdk.ts";
import { openSdk } from "../../src/lock/open-sdk.ts";
import { createSdkView } from "../../src/serve/sdk-view.ts";
import { toolOf } from "../emit/catalogs.ts";
import { createTestProject, type TestProject } from "./project.ts";

let project: TestProject;
beforeEach(() => {
  project = createTestProject();
});
afterEach(() => project.tree.remove());

const DASHED = toolOf("get-user", ["dashed"]);
const IDENTIFIER = toolOf("get_user", ["identifier"]);

const sdkOf = (): CommittedSdk => openSdk(path.join(project.tree.dir, "codemode"));

/** The own names of a server's tools, by their names in programs. */
function namesOf(key: string): Record<string, string> {
  const server = sdkOf().lock.servers.find((one) => one.key === key);
  return Object.fromEntries(
    server?.tools.map(({ name, wireName }) => [name.replace(/_[0-9a-f]{8}$/, "_#"), wireName]) ??
      [],
  );
}

test("a tool keeps its name and its types when the server adds one that has a better claim to them", async () => {
  project.serve({ git: [DASHED] });
  await project.generate();
  expect(namesOf("git")).toEqual({ get_user: "get-user" });
  project.serve({ git: [DASHED, IDENTIFIER] });
  const report = await project.generate();
  // One tool more, and nothing else: no program of today has to change.
  expect(report).toMatchObject({ version: "1.1.0", surface: { removed: [], changed: [] } });
  expect(namesOf("git")).toEqual({ get_user: "get-user", "get_user_#": "get_user" });
  const module = project.output()["sdk/git.ts"] as string;
  expect(module).toContain("get_user: Tool<GetUserInput, string>;");
  expect(module).toContain("type GetUserInput = {\n    /** The dashed. */");
  expect(module).toMatch(
    /The server's own name for it: "get_user"\.\n +\*\/\n +get_user_[0-9a-f]{8}:/,
  );
  // Whoever asks the lock is told the same.
  expect(await project.generate({ check: true })).toMatchObject({ ok: true, changes: [] });
  expect(await project.generate({ offline: true })).toMatchObject({ ok: true, changes: [] });
});

test("the gate and the served SDK know it by the name in the lock", async () => {
  project.serve({ git: [DASHED] });
  await project.generate();
  project.serve({ git: [DASHED, IDENTIFIER] });
  await project.generate();
  const sdk = sdkOf();
  const slices = createSdkSlices(sdk, createSdkIndex(sdk.lock));
  expect(slices.tool("git", "get_user")).toMatchObject({
    wireName: "get-user",
    input: { name: "GetUserInput" },
  });
  expect(createSdkView(sdk).describe("git.get_user")).toContain("dashed: string");
});

test("without the lock it is planned anew", async () => {
  project.serve({ git: [DASHED] });
  await project.generate();
  project.serve({ git: [DASHED, IDENTIFIER] });
  rmSync(path.join(project.tree.dir, "codemode"), { recursive: true });
  await project.generate();
  expect(namesOf("git")).toEqual({ get_user: "get_user", "get_user_#": "get-user" });
});

test("without the server's entry in the lock too, and the version goes on", async () => {
  project.serve({ git: [DASHED] });
  await project.generate();
  project.serve({ git: [DASHED, IDENTIFIER] });
  const lock = JSON.parse(project.output()["codemode.lock.json"] as string) as object;
  project.tree.write("codemode/codemode.lock.json", JSON.stringify({ ...lock, servers: [] }));
  expect(await project.generate()).toMatchObject({ ok: true, version: "2.0.0" });
  expect(namesOf("git")).toEqual({ get_user: "get_user", "get_user_#": "get-user" });
});

test("what a filter leaves out has no name to keep", async () => {
  project.serve({ git: [DASHED, IDENTIFIER] }, { git: { exclude: ["get_user"] } });
  await project.generate();
  expect(namesOf("git")).toEqual({ "get_user_#": "get-user" });
  project.serve({ git: [DASHED, IDENTIFIER] });
  await project.generate();
  expect(namesOf("git")).toEqual({ get_user: "get_user", "get_user_#": "get-user" });
});

test("a server keeps its name when one of that very name is added", async () => {
  project.serve({ "my-git": [DASHED] });
  await project.generate();
  project.serve({ "my-git": [DASHED], my_git: [IDENTIFIER] });
  const report = await project.generate();
  expect(report).toMatchObject({ version: "1.1.0", surface: { removed: [], changed: [] } });
  const names = report.servers.map(({ key, name }) => [key, name?.replace(/[0-9a-f]{8}$/, "#")]);
  expect(names).toEqual([
    ["my-git", "my_git"],
    ["my_git", "my_git_#"],
  ]);
});

test("a server that has never answered keeps its name free", async () => {
  project.serve({ "my-git": [DASHED], my_git: null });
  const { servers } = await project.generate();
  expect(servers.map(({ name }) => name?.replace(/[0-9a-f]{8}$/, "#"))).toEqual([
    "my_git_#",
    undefined,
  ]);
});
