import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const CASE = path.resolve(import.meta.dirname, "../../fixtures/cases/real-servers/expected");
const SDK = path.join(CASE, "sdk");
const USER_FILE = path.join(SDK, "user.ts");
/** The constant part of every SDK is not repeated in the cases. */
const CONSTANT = path.resolve(import.meta.dirname, "../../templates/sdk");

function onDisk(file: string): string {
  return path.dirname(file) === SDK && path.basename(file).startsWith("runtime.")
    ? path.join(CONSTANT, path.basename(file))
    : file;
}

/** What an editor asks for at the place of `|` in a file beside the SDK. */
function edit(marked: string): { service: ts.LanguageService; position: number } {
  const position = marked.indexOf("|");
  const text = marked.replace("|", "");
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  };
  const read = (file: string): string | undefined =>
    file === USER_FILE ? text : ts.sys.readFile(onDisk(file));
  const service = ts.createLanguageService({
    getScriptFileNames: () => [USER_FILE],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => {
      const content = read(file);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => SDK,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => file === USER_FILE || ts.sys.fileExists(onDisk(file)),
    readFile: read,
  });
  return { service, position };
}

function completions(marked: string): string[] {
  const { service, position } = edit(marked);
  const found = service.getCompletionsAtPosition(USER_FILE, position, {});
  return (found?.entries ?? []).map((entry) => entry.name);
}

test("an editor completes the tools of a server", () => {
  const names = completions(`import { memory } from "./index.js";\nmemory.|`);
  expect(names).toContain("read_graph");
  expect(names).toContain("create_entities");
});

test("an editor completes the parameters of a tool and the fields of its result", () => {
  expect(
    completions(`import { filesystem } from "./index.js";\nfilesystem.read_text_file({ | });`),
  ).toEqual(expect.arrayContaining(["path", "head", "tail"]));
  expect(
    completions(
      `import { memory } from "./index.js";\nconst graph = await memory.read_graph();\ngraph.|`,
    ),
  ).toEqual(expect.arrayContaining(["entities", "relations"]));
});

test("an editor shows the tool's own description", () => {
  const { service, position } = edit(`import { memory } from "./index.js";\nmemory.read_gr|aph();`);
  const info = service.getQuickInfoAtPosition(USER_FILE, position);
  const catalog = JSON.parse(readFileSync(path.join(CASE, "catalog", "memory.json"), "utf8")) as {
    tools: { name: string; description: string }[];
  };
  const tool = catalog.tools.find(({ name }) => name === "read_graph");
  expect(ts.displayPartsToString(info?.documentation)).toContain(tool?.description);
});
