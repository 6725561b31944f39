import { createRequire } from "node:module";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import type { Gate } from "../../src/check/types.ts";
import { openSdk } from "../../src/lock/open-sdk.ts";
import type { Project } from "../e2e/project.ts";
import { createDocsProject } from "./docs-project.ts";
import { allSnippets, readSnippets, type Snippet } from "./snippets.ts";

let project: Project;
let gate: Gate;
const snippets = allSnippets();

beforeAll(async () => {
  project = await createDocsProject();
  gate = createGate(openSdk(path.join(project.dir, "codemode")));
}, 60_000);
afterAll(async () => {
  await gate.close();
  project.remove();
});

const where = ({ page, line }: Snippet): string => `${page}:${line}`;
const of = (language: string, ...markers: string[]): [string, Snippet][] =>
  snippets
    .filter((one) => one.language === language && markers.includes(one.marker))
    .map((one) => [where(one), one]);

/** What is done with each language; a language or a marker that is not here fails below. */
const HANDLED: Record<string, string[]> = {
  // `type` and `schema`: `schema-page.test.ts` compiles the one from the other.
  ts: ["", "sdk", "program", "type"],
  sh: [""],
  json: ["", "schema"],
  // What the demo prints: `npm run demo` is held to it by a test of its own.
  text: ["demo"],
  // Trees of files and what commands print: nothing in them can be run.
  "": [""],
};

test("every snippet is of a kind that is tried below", () => {
  const unknown = snippets.filter(({ language, marker }) => !HANDLED[language]?.includes(marker));
  expect(unknown.map((one) => `${where(one)}: \`${one.language}\` ${one.marker}`)).toEqual([]);
  for (const kind of [
    of("ts", ""),
    of("ts", "sdk"),
    of("ts", "program"),
    of("sh", ""),
    of("json", ""),
  ]) {
    expect(kind.length).toBeGreaterThan(0);
  }
});

test("snippets are read with their language, marker and place", () => {
  const text = "a\n\n<!-- program -->\n\n```ts\nreturn 1;\n```\n\n````sh\n```\n````\n";
  expect(readSnippets("x.md", text)).toEqual([
    { page: "x.md", line: 6, language: "ts", marker: "program", text: "return 1;" },
    { page: "x.md", line: 10, language: "sh", marker: "", text: "```" },
  ]);
  expect(() => readSnippets("x.md", "```ts\n")).toThrow("x.md:2: a fence that is not closed");
});

test("TypeScript compiles against the built package and the emitted SDK", async () => {
  const files = [...of("ts", ""), ...of("ts", "sdk")].map(([place, { text }]) => {
    const file = `${place.replaceAll(/[^A-Za-z0-9]+/g, "-")}.mts`;
    project.write(file, `${text}\n`);
    return file;
  });
  project.write(
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: "es2023",
        module: "nodenext",
        types: ["node"],
        typeRoots: ["node_modules/@types"],
        preserveSymlinks: false,
      },
      files,
    }),
  );
  const compiler = createRequire(import.meta.url).resolve("@typescript/native/package.json");
  const tsc = path.join(path.dirname(compiler), "bin", "tsc");
  const { status, stdout } = await project.node([tsc, "-p", "tsconfig.json"]);
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

test.each(of("ts", "program"))("%s: the program passes the gate", async (_place, { text }) => {
  const { diagnostics } = await gate.check(text);
  expect(diagnostics).toEqual([]);
});

test.each(of("json", ""))("%s: is JSON", (_place, { text }) => {
  expect(JSON.parse(text)).toBeTypeOf("object");
});
