import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ambientPreamble,
  printAmbientGlobal,
  printAmbientServer,
  printAmbientTools,
} from "../../src/emit/ambient.ts";
import type { ServerModel } from "../../src/model/types.ts";
import { createTree, type Tree } from "../lock/tree.ts";
import { catalogOf, modelOf, toolOf } from "./catalogs.ts";
import { hostileCatalogs } from "./hostile.ts";

const run = promisify(execFile);
const compiler = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@typescript/native/package.json")),
  "bin/tsc",
);

const github = modelOf(
  catalogOf("github", [
    toolOf("list_issues", ["owner", "state?"], {
      outputSchema: {
        type: "object",
        properties: { items: { type: "array", items: { type: "string" } } },
      },
    }),
    toolOf("me", ["verbose?"]),
  ]),
).servers[0] as ServerModel;

let tree: Tree;
beforeAll(() => {
  tree = createTree();
});
afterAll(() => tree.remove());

/** What TypeScript 7 says of a program, `line: message`. */
async function check(ambient: string, program: string): Promise<string[]> {
  tree.write("ambient.d.ts", `${ambientPreamble()}${ambient}`);
  tree.write("program.ts", `export {};\n${program}`);
  const flags =
    "--noEmit --strict --target esnext --module esnext --lib esnext --skipLibCheck false";
  const args = [compiler, ...flags.split(" "), "ambient.d.ts", "program.ts"];
  const { stdout } = await run(process.execPath, args, { cwd: tree.dir }).catch(
    (error: unknown) => error as { stdout: string },
  );
  return stdout.split("\n").flatMap((line) => {
    const match = /^(\S+)\((\d+),\d+\): error TS\d+: (.*)$/.exec(line);
    return match === null
      ? []
      : [`${match[1] === "program.ts" ? Number(match[2]) - 1 : match[1]}: ${match[3]}`];
  });
}

test("a right program has no error", async () => {
  const program = `
const { items } = await github.list_issues({ owner: "a", state: "open" });
const first: string | undefined = items?.[0];
const text: string = await github.me();
const [a, b] = await Promise.all([github.me({}), github.me({ verbose: "yes" })]);
const { content, isError } = await github.me.raw();
const texts = content.filter((block) => block.type === "text").map((block) => block.text);
const image = content.find((block) => block.type === "image");
try { await github.me(); } catch (error) { if (error instanceof ToolError) error.code.concat(error.server, error.tool); }
const input: github.ListIssuesInput = { owner: "a" };
const whole: CallToolResult = await github.list_issues.raw(input);
export { first, text, a, b, isError, texts, image, whole };`;
  expect(await check(printAmbientServer(github, github.tools), program)).toEqual([]);
});

describe("what a wrong program is told is short and names the SDK's types", () => {
  const WRONG: [string, string, string][] = [
    [
      "a wrong tool",
      `github.list_isues({ owner: "a" });`,
      "Property 'list_isues' does not exist on type 'GithubTools'. Did you mean 'list_issues'?",
    ],
    [
      "an unknown parameter",
      `github.list_issues({ owner: "a", stat: "open" });`,
      "Object literal may only specify known properties, but 'stat' does not exist in type 'ListIssuesInput'. Did you mean to write 'state'?",
    ],
    [
      "a missing parameter",
      `github.list_issues({ state: "open" });`,
      "Property 'owner' is missing in type '{ state: string; }' but required in type 'ListIssuesInput'.",
    ],
    [
      "a wrong field",
      `(await github.list_issues({ owner: "a" })).item;`,
      "Property 'item' does not exist on type 'ListIssuesOutput'. Did you mean 'items'?",
    ],
    [
      "a missing await",
      `github.list_issues({ owner: "a" }).items;`,
      "Property 'items' does not exist on type 'Promise<ListIssuesOutput>'.",
    ],
    ["no input", `github.list_issues();`, "Expected 1 arguments, but got 0."],
    [
      "a field of a text",
      `(await github.me()).items;`,
      "Property 'items' does not exist on type 'string'.",
    ],
  ];
  test("all at once", async () => {
    const program = WRONG.map(([, line]) => line).join("\n");
    const got = await check(printAmbientServer(github, github.tools), program);
    expect(got).toEqual(WRONG.map(([, , message], index) => `${index + 1}: ${message}`));
  });
});

test("tools come in any order and in any parts", async () => {
  const [first, second] = github.tools.map((tool) => printAmbientTools(github, [tool]));
  const ambient = `${second}${printAmbientGlobal(github)}${first}`;
  expect(
    await check(ambient, `await github.me(); await github.list_issues({ owner: "a" });`),
  ).toEqual([]);
});

test("a server without loaded tools has none", async () => {
  const [message] = await check(printAmbientServer(github, []), `github.me();`);
  expect(message).toBe("1: Property 'me' does not exist on type 'GithubTools'.");
});

test("is right whatever servers say", async () => {
  const { servers } = modelOf(...hostileCatalogs());
  const ambient = servers.map((server) => printAmbientServer(server, server.tools)).join("");
  expect(ambient).not.toContain("/**");
  expect(await check(ambient, `globalThis;`)).toEqual([]);
});
