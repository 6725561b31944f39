import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { CodemodeError } from "../../src/diagnostics/error.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "codemode-config-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string | Buffer): string {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  return target;
}

async function failure(promise: Promise<unknown>): Promise<CodemodeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CodemodeError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

const json = (config: object = {}): string =>
  JSON.stringify({ servers: { a: { command: "server" } }, ...config });

const keys = async (cwd: string, configPath?: string): Promise<string[]> => {
  const config = await loadConfig({ cwd, ...(configPath === undefined ? {} : { configPath }) });
  return config.servers.map(({ key }) => key);
};

const forms: [string, string][] = [
  [
    "codemode.config.ts",
    `import { defineConfig, type CodemodeConfig } from "codemode";
     import { key } from "./other.ts";
     enum Kind { One = "server" }
     const later = await Promise.resolve(key);
     export default defineConfig({ servers: { [later]: { command: Kind.One } } } satisfies CodemodeConfig);`,
  ],
  [
    "codemode.config.mts",
    `import { defineConfig } from "codemode"; export default defineConfig({ servers: { a: { command: "x" } } });`,
  ],
  [
    "codemode.config.mjs",
    `import { defineConfig } from "codemode"; export default defineConfig({ servers: { a: { command: "x" } } });`,
  ],
  [
    "codemode.config.js",
    `const { defineConfig } = require("codemode"); module.exports = defineConfig({ servers: { a: { command: "x" } } });`,
  ],
  ["codemode.config.json", json()],
  ["package.json", `{ "name": "x", "codemode": ${json()} }`],
];

describe("forms", () => {
  test.each(forms)("%s", async (file, text) => {
    write("other.ts", `export const key: string = "a";`);
    const written = write(file, text);
    const config = await loadConfig({ cwd: root });
    expect(config).toMatchObject({
      path: written,
      rootDir: root,
      outDir: path.join(root, "codemode"),
      packageName: "codemode-sdk",
    });
    expect(config.servers.map(({ key }) => key)).toEqual(["a"]);
  });

  test("loading one writes nothing", async () => {
    mkdirSync(path.join(root, "node_modules"));
    write("codemode.config.ts", `export default { servers: { a: { command: "x" as string } } };`);
    await loadConfig({ cwd: root });
    expect(readdirSync(root, { recursive: true })).toEqual(["codemode.config.ts", "node_modules"]);
  });

  test("a promise of a configuration", async () => {
    write("codemode.config.mjs", `export default Promise.resolve(${json()});`);
    expect(await keys(root)).toEqual(["a"]);
  });

  test("a byte order mark is no mistake", async () => {
    write("codemode.config.json", `\uFEFF${json()}`);
    expect(await keys(root)).toEqual(["a"]);
  });

  test("a change is seen by the next load", async () => {
    write("node_modules/.keep", "");
    write("codemode.config.ts", `export default ${json()};`);
    expect(await keys(root)).toEqual(["a"]);
    write("codemode.config.ts", `export default { servers: { b: { command: "x" } } };`);
    expect(await keys(root)).toEqual(["b"]);
  });
});

describe("the search", () => {
  test("goes up to the root of the repository", async () => {
    write(".git/HEAD", "");
    write("codemode.config.json", json());
    mkdirSync(path.join(root, "packages/one"), { recursive: true });
    expect(await keys(path.join(root, "packages/one"))).toEqual(["a"]);
  });

  test("and no further", async () => {
    write("codemode.config.json", json());
    write("repository/.git", "gitdir: elsewhere");
    mkdirSync(path.join(root, "repository/src"));
    const error = await failure(loadConfig({ cwd: path.join(root, "repository/src") }));
    expect(error.code).toBe("CONFIG_NOT_FOUND");
    expect(error.message).toContain(path.join(root, "repository"));
    expect(error.diagnostics[0]?.hint).toContain("codemode init");
  });

  test("passes over a package.json that says nothing of it", async () => {
    write(".git/HEAD", "");
    write("codemode.config.json", json());
    write("packages/one/package.json", `{ "name": "one" }`);
    expect(await keys(path.join(root, "packages/one"))).toEqual(["a"]);
  });

  test("takes the nearest, and TypeScript before JSON", async () => {
    write(".git/HEAD", "");
    write("codemode.config.json", json());
    write("inner/codemode.config.json", json());
    write("inner/codemode.config.ts", `export default { servers: { ts: { command: "x" } } };`);
    expect(await keys(path.join(root, "inner"))).toEqual(["ts"]);
  });

  test("can be replaced by a path", async () => {
    write("elsewhere/own-name.json", json());
    expect(await keys(root, "elsewhere/own-name.json")).toEqual(["a"]);
    const missing = await failure(loadConfig({ cwd: root, configPath: "no.ts" }));
    expect(missing.code).toBe("CONFIG_NOT_FOUND");
    expect(missing.diagnostics[0]?.hint).toContain("--config");
  });
});

