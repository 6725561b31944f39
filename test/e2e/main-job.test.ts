import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProject, serverEntry, type Finished, type Project } from "./project.ts";

let project: Project;
let generated: Finished;

beforeAll(async () => {
  project = createProject({
    everything: { command: "node", args: [serverEntry("everything")] },
    filesystem: { command: "node", args: [serverEntry("filesystem"), "notes"] },
    memory: {
      command: "node",
      args: [serverEntry("memory")],
      env: { MEMORY_FILE_PATH: "${GRAPH_DIR}/graph.jsonl" },
    },
  });
  project.write("notes/alpha.md", "one\ntwo\n");
  project.write("notes/beta.md", "three\n");
  generated = await codemode(["generate"]);
}, 60_000);

afterAll(() => project.remove());

function codemode(args: string[], stdin?: string): Promise<Finished> {
  return project.codemode(args, {
    env: { GRAPH_DIR: project.dir, SECRET_OF_THE_HOST: "canary-7f3a" },
    ...(stdin === undefined ? {} : { stdin }),
  });
}

async function exec(source: string, ...args: string[]): Promise<Finished> {
  return codemode(["exec", "-", ...args], source);
}

describe("generate", () => {
  test("writes the whole tree", () => {
    expect(generated.stderr).not.toMatch(/error/i);
    expect(generated.status).toBe(0);
    const files = project.list("codemode");
    for (const file of [
      "codemode/codemode.lock.json",
      "codemode/catalog/everything.json",
      "codemode/catalog/filesystem.json",
      "codemode/catalog/memory.json",
      "codemode/package.json",
      "codemode/CHANGELOG.md",
      "codemode/sdk/index.ts",
      "codemode/sdk/everything.ts",
      "codemode/sdk/filesystem.ts",
      "codemode/sdk/memory.ts",
      "codemode/runtime/host.js",
      "codemode/runtime/shim.txt",
      "codemode/runtime/wrangler.jsonc",
      "codemode/prompt/instructions.md",
    ]) {
      expect(files).toContain(file);
    }
    expect(JSON.parse(project.read("codemode/package.json"))).toMatchObject({ version: "1.0.0" });
  });

  test("a second time touches no file", async () => {
    const times = () =>
      project
        .list("codemode")
        .map((file) => [file, statSync(path.join(project.dir, file)).mtimeMs]);
    const before = times();
    const again = await codemode(["generate"]);
    expect(again.status).toBe(0);
    expect(times()).toEqual(before);
    expect((await codemode(["generate", "--check"])).status).toBe(0);
    expect((await codemode(["generate", "--check", "--offline"])).status).toBe(0);
  });

  test("writes templates, never values", () => {
    const text = project
      .list("codemode")
      .map((file) => project.read(file))
      .join("\n");
    expect(text).not.toContain(project.dir);
    expect(text).not.toContain("canary-7f3a");
  });

  test("--check names a stale file and the command, and writes nothing", async () => {
    const file = "codemode/runtime/shim.txt";
    const good = project.read(file);
    project.write(file, `${good}\n// changed by hand\n`);
    const checked = await codemode(["generate", "--check", "--offline"]);
    expect(checked.status).toBe(1);
    expect(checked.stderr).toContain("runtime/shim.txt");
    expect(checked.stderr).toContain("codemode generate");
    expect(project.read(file)).not.toBe(good);
    project.write(file, good);
  });
});

describe("a wrong program", () => {
  test("runs nothing, exits 1 and says what to change", async () => {
    const result = await exec(
      `await memory.create_entities({ entities: [{ name: "x", entityType: "note", observations: [] }] });\n` +
        `const note = await filesystem.read_text_file({ file: "alpha.md" });\n` +
        `return note.content;`,
    );
    expect(result.status).toBe(1);
    expect(result.stdout).toBe("");
    expect(result.stderr).toContain("Nothing was executed");
    expect(result.stderr).toContain("path");
    expect(existsSync(path.join(project.dir, "graph.jsonl"))).toBe(false);
  });
});

