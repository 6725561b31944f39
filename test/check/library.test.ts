import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { afterAll, expect, test } from "vitest";
import { ASSETS, TEMPLATES } from "../../src/package-root.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { run } from "../run/harness.ts";

const FILES = [
  path.join(ASSETS, "lib.d.ts"),
  path.join(ASSETS, "lib.iterator.d.ts"),
  path.join(ASSETS, "lib.arrays.d.ts"),
  path.join(TEMPLATES, "checker", "sandbox.d.ts"),
];

/** Members by global: what the library says it has, itself and its instances. */
interface DeclaredGlobal {
  name: string;
  own: string[];
  instance: string[];
}

/** Members that each instance has of its own, so that no prototype has them. */
const OWN_OF_INSTANCES = new Set([
  "RegExp#lastIndex",
  "Error#stack",
  "Error#cause",
  "AggregateError#errors",
  "SuppressedError#error",
  "SuppressedError#suppressed",
  "Iterator#next",
  "Iterator#return",
  "Iterator#throw",
]);

function declaredGlobals(): DeclaredGlobal[] {
  const members = new Map<string, Set<string>>();
  const globals = new Map<string, string | null>();
  const collect = (statement: ts.Node): void => {
    if (ts.isModuleDeclaration(statement) && statement.body !== undefined) {
      if (statement.name.text === "global") ts.forEachChild(statement.body, collect);
      return;
    }
    if (ts.isInterfaceDeclaration(statement)) {
      const known = members.get(statement.name.text) ?? new Set();
      members.set(statement.name.text, known);
      for (const member of statement.members) {
        if (member.name !== undefined && ts.isIdentifier(member.name)) known.add(member.name.text);
      }
    }
    if (ts.isFunctionDeclaration(statement) && statement.name)
      globals.set(statement.name.text, null);
    if (!ts.isVariableStatement(statement)) return;
    for (const { name, type } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name)) continue;
      const named =
        type !== undefined && ts.isTypeReferenceNode(type) ? type.typeName.getText() : null;
      globals.set(name.text, named);
      if (type !== undefined && ts.isTypeLiteralNode(type)) {
        const known = type.members.flatMap((member) =>
          member.name !== undefined && ts.isIdentifier(member.name) ? [member.name.text] : [],
        );
        members.set(`typeof ${name.text}`, new Set(known));
        globals.set(name.text, `typeof ${name.text}`);
      }
    }
  };
  for (const file of FILES) {
    const source = ts.createSourceFile(
      file,
      readFileSync(file, "utf8"),
      ts.ScriptTarget.ESNext,
      true,
    );
    source.statements.forEach(collect);
  }
  return [...globals].map(([name, type]) => ({
    name,
    own: [...(members.get(type ?? "") ?? [])].filter((member) => member !== "prototype"),
    instance: (type === name ? [] : [...(members.get(name) ?? [])]).filter(
      (member) => !OWN_OF_INSTANCES.has(`${name}#${member}`),
    ),
  }));
}

const sandbox = createLocalSandbox();
afterAll(() => sandbox.close());

test("everything that the gate's library declares is there in the isolate", async () => {
  const declared = declaredGlobals();
  expect(declared.length).toBeGreaterThan(60);
  const outcome = await run(
    sandbox,
    `export default () => ${JSON.stringify(declared)}.flatMap(({ name, own, instance }) => {
      if (!(name in globalThis)) return [name];
      const value = globalThis[name];
      return [
        ...own.filter((member) => !(member in Object(value))).map((member) => name + "." + member),
        ...instance.filter((member) => typeof value === "function" && !(member in value.prototype)).map((member) => name + "#" + member),
      ];
    })`,
  );
  expect(outcome.diagnostics).toEqual([]);
  expect(outcome.result).toEqual([]);
});

test("the library has no errors of its own", () => {
  const program = ts.createProgram(FILES, {
    noLib: true,
    strict: true,
    types: [],
    target: ts.ScriptTarget.ESNext,
  });
  const errors = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
  expect(errors).toEqual([]);
});

test("the library keeps Microsoft's notice, and nothing that leads out of the isolate", () => {
  const text = readFileSync(FILES[0] as string, "utf8");
  expect(text).toContain("Copyright (c) Microsoft Corporation");
  expect(text).toContain("Apache License");
  for (const name of [
    "fetch",
    "process",
    "require",
    "Buffer",
    "WebSocket",
    "document",
    "eval",
    "Function",
  ]) {
    expect(text).not.toMatch(new RegExp(`declare (?:var|const|function) ${name}\\b`));
  }
});