const broken: [
  string,
  { given: [string, string]; want: { code: string; message: RegExp; place?: [number, number] } },
][] = [
  [
    "JSON with a syntax error",
    {
      given: ["codemode.config.json", `{\n  "servers": {\n    "a": }\n}`],
      want: { code: "CONFIG_SYNTAX", message: /a value is expected/, place: [3, 10] },
    },
  ],
  [
    "JSON that ends too early",
    {
      given: ["codemode.config.json", `{ "servers": {`],
      want: { code: "CONFIG_SYNTAX", message: /a key in double quotes/, place: [1, 15] },
    },
  ],
  [
    "JSON with a key twice",
    {
      given: ["codemode.config.json", `{"servers":{"a":{},\n"\\u0061":{}}}`],
      want: { code: "CONFIG_SYNTAX", message: /stands twice/, place: [2, 1] },
    },
  ],
  [
    "JSON with a comment",
    {
      given: ["codemode.config.json", `// hello\n{}`],
      want: { code: "CONFIG_SYNTAX", message: /a value is expected/, place: [1, 1] },
    },
  ],
  [
    "JSON that is nested without end",
    {
      given: ["codemode.config.json", "[".repeat(100_000)],
      want: { code: "CONFIG_SYNTAX", message: /nested more than/, place: [1, 102] },
    },
  ],
  [
    "TypeScript with a syntax error",
    {
      given: ["codemode.config.ts", `export default {\n  servers: { a: }\n};`],
      want: { code: "CONFIG_SYNTAX", message: /Unexpected token/, place: [2, 17] },
    },
  ],
  [
    "a program that throws",
    {
      given: ["codemode.config.mjs", `const a = 1;\nthrow new Error("boom " + a);`],
      want: { code: "CONFIG_THREW", message: /boom 1/, place: [2, 1] },
    },
  ],
  [
    "a module that is not there",
    {
      given: ["codemode.config.ts", `import "./missing.ts";\nexport default {};`],
      want: { code: "CONFIG_THREW", message: /missing\.ts'$/, place: [1, 1] },
    },
  ],
  [
    "nothing exported",
    {
      given: ["codemode.config.ts", `export const a = 1;`],
      want: { code: "CONFIG_INVALID", message: /codemode\.config\.ts: / },
    },
  ],
  [
    "an empty file",
    {
      given: ["codemode.config.json", ""],
      want: { code: "CONFIG_INVALID", message: /codemode\.config\.json: must be an object/ },
    },
  ],
  [
    "a package.json that is broken",
    {
      given: ["package.json", `{ "codemode": `],
      want: { code: "CONFIG_SYNTAX", message: /package\.json/, place: [1, 15] },
    },
  ],
];

describe("broken files", () => {
  test.each(broken)("%s", async (_name, { given, want }) => {
    const file = write(...given);
    const error = await failure(loadConfig({ cwd: root }));
    expect(error.code).toBe(want.code);
    expect(error.message).toMatch(want.message);
    const place = want.place && { file, line: want.place[0], column: want.place[1] };
    expect(error.diagnostics[0]?.location).toEqual(place);
  });

  test("too large", async () => {
    write("codemode.config.json", Buffer.alloc(1_000_001, " "));
    expect((await failure(loadConfig({ cwd: root }))).code).toBe("CONFIG_UNREADABLE");
  });

  test("a folder", async () => {
    mkdirSync(path.join(root, "config.ts"));
    const error = await failure(loadConfig({ cwd: root, configPath: "config.ts" }));
    expect(error.code).toBe("CONFIG_UNREADABLE");
  });

  test("a form that is not known", async () => {
    write("config.yaml", "servers:");
    const error = await failure(loadConfig({ cwd: root, configPath: "config.yaml" }));
    expect(error.code).toBe("CONFIG_UNREADABLE");
    expect(error.message).toContain(".json");
  });

  test("one diagnostic for each thing that is wrong", async () => {
    write("codemode.config.json", `{"servers":{"a":{"command":1},"b c":{"command":"x"}},"x":1}`);
    const error = await failure(loadConfig({ cwd: root }));
    expect(error.diagnostics.map(({ code }) => code)).toEqual(Array(3).fill("CONFIG_INVALID"));
  });
});

function load(outDir: string): Promise<{ outDir: string }> {
  write("codemode.config.json", json({ outDir }));
  return loadConfig({ cwd: root });
}

describe("the output folder", () => {
  test.each(["codemode", "./a/b", "a/../c", "..a"])("may be %j", async (outDir) => {
    expect((await load(outDir)).outDir).toBe(path.join(root, outDir));
  });

  test.each([
    ".",
    "./a/..",
    "..",
    "../x",
    "/",
    "/etc",
    ".git",
    ".git/hooks",
    ".GIT/hooks",
    "node_modules/x",
    "a/node_modules",
  ])("may not be %j", async (outDir) => {
    const error = await failure(load(outDir));
    expect(error.message).toMatch(/outDir: /);
  });

  test("may not lead out of the project by a symbolic link", async () => {
    mkdirSync(path.join(root, "project"));
    mkdirSync(path.join(root, "outside"));
    symlinkSync(path.join(root, "outside"), path.join(root, "project/link"));
    write("project/codemode.config.json", json({ outDir: "link/codemode" }));
    const error = await failure(loadConfig({ cwd: path.join(root, "project") }));
    expect(error.message).toMatch(/symbolic link/);
  });

  test("the project itself may be behind one", async () => {
    mkdirSync(path.join(root, "project"));
    symlinkSync(path.join(root, "project"), path.join(root, "alias"));
    write("project/codemode.config.json", json());
    const config = await loadConfig({ cwd: path.join(root, "alias") });
    expect(config.outDir).toBe(path.join(root, "alias/codemode"));
  });
});
