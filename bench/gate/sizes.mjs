// SDKs of any number of tools: the captured servers over and over, under other names.
import { writeFileSync } from "node:fs";
import path from "node:path";

/** In this order, so that the smallest SDK has all that a program needs which calls one server. */
const FIRST = ["memory", "everything", "github", "filesystem", "slack", "gitlab"];

/**
 * @param {Awaited<ReturnType<import("./corpus.mjs").loadCorpus>>} corpus
 * @param {number} size how many tools there are in all
 */
export function catalogsOfSize(corpus, size) {
  const known = [...corpus.catalogsOf("typed"), ...corpus.catalogsOf("inferred")];
  const originals = FIRST.map((key) => known.find(({ server }) => server === key));
  const catalogs = [];
  let left = size;
  for (let round = 1; left > 0; round += 1) {
    for (const original of originals) {
      const tools = original.tools.slice(0, left);
      left -= tools.length;
      const server = round === 1 ? original.server : `${original.server}_${round}`;
      if (tools.length > 0) catalogs.push({ ...original, server, tools });
    }
  }
  return catalogs;
}

/**
 * Programs that call nothing but the tools of an SDK, and that a statement can be put in front of.
 *
 * @param {Awaited<ReturnType<import("./corpus.mjs").loadCorpus>>} corpus
 * @param {readonly { server: string, tools: readonly any[] }[]} catalogs
 */
export function programsFor(corpus, catalogs) {
  const small = new Set(catalogs.map(({ server }) => server));
  const all = new Set(
    corpus.kinds.flatMap((kind) => corpus.catalogsOf(kind)).map((one) => one.server),
  );
  const missing = [...all].filter((server) => !small.has(server));
  const tools = new Set(
    catalogs.flatMap((one) => one.tools.map(({ name }) => name.replaceAll("-", "_"))),
  );
  return corpus.right
    .filter(({ kind }) => kind !== "untyped")
    .map(({ source }) => source)
    .filter(
      (source) =>
        !/^\s*(?:import|export|async|function|\(|`|Here|"use)/m.test(
          source.trimStart().slice(0, 60),
        ),
    )
    .filter((source) => !/\bexport\b|\bimport\b|```/.test(source))
    .filter((source) => !missing.some((server) => new RegExp(`\\b${server}\\b`).test(source)))
    .filter((source) => {
      const called = [...source.matchAll(/\b(\w+)\.(\w+)(?:\.raw)?\(/g)];
      return called.every(([, server, tool]) => !small.has(server) || tools.has(tool));
    });
}

/** The n-th variation of a program: other text, other tree, the same meaning. */
export function variation(source, n) {
  return `const variation_${n} = ${n}; ${source}`;
}

/** A project whose servers advertise the catalogs. */
export function writeSizedProject(folder, catalogs) {
  const replay = path.resolve(import.meta.dirname, "../../fixtures/cases/replay.mjs");
  const servers = {};
  for (const catalog of catalogs) {
    const file = path.join(folder, `${catalog.server}.catalog.json`);
    writeFileSync(file, JSON.stringify(catalog));
    servers[catalog.server] = { command: process.execPath, args: [replay, file] };
  }
  writeFileSync(path.join(folder, "codemode.config.json"), JSON.stringify({ servers }));
}