describe("a right program", () => {
  test("calls several servers and returns a value", async () => {
    const result = await exec(`
const names = ["alpha.md", "beta.md"];
const notes = await Promise.all(names.map((name) => filesystem.read_text_file({ path: name })));
await memory.create_entities({
  entities: notes.map((note, i) => ({
    name: names[i] ?? "",
    entityType: "note",
    observations: note.content.trim().split("\\n"),
  })),
});
const { entities } = await memory.read_graph({});
console.log(entities.length, "entities");
console.error("on stderr");
return entities.map((entity) => entity.observations.length);
`);
    expect(result.stderr).toContain("on stderr");
    expect(result.status).toBe(0);
    const [log, ...rest] = result.stdout.split("\n");
    expect(log).toBe("2 entities");
    expect(JSON.parse(rest.join("\n"))).toEqual([2, 1]);
    expect(project.read("graph.jsonl")).toContain("alpha.md");
  });

  test("--json puts exactly one object on stdout", async () => {
    const result = await exec(
      `console.log("hi"); return (await everything.get_sum({ a: 2, b: 40 })).length > 0;`,
      "--json",
    );
    expect(result.status).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({
      ok: true,
      result: true,
      logs: [{ level: "log", text: "hi" }],
      calls: [{ server: "everything", tool: "get_sum", ok: true }],
      diagnostics: [],
    });
  });

  const forms: [string, string, string][] = [
    ["statements", `const x: number = 1;\nreturn x + 1;`, "2"],
    ["export default async function", `export default async function main() { return 2; }`, "2"],
    ["a lone arrow", `async () => {\n  return 2;\n}`, "2"],
    ["a Markdown fence", "```ts\nreturn 2;\n```\n", "2"],
    ["a fence around a function", "```typescript\nasync () => 2\n```", "2"],
    ["a string result as it is", `return "a\\nb";`, "a\nb"],
    [
      "an import of the SDK",
      `import { everything } from "codemode:sdk";\nreturn typeof everything.echo;`,
      "function",
    ],
    [
      "the SDK by package name",
      `import { everything as e } from "codemode-sdk";\nreturn typeof e.echo;`,
      "function",
    ],
  ];
  test.each(forms)("form: %s", async (_name, source, want) => {
    const result = await exec(source);
    expect(result.stderr).toBe("");
    expect(result.stdout.trimEnd()).toBe(want);
    expect(result.status).toBe(0);
  });

  test("form: no result, with a word on that", async () => {
    const result = await exec(`const x = 1; void x;`);
    expect(result.stderr).toContain("warning RUN_NO_RESULT");
    expect(result.stdout).toBe("");
    expect(result.status).toBe(0);
  });

  test("input is a global and the default function's argument", async () => {
    const asGlobal = await exec(`return input;`, "--input", `{"n":[1,2]}`);
    expect(JSON.parse(asGlobal.stdout)).toEqual({ n: [1, 2] });
    project.write("input.json", `{"n":3}`);
    const asArgument = await exec(
      `export default async (given: { n: number }) => given.n * 2;`,
      "--input",
      "@input.json",
    );
    expect(asArgument.stdout.trim()).toBe("6");
  });

  test("a failing tool is an exception the program can catch", async () => {
    const result = await exec(`
try {
  await filesystem.read_text_file({ path: "missing.md" });
} catch (error) {
  if (error instanceof ToolError) return [error.server, error.tool, error.code];
}
return "not caught";
`);
    expect(JSON.parse(result.stdout)).toEqual(["filesystem", "read_text_file", "RUN_TOOL_ERROR"]);
  });

  test(".raw gives the content that is not text; without it the error says so", async () => {
    const raw = await exec(
      `const { content } = await everything.get_tiny_image.raw({});\nreturn content.map((block) => block.type);`,
    );
    expect(JSON.parse(raw.stdout)).toContain("image");
    const plain = await exec(`return await everything.get_tiny_image({});`);
    expect(plain.status).toBe(1);
    expect(plain.stderr).toContain(".raw");
  });
});

