// Builds dist/assets/lib.d.ts: the ECMAScript library that the gate's compiler sees, cut from the one that comes with
// TypeScript. One small file instead of a hundred: the compiler's start is mostly the reading of its library.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

/** The newest library: workerd's V8 has all of it but what is left out below. */
const ENTRY = "esnext";

/** Library files that describe what the isolate has not, or what no program may use. */
const LEFT_OUT_FILES =
  /\.(?:decorators|scripthost|sharedmemory|temporal|dom)|esnext\.(?:date|intl)/;

/** Globals that do not work in the isolate (code from strings), or that have no use in it (memory shared by threads). */
const LEFT_OUT_NAMES = new Set([
  "eval",
  "Function",
  "FunctionConstructor",
  "escape",
  "unescape",
  "ActiveXObject",
  "SharedArrayBuffer",
  "SharedArrayBufferConstructor",
  "Atomics",
  "WeakRef",
  "WeakRefConstructor",
  "FinalizationRegistry",
  "FinalizationRegistryConstructor",
]);

/** Interfaces that others refer to, so that only the variable of the same name goes. */
const KEPT_INTERFACES = new Set(["Function"]);

/** A third of the library for what few programs use: in a file of its own, which only those are given. */
const TYPED_ARRAYS =
  /^(?:Int8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float16|Float32|Float64|BigInt64|BigUint64)Array(?:Constructor)?$/;

/**
 * Writes `lib.d.ts`, `lib.iterator.d.ts` and `lib.arrays.d.ts` into the folder. The same bytes for the same version of
 * TypeScript.
 * @param {string} assetsDir an existing folder
 */
export async function buildCheckerLib(assetsDir) {
  const { default: ts } = await import("typescript");
  const libDir = path.join(path.dirname(require.resolve("typescript/package.json")), "lib");
  const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });
  const notice = noticeOf(path.join(libDir, "lib.es5.d.ts"));
  const globals = [notice];
  // A library file that is a module (it has names of its own beside its `declare global`) cannot join the others.
  const modules = [];
  const typedArrays = [notice];

  for (const file of libraryFiles(libDir, ENTRY)) {
    if (LEFT_OUT_FILES.test(file)) continue;
    const text = readFileSync(path.join(libDir, file), "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, false);
    const rest = ts.isExternalModule(source) ? modules : globals;
    for (const statement of source.statements) {
      const name = nameOf(ts, statement);
      if (isLeftOut(ts, statement, name)) continue;
      const printed = mend(printer.printNode(ts.EmitHint.Unspecified, statement, source));
      (TYPED_ARRAYS.test(name) ? typedArrays : rest).push(printed.replace(/\n\s+/g, "\n"));
    }
  }
  if (modules.filter((text) => text.startsWith("export {}")).length !== 1) {
    throw new Error(
      "Expected one library file that is a module: look at how this TypeScript cuts its library.",
    );
  }
  writeFileSync(path.join(assetsDir, "lib.d.ts"), `${globals.join("\n")}\n`);
  writeFileSync(path.join(assetsDir, "lib.iterator.d.ts"), `${[notice, ...modules].join("\n")}\n`);
  writeFileSync(path.join(assetsDir, "lib.arrays.d.ts"), `${typedArrays.join("\n")}\n`);
}

/**
 * The library's files, each after those it refers to.
 * @param {string} libDir
 * @param {string} name
 * @param {Set<string>} seen
 * @returns {string[]}
 */
function libraryFiles(libDir, name, seen = new Set()) {
  const file = `lib.${name}.d.ts`;
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(path.join(libDir, file), "utf8");
  const references = [...text.matchAll(/\/\/\/ <reference lib="([^"]+)"/g)];
  return [...references.flatMap((match) => libraryFiles(libDir, match[1], seen)), file];
}

/**
 * The name of what a statement declares; empty when it has none.
 * @param {import("typescript")} ts
 * @param {import("typescript").Statement} statement
 */
function nameOf(ts, statement) {
  if (!ts.isVariableStatement(statement)) return statement.name?.text ?? "";
  const [declaration] = statement.declarationList.declarations;
  return ts.isIdentifier(declaration.name) ? declaration.name.text : "";
}

/**
 * @param {import("typescript")} ts
 * @param {import("typescript").Statement} statement
 * @param {string} name
 */
function isLeftOut(ts, statement, name) {
  if (!LEFT_OUT_NAMES.has(name)) return false;
  return !(ts.isInterfaceDeclaration(statement) && KEPT_INTERFACES.has(name));
}

/**
 * `value.constructor("code")` is the way around a missing `Function`: only the name of a constructor is left to read.
 * @param {string} printed
 */
function mend(printed) {
  if (!printed.startsWith("interface Object {")) return printed;
  return printed.replace("constructor: Function;", "constructor: { readonly name: string };");
}

/**
 * Microsoft's licence notice, which the Apache licence asks to keep.
 * @param {string} file
 */
function noticeOf(file) {
  const text = readFileSync(file, "utf8");
  const end = text.indexOf("*/");
  return `${text.slice(0, end + 2)}\n/* Cut from the library of TypeScript by codemode: comments and unused globals are left out. */`;
}
