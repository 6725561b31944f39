// The gate's whole corpus: every right program and every mutant, through both engines.
import assert from "node:assert/strict";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { createJiti } from "jiti";
import ts from "typescript";
import { createGate } from "../../../dist/check/gate.js";

const CORPUS = path.resolve(import.meta.dirname, "../../check/corpus");

/** How many of the mutants with output schemas must be refused, and of all. */
const LEAST_WITH_OUTPUTS = 0.99;
const LEAST = 0.98;

/** How many names a failure lists. */
const MAX_LISTED = 40;

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testGateCorpus(report) {
  const jiti = createJiti(import.meta.url);
  const load = (/** @type {string} */ file) => jiti.import(path.join(CORPUS, file));
  const { sdkOf, SDK_KINDS } = await load("sdks.ts");
  const { rightPrograms } = await load("programs.ts");
  const { variantsOf } = await load("variants.ts");
  const { mutantsOf } = await load("mutate/mutants.ts");
  const right = rightPrograms();
  const mutants = await mutantsOf(right);
  const open = (options) =>
    new Map(SDK_KINDS.map((kind) => [kind, createGate(sdkOf(kind), options)]));
  const api = open({});
  const cli = open({ engine: "cli" });
  const close = (gates) => Promise.all([...gates.values()].map((gate) => gate.close()));
  const accepted = [];

  // What a failed test leaves open would keep the process alive.
  try {
    await report.test("gate: right programs pass, in every form", async () => {
      const refused = new Set();
      for (const { name, kind, source } of right) {
        if (!(await api.get(kind).check(source)).ok) refused.add(name);
      }
      const variants = await variantsOf(right.filter(({ name }) => !refused.has(name)));
      for (const { name, kind, source } of variants) {
        if (!(await api.get(kind).check(source)).ok) refused.add(name);
      }
      console.log(`    ${refused.size} of ${right.length + variants.length} refused`);
      assert.deepEqual([...refused], []);
    });
    await report.test(`gate: ${mutants.length} mutants, no two the same`, () => {
      assert.ok(mutants.length >= 3_000);
      assert.equal(new Set(mutants.map(({ name }) => name)).size, mutants.length);
    });
    await report.test("gate: a mutant has the mistake that it is called after", () => {
      const wrong = mutants.filter((one) => isBroken(one) !== (one.operator === "syntax"));
      assert.deepEqual(wrong.map(({ name }) => name).slice(0, MAX_LISTED), []);
    });
    await report.test("gate: mutants are refused", async () => {
      for (const mutant of mutants) {
        const { ok } = await api.get(mutant.program.kind).check(mutant.source);
        if (ok) accepted.push(mutant);
      }
      const names = accepted.map(({ name }) => name).slice(0, MAX_LISTED);
      const isTyped = ({ kind }) => kind !== "untyped";
      const caught = (list, missed) => 1 - missed.length / list.length;
      const withOutputs = caught(mutants.filter(isTyped), accepted.filter(isTyped));
      console.log(`    ${mutants.length - accepted.length} of ${mutants.length} refused`);
      assert.ok(withOutputs >= LEAST_WITH_OUTPUTS, `${withOutputs}\n${names.join("\n")}`);
      assert.ok(caught(mutants, accepted) >= LEAST, names.join("\n"));
    });
    await report.test("gate: both engines say the same", async () => {
      const all = [
        ...right,
        ...mutants.map(({ name, program, source }) => ({ name, kind: program.kind, source })),
      ];
      assert.deepEqual(await differences(all, api, cli), []);
    });
    await report.test("gate: both engines say the same of the fast tests' programs", async () => {
      const { SDK } = await load("../sdk.ts");
      const { RIGHT_PROGRAMS } = await load("../right-programs.ts");
      const { RIGHT_IDIOMS } = await load("../right-idioms.ts");
      const { FORBIDDEN_PROGRAMS } = await load("../forbidden-programs.ts");
      const { MISTAKEN_PROGRAMS } = await load("../mistaken-programs.ts");
      const { MISTAKEN_VALUES } = await load("../mistaken-values.ts");
      const all = [
        ...[...RIGHT_PROGRAMS, ...RIGHT_IDIOMS].map(([name, source]) => ({ name, source })),
        ...[...FORBIDDEN_PROGRAMS, ...MISTAKEN_PROGRAMS, ...MISTAKEN_VALUES].map(
          ([name, { source }]) => ({
            name,
            source,
          }),
        ),
      ];
      const engines = [createGate(SDK), createGate(SDK, { engine: "cli" })];
      try {
        const [one, other] = engines.map((gate) => ({ get: () => gate }));
        assert.deepEqual(await differences(all, one, other), []);
      } finally {
        await Promise.all(engines.map((gate) => gate.close()));
      }
    });
  } finally {
    await close(api);
    await close(cli);
  }
}

/** The names of the programs of which two engines do not say the same, by their gates of each kind of SDK. */
async function differences(programs, one, other) {
  const different = [];
  for (const { name, kind, source } of programs) {
    const verdicts = await Promise.all([one, other].map((gates) => gates.get(kind).check(source)));
    const [first, second] = verdicts.map(said);
    if (!isDeepStrictEqual(first, second)) different.push(name);
  }
  return different.length === 0
    ? []
    : [`${different.length} differ`, ...different.slice(0, MAX_LISTED)];
}

/** What the slower engine does not know is left out: how long a place is. */
function said({ ok, diagnostics }) {
  return {
    ok,
    diagnostics: diagnostics.map(({ code, message, location }) => ({
      code,
      message,
      line: location?.line,
      column: location?.column,
    })),
  };
}

/** Whether TypeScript's own parser refuses a program; what stands in fences is another matter. */
function isBroken({ operator, source }) {
  if (source.includes("```")) return operator === "syntax";
  const wrapped = /^\s*(?:import|export)\b/m.test(source) ? source : `async () => {${source}\n}`;
  const file = ts.createSourceFile("program.ts", wrapped, ts.ScriptTarget.ESNext, true);
  return file.parseDiagnostics.length > 0;
}
