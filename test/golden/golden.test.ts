import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { CodemodeError } from "../../src/diagnostics/error.ts";
import { generate, type GenerateOptions } from "../../src/generate.ts";
import { createTree, readTree, type Tree } from "../lock/tree.ts";

/**
 * Each folder of `fixtures/cases` is a case: `input/` is a project whose servers replay captured catalogs, `options.json`
 * what `generate` is called with, `expected/` the output folder afterwards and `outcome.json` what was reported.
 * `npm run golden` writes what is expected anew; look at the difference before committing it.
 */
const CASES = path.resolve(import.meta.dirname, "../../fixtures/cases");

/** The same in every SDK, and held by tests of their own: no reason to change every case. */
const CONSTANT = /^(?:files\.json|runtime\/.*|sdk\/runtime\..*|prompt\/instructions\.md)$/;

const names = readdirSync(CASES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

let tree: Tree | null = null;
afterEach(() => tree?.remove());

test("there are cases", () => {
  expect(names).toContain("real-servers");
});

test.each(names)("%s", async (name) => {
  const folder = path.join(CASES, name);
  tree = createTree();
  cpSync(path.join(folder, "input"), tree.dir, { recursive: true });
  const outcome = await run(tree.dir, readOptions(folder));
  const output = path.join(tree.dir, "codemode");
  const files = existsSync(output) ? readTree(output) : {};
  const written = Object.fromEntries(
    Object.entries(files).filter(([file]) => !CONSTANT.test(file)),
  );
  const expected = path.join(folder, "expected");
  const outcomeFile = path.join(folder, "outcome.json");
  if (isUpdate()) update(expected, written, outcomeFile, outcome);
  expect(`${JSON.stringify(outcome, null, 2)}\n`).toBe(readFileSync(outcomeFile, "utf8"));
  expect(written).toEqual(existsSync(expected) ? readTree(expected) : {});
  // What was written is what would be written again.
  const again = outcome["ok"] === true ? { offline: true, check: true } : null;
  const check = again === null ? null : await generate({ cwd: tree.dir, ...again });
  expect(check?.changes ?? []).toEqual([]);
});

function readOptions(folder: string): Partial<GenerateOptions> {
  const file = path.join(folder, "options.json");
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, "utf8")) as Partial<GenerateOptions>;
}

/** What a user is told, without what differs from machine to machine. */
async function run(
  cwd: string,
  options: Partial<GenerateOptions>,
): Promise<Record<string, unknown>> {
  const env = { ...process.env, CODEMODE_REPLAY: path.join(CASES, "replay.mjs") };
  try {
    const report = await generate({ cwd, env, ...options });
    const { ok, version, servers, wrote } = report;
    return { ok, version, servers, wrote, diagnostics: report.diagnostics.map(describe) };
  } catch (error) {
    if (!(error instanceof CodemodeError)) throw error;
    return { threw: error.diagnostics.map(describe) };
  }
}

function describe({ code, severity, message }: CodemodeError["diagnostics"][number]): string {
  return `${severity} ${code}: ${message}`;
}

/** Whether vitest was started with `-u`. */
function isUpdate(): boolean {
  return expect.getState().snapshotState.snapshotUpdateState === "all";
}

function update(
  expected: string,
  files: Record<string, string>,
  outcomeFile: string,
  outcome: Record<string, unknown>,
): void {
  rmSync(expected, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(expected, file)), { recursive: true });
    writeFileSync(path.join(expected, file), text);
  }
  writeFileSync(outcomeFile, `${JSON.stringify(outcome, null, 2)}\n`);
}
