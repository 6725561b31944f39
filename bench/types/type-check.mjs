// Asks TypeScript which values a type refuses: every value is the argument of a call, one per line, in a few big files
// that the native compiler checks in one run.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";

const TSC = path.join(
  path.dirname(
    createRequire(path.resolve(import.meta.dirname, "../../package.json")).resolve(
      "@typescript/native/package.json",
    ),
  ),
  "bin",
  "tsc",
);
const OPTIONS = [
  "--noEmit",
  "--strict",
  "--pretty",
  "false",
  "--target",
  "es2022",
  "--lib",
  "es2022",
  "--types",
  "",
  "--skipLibCheck",
];
const FILE_LENGTH = 1_500_000;
/** What TypeScript counts as one. */
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;

/** @param {string} code a whole file @returns {string | null} what does not parse in it */
export function syntaxProblem(code) {
  const file = ts.createSourceFile("t.ts", code, ts.ScriptTarget.ES2022, false);
  const [first] = file.parseDiagnostics;
  return first === undefined ? null : ts.flattenDiagnosticMessageText(first.messageText, "\n");
}

/**
 * @param {readonly { code: string, values: readonly unknown[] }[]} units each declares a type `T`; `values` are passed
 *   to a function whose parameter is of that type
 * @returns {{ broken: string[], refused: (string | null)[] }[]} for each unit: the errors in its types, and for each
 *   value the first error or `null`
 */
export function typeCheck(units) {
  const folder = mkdtempSync(path.join(tmpdir(), "codemode-bench-"));
  try {
    const { files, lines } = layOut(units);
    mkdirSync(folder, { recursive: true });
    files.forEach((text, index) => writeFileSync(path.join(folder, `f${index}.ts`), text));
    const names = files.map((_, index) => `f${index}.ts`);
    const { stdout, stderr, status, error } = spawnSync(
      process.execPath,
      [TSC, ...OPTIONS, ...names],
      {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 1024 * 1024 * 1024,
      },
    );
    if (error !== undefined) throw error;
    const results = units.map(({ values }) => ({ broken: [], refused: values.map(() => null) }));
    const found = [...stdout.matchAll(/^f(\d+)\.ts\((\d+),\d+\): error (TS\d+: .*)$/gm)];
    if (status !== 0 && found.length === 0)
      throw new Error(`tsc failed:\n${stdout}${stderr}`.slice(0, 4000));
    for (const [, file, line, message] of found) {
      const { unit, value } = lines[Number(file)][Number(line) - 1];
      if (value === null) results[unit].broken.push(message);
      else results[unit].refused[value] ??= message;
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files, and of each of their lines the unit and the value that stand there. */
function layOut(units) {
  const files = [];
  const lines = [];
  let text = "";
  let places = [];
  const close = () => {
    files.push(`${text}export {};\n`);
    lines.push(places);
    text = "";
    places = [];
  };
  units.forEach(({ code, values }, unit) => {
    const types = `namespace N${unit} {\n${code}\ndeclare function take(value: T): void;\n`;
    text += types;
    places.push(
      ...types
        .split(LINE_BREAK)
        .slice(1)
        .map(() => ({ unit, value: null })),
    );
    values.forEach((value, index) => {
      text += `take(${literal(value)});\n`;
      places.push({ unit, value: index });
    });
    text += "}\n";
    places.push({ unit, value: null });
    if (text.length > FILE_LENGTH) close();
  });
  close();
  return { files, lines };
}

/** JSON as an expression on one line: `"__proto__": 1` would set the prototype. */
function literal(value) {
  return JSON.stringify(value)
    .replaceAll('"__proto__":', '["__proto__"]:')
    .replaceAll("\u2028", String.raw`\u2028`)
    .replaceAll("\u2029", String.raw`\u2029`);
}
