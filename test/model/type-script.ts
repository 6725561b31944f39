import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";

const LIB = path.join(
  path.dirname(createRequire(import.meta.url).resolve("typescript")),
  "lib.es5.d.ts",
);

let lib: ts.SourceFile | null = null;

/** What TypeScript's strict mode says of one file that imports nothing: code, line (1-based) and message. */
export function strictErrors(text: string): { code: number; line: number; message: string }[] {
  lib ??= ts.createSourceFile("lib.d.ts", readLib(), ts.ScriptTarget.ES2022);
  const file = ts.createSourceFile("main.ts", text, ts.ScriptTarget.ES2022, true);
  const files = new Map([
    ["lib.d.ts", lib],
    ["main.ts", file],
  ]);
  const host: ts.CompilerHost = {
    getSourceFile: (name) => files.get(name),
    getDefaultLibFileName: () => "lib.d.ts",
    writeFile: () => {},
    getCurrentDirectory: () => "",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    fileExists: (name) => files.has(name),
    readFile: () => undefined,
  };
  const options = { strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022 };
  const program = ts.createProgram(["main.ts"], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => ({
    code: diagnostic.code,
    line: file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
  }));
}

/** Without its references to further libraries. */
function readLib(): string {
  return readFileSync(LIB, "utf8").replaceAll(/^\/\/\/ <reference.*$/gm, "");
}
