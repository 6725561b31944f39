// The corpus as plain TypeScript projects: what `tsc --strict` and ts-morph are given. Every program is wrapped into an
// async function where it needs one and freed of Markdown fences, so that they judge types and not forms.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseSource } from "../../dist/check/prepare.js";
import { ambientPreamble, printAmbientServer } from "../../dist/emit/ambient.js";
import { buildModel } from "../../dist/model/build.js";

/** The default library, with the DOM: as `tsc --strict` has it. */
export const PLAIN_OPTIONS = {
  strict: true,
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  types: [],
  noEmit: true,
  skipLibCheck: true,
};

/** The declarations of every tool of an SDK, as globals and as the module that programs may import. */
export function declarationsOf(catalogs) {
  const { servers } = buildModel(catalogs, { filters: new Map() });
  const globals = servers.map((server) => printAmbientServer(server, server.tools)).join("");
  const exports = servers.map(
    ({ name }) => `  const _${name}: typeof ${name};\n  export { _${name} as ${name} };\n`,
  );
  return `${ambientPreamble()}${globals}declare const input: any;\ndeclare module "codemode:sdk" {\n${exports.join("")}}\n`;
}

/**
 * Line numbers stay.
 *
 * @param {string} source
 * @returns {Promise<string>}
 */
export async function plainProgram(source) {
  const outcome = await parseSource(source);
  if (outcome.kind !== "parsed") return source;
  const { text, program } = outcome.parsed;
  if (program.body.some(({ type }) => type.startsWith("Export"))) return text;
  const imports = program.body.filter(({ type }) => type === "ImportDeclaration");
  const from = imports.at(-1)?.end ?? 0;
  return `${text.slice(0, from)}export default async function () {${text.slice(from)}\n}\n`;
}

/**
 * @param {string} folder
 * @param {string} declarations
 * @param {ReadonlyMap<string, string>} programs file name to text
 */
export function writeProject(folder, declarations, programs) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "sdk.d.ts"), declarations);
  for (const [file, text] of programs) writeFileSync(path.join(folder, file), text);
  writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: PLAIN_OPTIONS, files: ["sdk.d.ts", ...programs.keys()] }),
  );
}
