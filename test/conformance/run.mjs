// Runs the official conformance suite (`@modelcontextprotocol/conformance`) against codemode as a client: the scenarios
// that a revision of the specification requires, and those that it only reports.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { finished, start } from "../heavy/project.mjs";

const HERE = import.meta.dirname;
const SUITE = path.resolve(HERE, "../heavy/node_modules/@modelcontextprotocol/conformance");
const CLIENT = path.join(HERE, "client.mjs");

export const REVISIONS = ["2025-11-25", "2026-07-28"];

/** Each scenario starts a server and a client, which together keep one processor busy. */
const AT_ONCE = 2;
const SCENARIO_MS = 60_000;

/**
 * @param {string} node the binary of a Node that the suite runs on: 22 or later
 * @param {string} revision one of `REVISIONS`
 * @returns {Promise<{ passed: number, applicable: number, optional: { passed: number, applicable: number },
 *   problems: string[] }>} the required scenarios that passed, of all that are; the same of those that are not scored; what
 *   is not as `expected-failures.yml` says, with the end of what the suite printed
 */
export async function runConformance(node, revision) {
  const { required, optional } = scenariosOf(revision);
  const { client: expected } = parse(
    readFileSync(path.join(HERE, "expected-failures.yml"), "utf8"),
  );
  const output = mkdtempSync(path.join(tmpdir(), "codemode-conformance-"));
  const pending = [...required, ...optional];
  const passed = new Set();
  const problems = [];
  const work = async () => {
    for (let scenario = pending.shift(); scenario !== undefined; scenario = pending.shift()) {
      const outcome = await runScenario(node, revision, scenario, output);
      if (outcome.passed) passed.add(scenario);
      const isExpected = expected.includes(scenario);
      if (outcome.passed && isExpected)
        problems.push(`${scenario} passes: it is stale in the list`);
      if (!outcome.passed && !isExpected) problems.push(`${scenario} fails:\n${outcome.text}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
  const count = (scenarios) => ({
    passed: scenarios.filter((scenario) => passed.has(scenario)).length,
    applicable: scenarios.length,
  });
  return { ...count(required), optional: count(optional), problems };
}

function scenariosOf(revision) {
  const file = path.join(SUITE, "requirements", `${revision}.yaml`);
  const { client, not_scored: notScored } = parse(readFileSync(file, "utf8"));
  const optional = notScored.filter(({ leg }) => leg === "client");
  return { required: client, optional: optional.map(({ scenario }) => scenario) };
}

async function runScenario(node, revision, scenario, output) {
  const args = ["client", "--command", `${process.execPath} ${CLIENT}`, "--scenario", scenario];
  args.push("--spec-version", revision, "--force", "--timeout", String(SCENARIO_MS), "-o", output);
  const child = start(node, [path.join(SUITE, "dist", "index.js"), ...args], { cwd: output });
  const { status, stdout, stderr } = await finished(child);
  const text = `${stdout}${stderr}`;
  return { passed: status === 0 && text.includes("OVERALL: PASSED"), text: text.slice(-1500) };
}
