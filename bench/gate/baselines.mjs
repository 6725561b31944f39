// The same programs through `tsc --strict` of TypeScript 6 and of TypeScript 7, and through ts-morph.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { Project } from "ts-morph";
import { compilerBinary } from "../../dist/check/compiler-binary.js";
import { percent } from "../statistics.mjs";
import { markdownTable } from "../table.mjs";
import { declarationsOf, PLAIN_OPTIONS, plainProgram, writeProject } from "./plain.mjs";

const require = createRequire(path.resolve(import.meta.dirname, "../../package.json"));
const TSC_6 = [process.execPath, require.resolve("typescript/bin/tsc")];
const MAX_OUTPUT = 512 * 1024 * 1024;

const CONTESTANTS = [
  ["tsc 6 --strict", (folder, files) => refusedByTsc(TSC_6, folder, files)],
  ["tsc 7 --strict", (folder, files) => refusedByTsc([compilerBinary()], folder, files)],
  ["ts-morph", refusedByTsMorph],
];

/** @returns {Promise<string>} a report */
export async function compareVerdicts(corpus, judged) {
  const refused = new Map([["codemode", judged.refused]]);
  for (const [name] of CONTESTANTS) refused.set(name, new Set());
  for (const kind of corpus.kinds) {
    const programs = await plainPrograms(corpus, kind);
    const folder = mkdtempSync(path.join(tmpdir(), "codemode-bench-"));
    try {
      const files = new Map(programs.map(({ file, text }) => [file, text]));
      writeProject(folder, declarationsOf(corpus.catalogsOf(kind)), files);
      for (const [name, judge] of CONTESTANTS) {
        const wrongFiles = judge(folder, files);
        for (const { file, name: program } of programs) {
          if (wrongFiles.has(file)) refused.get(name).add(program);
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return report(corpus, refused);
}

async function plainPrograms({ right, wrong, mutants }, kind) {
  const all = [
    ...[...right, ...wrong].filter((one) => one.kind === kind),
    ...mutants.filter(({ program }) => program.kind === kind),
  ];
  const programs = [];
  for (const [index, { name, source }] of all.entries()) {
    programs.push({ name, file: `program-${index}.ts`, text: await plainProgram(source) });
  }
  return programs;
}

/** Two runs: where any file cannot be parsed, tsc says nothing of the types of the others. */
function refusedByTsc(command, folder, files) {
  const unparsed = runTsc(command, folder);
  const hasTypes = [...unparsed.values()].some((codes) => codes.some((code) => code >= 2000));
  if (hasTypes) return new Set(unparsed.keys());
  const rest = [...files].filter(([file]) => !unparsed.has(file));
  const second = mkdtempSync(path.join(tmpdir(), "codemode-bench-"));
  try {
    const declarations = readFileSync(path.join(folder, "sdk.d.ts"), "utf8");
    writeProject(second, declarations, new Map(rest));
    return new Set([...unparsed.keys(), ...runTsc(command, second).keys()]);
  } finally {
    rmSync(second, { recursive: true, force: true });
  }
}

/** @returns {Map<string, number[]>} TypeScript's codes by file */
function runTsc([command, ...args], folder) {
  const { stdout, status, error } = spawnSync(
    command,
    [...args, "-p", folder, "--pretty", "false"],
    {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: MAX_OUTPUT,
    },
  );
  if (error !== undefined) throw error;
  if (status !== 0 && stdout === "") throw new Error(`tsc ended with ${status}`);
  const found = new Map();
  for (const [, file, code] of stdout.matchAll(/^([^\s(]+)\(\d+,\d+\): error TS(\d+)/gm)) {
    found.set(file, [...(found.get(file) ?? []), Number(code)]);
  }
  return found;
}

function refusedByTsMorph(folder, files) {
  const project = new Project({ tsConfigFilePath: path.join(folder, "tsconfig.json") });
  const refused = new Set();
  for (const file of files.keys()) {
    const source = project.getSourceFileOrThrow(path.join(folder, file));
    if (source.getPreEmitDiagnostics().length > 0) refused.add(file);
  }
  return refused;
}

function report({ right, wrong, mutants, kinds }, refused) {
  const names = [...refused.keys()];
  // Of a program that is refused as it is, every mutant is refused too: that says nothing.
  const of = (programs) =>
    names.map((name) => {
      const known = refused.get(name);
      const fair = programs.filter(
        ({ program }) => program === undefined || !known.has(program.name),
      );
      return percent(fair.filter((one) => known.has(one.name)).length, fair.length);
    });
  const operators = [...new Set(mutants.map(({ operator }) => operator))];
  const falsely = names.map(
    (name) => right.filter((program) => refused.get(name).has(program.name)).length,
  );
  const rows = [
    [`right programs refused, of ${right.length}`, ...falsely],
    ["wrong programs by models refused", ...of(wrong)],
    ["mutants refused", ...of(mutants)],
    ...kinds.map((kind) => [`- ${kind}`, ...of(mutants.filter((one) => one.kind === kind))]),
    ...operators.map((operator) => [
      `- ${operator}`,
      ...of(mutants.filter((one) => one.operator === operator)),
    ]),
  ];
  const options = Object.entries(PLAIN_OPTIONS).map(
    ([key, value]) => `${key}: ${JSON.stringify(value)}`,
  );
  return `## Beside plain compilers\n\n${markdownTable(["", ...names], rows)}\nMutants count for those who accept the program that they were made of. The options of the others: ${options.join(", ")}.\n`;
}
