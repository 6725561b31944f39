import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const SRC = path.resolve(import.meta.dirname, "../../src");

/** The pipeline, left to right: a stage imports itself and what stands left of it, never right. */
const STAGES = [
  ["start"],
  ["json", "package-root", "installed-package"],
  ["diagnostics", "process"],
  ["config"],
  ["openapi"],
  ["introspect"],
  ["login"],
  ["model"],
  ["lock"],
  ["diff"],
  ["emit"],
  ["generate"],
  ["check"],
  ["run"],
  ["codemode"],
  ["serve"],
  ["index"],
  ["init", "doctor"],
  ["cli"],
];

function stageOf(file: string): string {
  return (path.relative(SRC, file).split(path.sep)[0] as string).replace(/\.ts$/, "");
}

function rankOf(stage: string): number {
  return STAGES.findIndex((stages) => stages.includes(stage));
}

function sourceFiles(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(SRC, name));
}

function relativeImports(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map((match) =>
    path.resolve(path.dirname(file), match[1] as string),
  );
}

test("every file of src belongs to a stage of the pipeline", () => {
  expect(sourceFiles().filter((file) => rankOf(stageOf(file)) === -1)).toEqual([]);
});

test("left stages never import right ones", () => {
  const backwards = sourceFiles().flatMap((file) =>
    relativeImports(file)
      .filter((target) => rankOf(stageOf(target)) > rankOf(stageOf(file)))
      .map((target) => `${path.relative(SRC, file)} imports ${path.relative(SRC, target)}`),
  );
  expect(backwards).toEqual([]);
});