describe("a program that fails", () => {
  test("points at its own line and column", async () => {
    const result = await exec(
      `const n: number = 1;\n\nfunction boom(): never {\n  throw new RangeError("too far");\n}\nboom();\n`,
    );
    expect(result.status).toBe(1);
    expect(result.stderr).toContain("too far");
    expect(result.stderr).toMatch(/4:9/);
  });

  test("a loop that never yields is stopped at the time limit, logs kept", async () => {
    const result = await exec(
      `console.log("before");\nawait new Promise((r) => setTimeout(r, 100));\nwhile (true) {}\n`,
      "--timeout",
      "1500",
      "--json",
    );
    expect(result.status).toBe(1);
    const run = JSON.parse(result.stdout) as {
      ok: boolean;
      logs: unknown[];
      diagnostics: { code: string }[];
    };
    expect(run.ok).toBe(false);
    expect(run.diagnostics.map((d) => d.code)).toEqual(["RUN_TIMEOUT"]);
    expect(run.logs).toEqual([{ level: "log", text: "before" }]);
  });

  test("has no network, no environment, no Node", async () => {
    const result = await exec(`
const world = globalThis as unknown as Record<string, unknown>;
const reach = world["fet" + "ch"] as (url: string) => Promise<unknown>;
const reached = await reach("http://127.0.0.1:9/").then(() => true, () => false);
return { reached, process: typeof world["process"], require: typeof world["require"] };
`);
    expect(JSON.parse(result.stdout)).toEqual({
      reached: false,
      process: "undefined",
      require: "undefined",
    });
  });
});

describe("prompts and resources", () => {
  test("are functions beside the tools", async () => {
    const result = await exec(`
const { messages } = await everything.prompt_args_prompt({ city: "Bern" });
const { resources, resourceTemplates } = await everything.list_resources();
const [first] = messages;
return {
  doc: (await everything.read_architecture_md()).split("\\n")[0],
  item: await everything.read_Dynamic_Text_Resource({ resourceId: 7 }),
  blob: (await everything.read_Dynamic_Blob_Resource({ resourceId: "8" })).contents[0]?.blob !== undefined,
  asked: first?.content.type === "text" ? first.content.text : null,
  listed: [resources.length, resourceTemplates.length],
  graph: typeof (await memory.read_knowledge_graph.raw({})).contents[0]?.text,
};`);
    expect(result.stderr).toBe("");
    expect(JSON.parse(result.stdout)).toEqual({
      doc: expect.stringContaining("Everything Server"),
      item: expect.stringMatching(/^Resource 7: /),
      blob: true,
      asked: "What's weather in Bern?",
      listed: [7, 2],
      graph: "string",
    });
  });

  test("a policy and the effects mean them by their names", async () => {
    const source =
      "return [await everything.prompt_simple_prompt(), await everything.get_env({})];";
    const result = await exec(source, "--allow", "everything.prompt_*");
    expect(result.status).toBe(1);
    expect(result.stderr).toContain("`everything.get_env` is not allowed");
    expect(result.stderr).not.toContain("`everything.prompt_simple_prompt` is not allowed");
  });
});

describe("the SDK from plain Node", () => {
  test("says that it is not connected, then calls the servers", async () => {
    project.write(
      "use-sdk.mjs",
      `import { connect, disconnect, everything, filesystem } from "./codemode/sdk/index.js";
try { await everything.get_sum({ a: 1, b: 2 }); } catch (error) { console.log(error.message); }
await connect();
console.log(await everything.get_sum({ a: 1, b: 2 }));
console.log((await filesystem.read_text_file({ path: "beta.md" })).content);
console.log(await everything.read_Dynamic_Text_Resource({ resourceId: 5 }));
console.log(typeof everything.prompt_simple_prompt.raw);
await disconnect();
`,
    );
    const { mkdirSync, symlinkSync } = await import("node:fs");
    mkdirSync(path.join(project.dir, "node_modules"), { recursive: true });
    symlinkSync(
      path.resolve(import.meta.dirname, "../.."),
      path.join(project.dir, "node_modules/codemode"),
      "dir",
    );
    const result = await project.node(["use-sdk.mjs"], { env: { GRAPH_DIR: project.dir } });
    expect(result.stderr).toBe("");
    expect(result.stdout).toContain("connect()");
    expect(result.stdout).toContain("3");
    expect(result.stdout).toContain("three");
    expect(result.stdout).toContain("Resource 5: ");
    expect(result.status).toBe(0);
  });
});
