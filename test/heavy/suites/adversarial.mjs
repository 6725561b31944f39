// The adversarial cases that are too dear for `npm test`, and the proof of all of them: with its defence taken out, in a copy
// of the sources, a case must fail.
import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { finished, ROOT, start } from "../project.mjs";

const CASES = path.join(ROOT, "test", "adversarial");
/** Most of a case is the start of its processes. */
const AT_ONCE = 3;
const COPIED = [
  "package.json",
  "vitest.config.ts",
  "scripts",
  "src",
  "templates",
  "fixtures/servers",
  "test/adversarial",
  "test/run",
  "dist/assets",
];

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testAdversarial(report) {
  await report.test("the adversarial cases that take long", async () => {
    const { status, output } = await runCases(ROOT, { CODEMODE_HEAVY: "1" });
    assert.equal(status, 0, output.slice(-4000));
  });
  await report.test("faults, one after the other, none left out", async () => {
    const { status, output } = await run(ROOT, ["test/run/faults.test.ts"], {
      CODEMODE_HEAVY: "1",
    });
    assert.equal(status, 0, output.slice(-4000));
  });
  const cases = casesWithDefence();
  const outcomes = inTurns(cases, AT_ONCE, runWithoutDefence);
  for (const [place, { name }] of cases.entries()) {
    await report.test(`${name} fails without its defence`, async () => {
      const { status, output } = await outcomes[place];
      assert.equal(status, 1, `it passes, or could not run:\n${output.slice(-4000)}`);
      // That it ran, and failed in what it is about.
      assert.match(output, new RegExp(`FAIL .*${name}`), output.slice(-4000));
    });
  }
}

async function runWithoutDefence({ name, heavy, defence }) {
  const copy = copyProject();
  try {
    for (const edit of defence) apply(copy, edit);
    await rebuild(copy);
    return await runCases(copy, heavy ? { CODEMODE_HEAVY: "1" } : {}, name);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/**
 * Starts work for each value, so many at a time, in their order.
 * @template Value, Result
 * @param {readonly Value[]} values
 * @param {number} atOnce
 * @param {(value: Value) => Promise<Result>} work
 * @returns {Promise<Result>[]}
 */
function inTurns(values, atOnce, work) {
  const results = [];
  for (const [place, value] of values.entries()) {
    const before = place < atOnce ? Promise.resolve() : results[place - atOnce];
    const result = before.then(
      () => work(value),
      () => work(value),
    );
    // Whoever waits for it is told.
    result.catch(() => {});
    results.push(result);
  }
  return results;
}

function casesWithDefence() {
  return readdirSync(CASES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      ...JSON.parse(readFileSync(path.join(CASES, name, "case.json"), "utf8")),
    }))
    .filter(({ defence }) => defence !== undefined);
}

function copyProject() {
  const copy = mkdtempSync(path.join(tmpdir(), "codemode-heavy-"));
  for (const name of COPIED) {
    mkdirSync(path.dirname(path.join(copy, name)), { recursive: true });
    cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  }
  symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"));
  return copy;
}

/** The text must be there: a defence that was rewritten needs its case rewritten, too. */
function apply(copy, { file, from, to }) {
  const target = path.join(copy, file);
  const text = readFileSync(target, "utf8");
  assert.ok(text.includes(from), `${file} does not hold: ${from}`);
  writeFileSync(
    target,
    text.replaceAll(from, () => to),
  );
}

/** The host worker and the shim are compiled into workerd's configuration. */
async function rebuild(copy) {
  const script = pathToFileURL(path.join(copy, "scripts", "build-workerd-config.mjs"));
  const { buildWorkerdConfig } = await import(script.href);
  await buildWorkerdConfig(path.join(copy, "dist", "assets"));
}

function runCases(cwd, env, name) {
  return run(cwd, ["test/adversarial", ...(name === undefined ? [] : ["-t", name])], env);
}

async function run(cwd, args, env) {
  const vitest = path.join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const child = start(process.execPath, [vitest, "run", ...args], {
    cwd,
    env: { ...env, NO_COLOR: "1", CI: "1" },
  });
  const { status, stdout, stderr } = await finished(child);
  return { status, output: stdout + stderr };
}
