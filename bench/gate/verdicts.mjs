// What the gate says of every program of the corpus.
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { createGate } from "../../dist/check/gate.js";
import { renderFindings } from "../../dist/check/render.js";
import { median, percent } from "../statistics.mjs";
import { markdownTable } from "../table.mjs";

/**
 * @param {Awaited<ReturnType<import("./corpus.mjs").loadCorpus>>} corpus
 * @returns {Promise<{ refused: Set<string>, report: string }>} names of the programs and mutants that are refused
 */
export async function judgeCorpus(corpus) {
  const gates = new Map(corpus.kinds.map((kind) => [kind, createGate(corpus.sdkOf(kind))]));
  const check = (kind, source) => gates.get(kind).check(source);
  try {
    const refused = new Set();
    const alarms = await judgeRight(corpus, check, refused);
    const models = await judgeWrong(corpus, check, refused);
    const mutants = await judgeMutants(corpus, check, refused);
    const report = [alarms, models, mutants].join("\n");
    return { refused, report };
  } finally {
    await Promise.all([...gates.values()].map((gate) => gate.close()));
  }
}

async function judgeRight({ right, kinds, variantsOf }, check, refused) {
  const counts = new Map(
    kinds.map((kind) => [kind, { all: 0, refused: [], forms: 0, inForms: [] }]),
  );
  for (const { name, kind, source } of right) {
    const count = counts.get(kind);
    count.all += 1;
    if ((await check(kind, source)).ok) continue;
    count.refused.push(name);
    refused.add(name);
  }
  for (const { name, kind, source } of await variantsOf(
    right.filter((one) => !refused.has(one.name)),
  )) {
    const count = counts.get(kind);
    count.forms += 1;
    if (!(await check(kind, source)).ok) count.inForms.push(name);
  }
  const rows = [...counts].map(([kind, count]) => [
    kind,
    count.all,
    count.refused.length,
    count.forms,
    count.inForms.length,
  ]);
  const names = [...counts.values()].flatMap((count) => [...count.refused, ...count.inForms]);
  const list = names.length === 0 ? "" : `\nRefused: ${names.join(", ")}\n`;
  return `## Right programs\n\n${markdownTable(["SDK", "programs", "refused", "in other forms", "refused"], rows)}${list}`;
}

async function judgeWrong({ wrong }, check, refused) {
  const accepted = [];
  const otherwise = [];
  for (const { name, kind, source, codes } of wrong) {
    const { ok, diagnostics } = await check(kind, source);
    const found = new Set(diagnostics.map(({ code }) => code));
    if (ok) accepted.push(name);
    else refused.add(name);
    if (!ok && !codes.every((code) => found.has(code))) otherwise.push(name);
  }
  const caught = wrong.length - accepted.length;
  return [
    "## Wrong programs that models wrote\n",
    `${caught} of ${wrong.length} refused (${percent(caught, wrong.length)}), ${otherwise.length} of them with other codes.`,
    accepted.length === 0 ? "" : `Accepted: ${accepted.join(", ")}\n`,
  ].join("\n");
}

async function judgeMutants({ mutants, kinds }, check, refused) {
  const groups = new Map();
  for (const mutant of mutants) {
    // Of a program that is refused as it is, every mutant is refused too: that says nothing.
    if (refused.has(mutant.program.name)) continue;
    const { ok, diagnostics } = await check(mutant.program.kind, mutant.source);
    const result = { ok, fixed: false, placed: false, tokens: 0 };
    if (!ok) {
      refused.add(mutant.name);
      const words = diagnostics.map(({ message, hint }) => `${message} ${hint ?? ""}`).join("\n");
      result.fixed = mutant.fix.some((fix) => words.includes(fix));
      result.placed = diagnostics.some(({ location }) => location?.line === mutant.line);
      result.tokens = countTokens(renderFindings(diagnostics, mutant.source)) / diagnostics.length;
    }
    for (const key of [
      `${mutant.operator}\n${mutant.kind}`,
      `${mutant.operator}\n`,
      `\n${mutant.kind}`,
    ]) {
      groups.set(key, [...(groups.get(key) ?? []), result]);
    }
  }
  const head = ["operator", "mutants", ...kinds, "fix named", "at the line", "tokens"];
  const operators = [...new Set(mutants.map(({ operator }) => operator))];
  const rows = operators.map((operator) => {
    const all = groups.get(`${operator}\n`) ?? [];
    return [
      operator,
      all.length,
      ...kinds.map((kind) => share(groups.get(`${operator}\n${kind}`))),
      ...quality(all),
    ];
  });
  const all = kinds.flatMap((kind) => groups.get(`\n${kind}`) ?? []);
  rows.push([
    "all",
    all.length,
    ...kinds.map((kind) => share(groups.get(`\n${kind}`))),
    ...quality(all),
  ]);
  const withOutputs = kinds.slice(0, 2).flatMap((kind) => groups.get(`\n${kind}`) ?? []);
  const caught = withOutputs.filter(({ ok }) => !ok).length;
  return [
    "## Mutants refused, by operator and by how the types of the tool's result are known\n",
    markdownTable(head, rows),
    `With output schemas: ${caught} of ${withOutputs.length}, ${percent(caught, withOutputs.length)}. Tokens are the median per diagnostic (o200k).\n`,
  ].join("\n");
}

function share(results = []) {
  const caught = results.filter(({ ok }) => !ok).length;
  return results.length === 0 ? "-" : `${percent(caught, results.length)} of ${results.length}`;
}

function quality(results) {
  const caught = results.filter(({ ok }) => !ok);
  const fixed = caught.filter((one) => one.fixed).length;
  const placed = caught.filter((one) => one.placed).length;
  const tokens = Math.round(median(caught.map((one) => one.tokens)));
  return [percent(fixed, caught.length), percent(placed, caught.length), tokens];
}
