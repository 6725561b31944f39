import { rmSync, symlinkSync, truncateSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { planVersion } from "../../src/diff/plan-version.ts";
import { surfaceOf } from "../../src/diff/surface.ts";
import { emitFiles } from "../../src/emit/emit-files.ts";
import { openSdk, readLockFile } from "../../src/lock/open-sdk.ts";
import { openLock, parseLock } from "../../src/lock/parse.ts";
import { catalogOf, configOf, modelOf, toolOf } from "../emit/catalogs.ts";
import { createTree, type Tree } from "./tree.ts";

let tree: Tree;
afterEach(() => tree.remove());

const catalogs = [catalogOf("git", [toolOf("log", ["path"])]), catalogOf("mail", [toolOf("send")])];

async function generated(): Promise<Record<string, string>> {
  const model = modelOf(...catalogs);
  const { files } = await emitFiles({
    config: configOf("/project/codemode", ["git", "mail"]),
    generatorVersion: "0.0.0",
    model,
    catalogs,
    clientCapabilities: {},
    keptSources: new Map(),
    plan: planVersion(surfaceOf(model), null, false),
    release: false,
    previousChangelog: null,
  });
  return Object.fromEntries(files);
}

function code(name: string): unknown {
  return expect.objectContaining({ code: name });
}

test("gives the lock, and the catalogs as they were", async () => {
  tree = createTree(await generated());
  const sdk = openSdk(tree.dir);
  expect(sdk.lock.servers.map(({ key }) => key)).toEqual(["git", "mail"]);
  expect(sdk.lock.servers[0]?.tools).toMatchObject([
    { wireName: "log", name: "log", result: "text" },
  ]);
  expect(sdk.catalog("git")).toEqual(catalogs[0]);
  expect(sdk.catalog("git")).toBe(sdk.catalog("git"));
});

test("the lock survives being written and read", async () => {
  const files = await generated();
  const text = files["codemode.lock.json"] as string;
  tree = createTree(files);
  expect(parseLock(text)).toEqual(JSON.parse(text));
});

describe("a lock whose lists are read later", () => {
  const minified = (text: string): string => JSON.stringify(JSON.parse(text));
  const table: [string, (text: string) => string][] = [
    ["as it was written", (text) => text],
    ["on one line", minified],
    ["with tabs", (text) => JSON.stringify(JSON.parse(text), null, "\t")],
    ["one level too deep", (text) => text.replaceAll("\n", "\n  ")],
    ["with an empty list", (text) => JSON.stringify({ ...JSON.parse(text), servers: [] }, null, 2)],
    ["with a list elsewhere", (text) => withCapabilities(text, { tools: [1] })],
    ["with a list where there is none", (text) => `{\n    "tools": [\n1\n    ],${text.slice(1)}`],
  ];
  test.each(table)("%s: the same lock", async (_name, write) => {
    const files = await generated();
    const text = write(files["codemode.lock.json"] as string);
    expect(openLock(text)).toEqual(parseLock(text));
  });

  test.each([
    ["a number where a list should be", `"tools": [\n        {`, `"tools": 1, "more": [{`],
    ["a list that does not end", "\n      ]", "\n       "],
    ["a list that ends twice", "\n      ]", "\n      ]]"],
  ])("%s is no lock", async (_name, from, to) => {
    const files = await generated();
    const text = (files["codemode.lock.json"] as string).replace(from, to);
    expect(() => openLock(text).servers.map(({ tools }) => tools)).toThrow(
      code("OUTPUT_LOCK_DAMAGED"),
    );
  });
});

function withCapabilities(text: string, clientCapabilities: unknown): string {
  return JSON.stringify({ ...JSON.parse(text), clientCapabilities }, null, 2);
}

test("records templates and names of variables, never values", async () => {
  tree = createTree(await generated());
  expect(openSdk(tree.dir).lock.servers[0]?.source).toEqual({
    transport: "stdio",
    command: "node",
    args: ["${SERVERS}/git.js"],
    envNames: ["TOKEN"],
    cwd: null,
  });
});

test("Git may turn line ends into CRLF", async () => {
  const files = await generated();
  tree = createTree();
  for (const [file, text] of Object.entries(files)) tree.write(file, text.replaceAll("\n", "\r\n"));
  expect(openSdk(tree.dir).catalog("mail")).toEqual(catalogs[1]);
});

describe("a lock that cannot be used", () => {
  const LOCKS: [string, string | null, string][] = [
    ["none", null, "OUTPUT_NOT_GENERATED"],
    ["not JSON", "{", "OUTPUT_LOCK_DAMAGED"],
    ["not an object", "[]", "OUTPUT_LOCK_DAMAGED"],
    ["of another format", `{"lockVersion":2}`, "OUTPUT_LOCK_VERSION"],
    [
      "in conflict",
      `{\n<<<<<<< HEAD\n"lockVersion": 1,\n=======\n>>>>>>> x\n}`,
      "OUTPUT_LOCK_DAMAGED",
    ],
    ["without its fields", `{"lockVersion":1}`, "OUTPUT_LOCK_DAMAGED"],
  ];
  test.each(LOCKS)("%s", (_name, text, want) => {
    tree = createTree(text === null ? {} : { "codemode.lock.json": text });
    expect(() => openSdk(tree.dir)).toThrow(code(want));
  });

  test("a symbolic link to a device, or a file without measure: not read", async () => {
    const files = await generated();
    tree = createTree({ ...files, "codemode.lock.json": "" });
    const file = path.join(tree.dir, "codemode.lock.json");
    truncateSync(file, 64 * 1024 * 1024 + 1);
    expect(() => openSdk(tree.dir)).toThrow("is not a regular file, or far too large");
    rmSync(file);
    symlinkSync("/dev/zero", file);
    expect(() => openSdk(tree.dir)).toThrow(code("OUTPUT_LOCK_DAMAGED"));
  });

  test("no folder at all", () => {
    tree = createTree();
    expect(() => openSdk(path.join(tree.dir, "none"))).toThrow(code("OUTPUT_NOT_GENERATED"));
  });

  test("says where it is wrong", async () => {
    const files = await generated();
    const lock = (files["codemode.lock.json"] as string).replace(
      `"result": "text"`,
      `"result": "any"`,
    );
    tree = createTree({ ...files, "codemode.lock.json": lock });
    const why = "`servers[0].tools[0].result` is not `structured` or `text`";
    expect(() => readLockFile(tree.dir)).toThrow(why);
    const { servers } = openSdk(tree.dir).lock;
    expect(() => servers[0]?.tools).toThrow(why);
    expect(servers[1]?.tools).toHaveLength(1);
  });
});

describe("a catalog that cannot be used", () => {
  test("missing", async () => {
    const files = await generated();
    delete files["catalog/git.json"];
    tree = createTree(files);
    const sdk = openSdk(tree.dir);
    expect(() => sdk.catalog("git")).toThrow(code("OUTPUT_CATALOG_MISSING"));
    expect(sdk.catalog("mail").server).toBe("mail");
  });

  test("a symbolic link, or without measure: not read", async () => {
    tree = createTree(await generated());
    const file = path.join(tree.dir, "catalog/git.json");
    const sdk = openSdk(tree.dir);
    truncateSync(file, 128 * 1024 * 1024 + 1);
    expect(() => sdk.catalog("git")).toThrow(code("OUTPUT_CATALOG_MISSING"));
    rmSync(file);
    symlinkSync("/dev/zero", file);
    expect(() => sdk.catalog("git")).toThrow(code("OUTPUT_CATALOG_MISSING"));
  });

  test("not in the lock", async () => {
    tree = createTree(await generated());
    expect(() => openSdk(tree.dir).catalog("nobody")).toThrow(code("OUTPUT_CATALOG_MISSING"));
  });

  test("changed by one character", async () => {
    const files = await generated();
    const text = (files["catalog/git.json"] as string).replace("Does log.", "Does log!");
    tree = createTree({ ...files, "catalog/git.json": text });
    expect(() => openSdk(tree.dir).catalog("git")).toThrow(code("OUTPUT_CATALOG_CHANGED"));
  });

  test("a server of a hostile lock cannot name a file elsewhere", async () => {
    const files = await generated();
    const lock = (files["codemode.lock.json"] as string).replace(
      `"key": "git"`,
      `"key": "../../git"`,
    );
    tree = createTree({ ...files, "codemode.lock.json": lock });
    expect(() => openSdk(tree.dir).catalog("../../git")).toThrow(code("OUTPUT_CATALOG_MISSING"));
  });
});
