// Cold and warm checks at several sizes of the SDK, and one program at a time through everything that could be used instead.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { Project } from "ts-morph";
import { compilerBinary } from "../../dist/check/compiler-binary.js";
import { createGate } from "../../dist/check/gate.js";
import { median, p95 } from "../statistics.mjs";
import { markdownTable } from "../table.mjs";
import { declarationsOf, PLAIN_OPTIONS, plainProgram, writeProject } from "./plain.mjs";
import { catalogsOfSize, programsFor, variation, writeSizedProject } from "./sizes.mjs";

const SIZES = [10, 100, 1_000, 2_500];
const WARM_UPS = 40;
/** So many programs, each in so many variations at the most. */
const WARM_PROGRAMS = 100;
const WARM_VARIATIONS = 9;
const ONE_BY_ONE_ROUNDS = 7;
const BIN = path.resolve(import.meta.dirname, "../../bin/codemode.js");
const require = createRequire(path.resolve(import.meta.dirname, "../../package.json"));

/**
 * @param {number} rounds how often each command is run; of what is short, a fixed number at the most
 * @returns {Promise<string>} a report
 */
export async function measureSpeed(corpus, rounds) {
  const parts = [
    await warm(corpus, Math.min(rounds, WARM_VARIATIONS)),
    await cold(corpus, rounds),
    await besideOthers(corpus, Math.min(rounds, ONE_BY_ONE_ROUNDS)),
  ];
  return parts.join("\n");
}

/** One gate for each size, all of them alive, asked in turn: what else the machine does falls on all alike. */
async function warm(corpus, variations) {
  const contestants = SIZES.map((size) => {
    const catalogs = catalogsOfSize(corpus, size);
    const gate = createGate(corpus.committedSdk(catalogs));
    return { size, gate, programs: programsFor(corpus, catalogs), first: 0, times: new Map() };
  });
  try {
    for (const one of contestants) {
      one.first = await timeOf(one, 0);
      one.programs = (await accepted(one)).slice(0, WARM_PROGRAMS);
    }
    for (let round = 1; round <= WARM_UPS + WARM_PROGRAMS * variations; round += 1) {
      for (const one of contestants) {
        const took = await timeOf(one, round);
        const number = round % one.programs.length;
        if (round > WARM_UPS) one.times.set(number, [...(one.times.get(number) ?? []), took]);
      }
    }
  } finally {
    await Promise.all(contestants.map(({ gate }) => gate.close()));
  }
  const rows = contestants.map(({ size, programs, first, times }) => {
    const all = [...times.values()].flat();
    const best = [...times.values()].map((list) => Math.min(...list));
    return [
      size,
      programs.length,
      ms(first),
      ms(median(all)),
      ms(p95(all)),
      ms(median(best)),
      ms(p95(best)),
    ];
  });
  const head = ["tools", "programs", "first", "p50", "p95", "p50 of best", "p95 of best"];
  return `## Warm, in ms: every program in ${variations} variations, one gate\n\n${markdownTable(head, rows)}\nOf best: each program's fastest variation, which other work on the machine disturbs least.\n`;
}

async function timeOf({ gate, programs }, round) {
  const source = variation(programs[round % programs.length], round);
  const started = performance.now();
  await gate.check(source);
  return performance.now() - started;
}

/** Without the right programs that the gate refuses: explaining takes time of its own. */
async function accepted({ gate, programs }) {
  const kept = [];
  for (const source of programs) if ((await gate.check(variation(source, 0))).ok) kept.push(source);
  return kept;
}

