import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProgram } from "../../src/cli/program.ts";
import { processContext } from "../../src/cli/context.ts";
import { finished, ROOT, type Project } from "../e2e/project.ts";
import { createDocsProject } from "./docs-project.ts";
import { allSnippets, shellLines } from "./snippets.ts";

let project: Project;

beforeAll(async () => {
  project = await createDocsProject();
}, 60_000);
afterAll(() => project.remove());

const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const manifest = JSON.parse(read("package.json")) as {
  name: string;
  bin: Record<string, string>;
  scripts: Record<string, string>;
};

/** @returns what is wrong with the command: nothing */
type Proof = (line: string) => string[] | Promise<string[]>;

/** Runs the command, here in place of `npx codemode`, and requires that it works. */
const works: Proof = (line) => runs(line, project.dir);

const worksInAnEmptyFolder: Proof = (line) => {
  const folder = path.join(project.dir, "empty");
  mkdirSync(folder);
  return runs(line, folder);
};

async function runs(line: string, cwd: string): Promise<string[]> {
  const bin = `"${process.execPath}" "${path.join(ROOT, "bin", "codemode.js")}"`;
  const child = spawn("/bin/sh", ["-c", line.replace("npx codemode", bin)], {
    cwd,
    env: { PATH: process.env["PATH"], HOME: project.dir, GRAPH: `${project.dir}/graph.jsonl` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { status, stdout, stderr } = await finished(child);
  return status === 0 ? [] : [`exit ${status}`, stdout, stderr];
}

/** What takes minutes or the network: every script it names exists. `.ci/run` runs them. */
const scriptsExist: Proof = (line) =>
  [...line.matchAll(/npm (?:run )?([\w:]+)/g)]
    .map((match) => match[1] as string)
    .filter((name) => name !== "ci" && !Object.hasOwn(manifest.scripts, name))
    .map((name) => `there is no script ${name}`);

const isThePackage: Proof = (line) =>
  line.endsWith(` ${manifest.name}`) && Object.hasOwn(manifest.bin, "codemode")
    ? []
    : [`the package is ${manifest.name}`];

const folderIsEmitted: Proof = (line) => {
  const folder = line.replace("cd ", "");
  return statSync(path.join(project.dir, folder)).isDirectory() ? [] : [`${folder} is not emitted`];
};

/** The heavy suite runs wrangler; here only that the secret is the one that the Worker reads. */
const secretIsRead: Proof = (line) => {
  const name = line.split(" ").at(-1) as string;
  const host = project.read("codemode/runtime/host.js");
  return host.includes(`env.${name}`) ? [] : [`the Worker does not read ${name}`];
};

const isDeployable: Proof = () => {
  const config = project.read("codemode/runtime/wrangler.jsonc");
  return config.includes('"main"') ? [] : ["wrangler.jsonc has no entry"];
};

/** The heavy suite connects to a runtime; here only that the help has the options and the variable. */
const isUnderstood: Proof = async (line) => {
  const { stdout } = await finished(project.start(["exec", "--help"]));
  const words = [...(line.match(/--[\w-]+/g) ?? []), line.split("=")[0] as string];
  return words.filter((word) => !stdout.includes(word)).map((word) => `the help has no ${word}`);
};

/** Somebody has to sign in, or has to have; here only that it is a command with these arguments. */
const isKnown: Proof = (line) => runs(`${line} --help`, project.dir);

/** Every command of every page, and what is done to know that it is right. */
const COMMANDS: Record<string, Proof> = {
  "npm ci && npm run demo": scriptsExist,
  "npm ci && npm test": scriptsExist,
  "npm ci": scriptsExist,
  "npm test": scriptsExist,
  "npm run bench": scriptsExist,
  "npm run soak": scriptsExist,
  "npm run test:heavy": scriptsExist,
  "npm run lint && npm run format:check && npm run typecheck && npm run unused": scriptsExist,
  "npm install --save-dev codemode": isThePackage,
  "npx codemode --help": works,
  "npx codemode exec --help": works,
  "npx codemode init": worksInAnEmptyFolder,
  "npx codemode generate": works,
  "npx codemode generate memory": works,
  "npx codemode generate --check --offline": works,
  "npx codemode check task.ts": works,
  "npx codemode check task.ts --json": works,
  "npx codemode check task.ts --format github": works,
  "npx codemode check task.ts --effects": works,
  "npx codemode check 'programs/**/*.ts' --deny '*.write_*'": works,
  "npx codemode exec task.ts": works,
  [`npx codemode exec task.ts --input '{"name":"alpha"}' --timeout 10000`]: works,
  "npx codemode exec task.ts --input @input.json --json": works,
  "npx codemode exec task.ts --allow 'memory.read_*' --allow 'filesystem.{read,list}_*'": works,
  "echo 'return await memory.read_graph({});' | npx codemode exec -": works,
  "npx codemode serve": works,
  "npx codemode login github": isKnown,
  'npx codemode login github --scope "repo gist"': isKnown,
  "npx codemode logout github": isKnown,
  "npx codemode status": works,
  "npx codemode doctor": works,
  "npx codemode doctor --json": works,
  "cd codemode/runtime": folderIsEmitted,
  "npx wrangler secret put CODEMODE_RUNTIME_TOKEN": secretIsRead,
  "npx wrangler deploy": isDeployable,
  "CODEMODE_RUNTIME_TOKEN=... npx codemode exec task.ts --runtime wss://codemode-runtime.example.workers.dev":
    isUnderstood,
};

test("every command of the pages is in the table, and nothing else", () => {
  const lines = allSnippets()
    .filter(({ language }) => language === "sh")
    .flatMap(shellLines);
  expect(Object.keys(COMMANDS).toSorted()).toEqual([...new Set(lines)].toSorted());
});

test.each(Object.entries(COMMANDS))("%s", async (line, prove) => {
  expect(await prove(line)).toEqual([]);
});

describe("docs/cli.md", async () => {
  const page = read("docs/cli.md");
  const program = await createProgram(processContext(new AbortController().signal), () => {});

  test.each(program.commands.map((command) => [command.name(), command] as const))(
    "has a section on %s with every option it has and no other",
    (name, command) => {
      const [, section = ""] = page.split(`\n## \`codemode ${name}\`\n`);
      const text = section.split("\n## ")[0] as string;
      expect(text).not.toBe("");
      expect(optionRows(text)).toEqual(new Set(command.options.map(({ long }) => long)));
    },
  );

  test("has every global option and no other", () => {
    const [, section = ""] = page.split("\n## Options of every command\n");
    const text = section.split("\n## ")[0] as string;
    expect(optionRows(text)).toEqual(
      new Set([...program.options.map(({ long }) => long), "--help"]),
    );
  });
});

/** The long options in the first column of a table. */
function optionRows(section: string): Set<string | undefined> {
  return new Set([...section.matchAll(/^\| `(?:-\w, )?(--[\w-]+)/gm)].map((match) => match[1]));
}
