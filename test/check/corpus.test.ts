import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import type { Gate } from "../../src/check/types.ts";
import { mutantsOf, OPERATOR_NAMES, sampleOf } from "./corpus/mutate/mutants.ts";
import { rightPrograms, wrongPrograms, type Program } from "./corpus/programs.ts";
import { variantsOf } from "./corpus/variants.ts";
import { SDK_KINDS, sdkOf, type SdkKind } from "./corpus/sdks.ts";

/** Every operator finds something in it. */
const ONE_OF_ALL = `const { items } = await github.list_issues({ owner: "acme", repo: "widgets", state: "open" });
const pulls = await Promise.all(
  items.map((issue) => github.search_issues({ q: issue.title, per_page: 5 })),
);
await github.add_issue_comment({ owner: "acme", repo: "widgets", issue_number: 1, body: "seen" });
const text = await gitlab.search_repositories({ search: "acme" });
const { count } = JSON.parse(text);
return [pulls[0].total_count, items[0].assignee?.login, count];
`;

const gates = new Map<SdkKind, Gate>(SDK_KINDS.map((kind) => [kind, createGate(sdkOf(kind))]));
afterAll(() => Promise.all([...gates.values()].map((gate) => gate.close())));

const right = rightPrograms();

/** `npm run test:heavy` checks them all. */
const SAMPLE_OF_EACH = 4;
const VARIANT_STEP = 11;

const alarms = refusedOf(right);

test("every right program passes", async () => {
  expect(right.length).toBeGreaterThanOrEqual(200);
  await expect(written([...(await alarms).values()])).toMatchFileSnapshot(
    gapsFile("right-refused"),
  );
});

test("right programs pass in every form", async () => {
  const refused = await alarms;
  const variants = await variantsOf(right.filter(({ name }) => !refused.has(name)));
  const sample = variants.filter((_, index) => index % VARIANT_STEP === 0);
  await expect(written([...(await refusedOf(sample)).values()])).toMatchFileSnapshot(
    gapsFile("variants-refused"),
  );
});

test("what models wrote wrongly is refused for what is wrong with it", async () => {
  const otherwise: string[] = [];
  for (const program of wrongPrograms()) {
    const { diagnostics } = await check(program);
    const codes = new Set<string>(diagnostics.map(({ code }) => code));
    const missing = program.codes.filter((code) => !codes.has(code));
    if (missing.length > 0) {
      otherwise.push(
        `${program.name}: ${missing.join(", ")}, but ${[...codes].join(", ") || "accepted"}`,
      );
    }
  }
  await expect(written(otherwise)).toMatchFileSnapshot(gapsFile("wrong-otherwise"));
});

describe("mutants", async () => {
  const mutants = await mutantsOf(right);

  test("are many, of every operator, and no two are the same", () => {
    expect(mutants.length).toBeGreaterThanOrEqual(3_000);
    expect(new Set(mutants.map(({ operator }) => operator))).toEqual(new Set(OPERATOR_NAMES));
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  test("are the same ones every time", async () => {
    const program: Program = { name: "one", kind: "inferred", source: ONE_OF_ALL };
    const lines = (await mutantsOf([program])).map(({ name, source, line }) => {
      return `${name}\n  ${source.split("\n")[line - 1] ?? ""}`;
    });
    await expect(`${ONE_OF_ALL}\n${lines.join("\n")}\n`).toMatchFileSnapshot(
      path.join(import.meta.dirname, "corpus", "mutants-of-one.txt"),
    );
  });

  test("a sample of each operator is refused", async () => {
    const accepted: string[] = [];
    for (const { name, program, source } of sampleOf(mutants, SAMPLE_OF_EACH)) {
      const { ok } = await check({ ...program, source });
      if (ok) accepted.push(`${name}\n${source}`);
    }
    await expect(written(accepted)).toMatchFileSnapshot(gapsFile("mutants-accepted"));
  });
});

/** The refused ones by name, with what they are refused for. */
async function refusedOf(programs: readonly Program[]): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  for (const program of programs) {
    const { ok, diagnostics } = await check(program);
    const codes = diagnostics.map(({ code }) => code).join(", ");
    if (!ok) refused.set(program.name, `${program.name}: ${codes}`);
  }
  return refused;
}

function check({ kind, source }: Program) {
  const gate = gates.get(kind);
  if (gate === undefined) throw new Error(kind);
  return gate.check(source);
}

/** What the gate still gets wrong, in a file: a list that only shrinks. Refreshed with `vitest run test/check -u`. */
function gapsFile(name: string): string {
  return path.join(import.meta.dirname, "corpus", "gaps", `${name}.txt`);
}

function written(gaps: readonly string[]): string {
  return gaps.map((gap) => `${gap.trimEnd()}\n`).join("\n");
}