/** Whole processes: `codemode check program.ts` in a project of each size, the first there ever was, and bare Node. */
async function cold(corpus, rounds) {
  const folders = new Map();
  try {
    for (const size of SIZES) {
      const folder = mkdtempSync(path.join(tmpdir(), "codemode-bench-"));
      folders.set(size, folder);
      const catalogs = catalogsOfSize(corpus, size);
      writeSizedProject(folder, catalogs);
      writeFileSync(path.join(folder, "program.ts"), programsFor(corpus, catalogs)[0]);
      runNode([BIN, "generate"], folder);
      // The first leaves what the others start with.
      runNode([BIN, "check", "program.ts"], folder);
    }
    const rows = new Map([
      ["node -e 0", () => runNode(["-e", "0"], tmpdir())],
      ...[...folders].map(([size, folder]) => [
        `${size} tools`,
        () => runNode([BIN, "check", "program.ts"], folder),
      ]),
      [
        `${SIZES[0]} tools, nothing kept`,
        () => runNode([BIN, "check", "program.ts"], folders.get(SIZES[0]), NOTHING_KEPT),
      ],
    ]);
    const times = new Map([...rows.keys()].map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, run] of rows) times.get(name).push(run());
    }
    const bare = times.get("node -e 0");
    const cells = [...times].map(([name, values]) => [
      name,
      ms(Math.min(...values)),
      ms(median(values)),
      ms(p95(values)),
      values === bare ? "" : ms(Math.min(...values) - Math.min(...bare)),
      values === bare ? "" : ms(median(values) - median(bare)),
    ]);
    return `## Cold: \`codemode check program.ts\`, ${rounds} times\n\n${markdownTable(["", "min ms", "p50 ms", "p95 ms", "min over Node", "p50 over Node"], cells)}`;
  } finally {
    for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
  }
}

/** As the first run of an installation finds it: V8 compiles everything. */
const NOTHING_KEPT = { NODE_DISABLE_COMPILE_CACHE: "1" };

function runNode(args, cwd, env = {}) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}\n${stderr}`);
  return performance.now() - started;
}

/** One program at a time against the typed SDK: as ratios to the gate, since machines differ. */
async function besideOthers(corpus, rounds) {
  const kind = "typed";
  const declarations = declarationsOf(corpus.catalogsOf(kind));
  const sources = programsFor(corpus, corpus.catalogsOf(kind)).slice(0, rounds);
  const folder = mkdtempSync(path.join(tmpdir(), "codemode-bench-"));
  const gate = createGate(corpus.sdkOf(kind));
  const morph = new Project({
    skipFileDependencyResolution: true,
    compilerOptions: morphOptions(),
  });
  morph.createSourceFile("/sdk.d.ts", declarations);
  const contestants = [
    ["codemode, warm", async (source) => gate.check(source)],
    [
      "ts-morph, warm",
      (source) =>
        morph.createSourceFile("/program.ts", source, { overwrite: true }).getPreEmitDiagnostics(),
    ],
    ["codemode, a gate of its own", (source) => withGate(corpus.sdkOf(kind), source)],
    ["tsc 7, a process", () => spawnSync(compilerBinary(), ["-p", folder])],
    [
      "tsc 6, a process",
      () => spawnSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", folder]),
    ],
  ];
  const times = new Map(contestants.map(([name]) => [name, []]));
  try {
    for (const [round, source] of [sources[0], ...sources].entries()) {
      const plain = await plainProgram(source);
      writeProject(folder, declarations, new Map([["program.ts", plain]]));
      for (const [name, check] of contestants) {
        const isOurs = name.startsWith("codemode");
        const started = performance.now();
        await check(isOurs ? variation(source, round) : plain);
        // The first round warms up.
        if (round > 0) times.get(name).push(performance.now() - started);
      }
    }
  } finally {
    await gate.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const ours = median(times.get("codemode, warm"));
  const rows = [...times].map(([name, values]) => [
    name,
    ms(median(values)),
    `${(median(values) / ours).toFixed(1)} x`,
  ]);
  return `## One program at a time, ${corpus.kinds[0]} SDK\n\n${markdownTable(["", "p50 ms", "of codemode, warm"], rows)}`;
}

async function withGate(sdk, source) {
  const gate = createGate(sdk);
  try {
    await gate.check(source);
  } finally {
    await gate.close();
  }
}

/** ts-morph names options by number. */
function morphOptions() {
  const { strict, types, noEmit, skipLibCheck } = PLAIN_OPTIONS;
  return {
    strict,
    types,
    noEmit,
    skipLibCheck,
    target: 99,
    module: 99,
    moduleResolution: 100,
    moduleDetection: 3,
  };
}

function ms(value) {
  return value.toFixed(1);
}
