import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCodeCache, type CodeCache } from "../../src/start/code-cache.ts";

let base: string;
let folder: string;
let cache: CodeCache;

beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), "codemode-cache-"));
  folder = path.join(base, "codemode");
  cache = openCodeCache({ XDG_CACHE_HOME: base }) as CodeCache;
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const CODE = Buffer.from("compiled");

test("what is written is read again", () => {
  expect(cache.read("a")).toBeUndefined();
  cache.write("a", CODE);
  expect(cache.read("a")).toEqual(CODE);
  expect(readdirSync(folder)).toEqual(["a"]);
});

test("an entry is replaced as a whole", () => {
  cache.write("a", CODE);
  cache.write("a", Buffer.from("other"));
  expect(cache.read("a")?.toString()).toBe("other");
  expect(readdirSync(folder)).toEqual(["a"]);
});

test("what nobody has written for months is removed", () => {
  cache.write("old", CODE);
  const long = new Date(Date.now() - 100 * 24 * 60 * 60 * 1000);
  utimesSync(path.join(folder, "old"), long, long);
  cache.write("new", CODE);
  expect(readdirSync(folder)).toEqual(["new"]);
});

test("only the newest hundred are kept", () => {
  for (let index = 0; index < 105; index += 1) {
    const file = path.join(folder, `entry-${index}`);
    cache.write(`entry-${index}`, CODE);
    const written = new Date(Date.now() - (200 - index) * 1000);
    utimesSync(file, written, written);
  }
  cache.write("last", CODE);
  const names = readdirSync(folder);
  expect(names).toHaveLength(101);
  expect(names).toContain("last");
  expect(names).not.toContain("entry-4");
});

test("NODE_DISABLE_COMPILE_CACHE turns it off", () => {
  expect(openCodeCache({ XDG_CACHE_HOME: base, NODE_DISABLE_COMPILE_CACHE: "1" })).toBeNull();
});

test("no home folder is made", () => {
  const missing = path.join(base, "no", "such", "home");
  openCodeCache({ XDG_CACHE_HOME: missing })?.write("a", CODE);
  expect(existsSync(path.join(base, "no"))).toBe(false);
});

test("a file where the folder should be is left alone", () => {
  writeFileSync(folder, "mine");
  cache.write("a", CODE);
  expect(cache.read("a")).toBeUndefined();
  expect(readFileSync(folder, "utf8")).toBe("mine");
});

describe.skipIf(process.platform === "win32")(
  "whoever may write there could run code as us",
  () => {
    test("the folder is ours alone", () => {
      cache.write("a", CODE);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    });

    test.each([0o720, 0o702, 0o777, 0o750])("a folder of mode %o is not used", (mode) => {
      cache.write("a", CODE);
      chmodSync(folder, mode);
      expect(cache.read("a")).toBeUndefined();
      cache.write("b", CODE);
      expect(readdirSync(folder)).toEqual(["a"]);
    });

    test("nor is one behind a link", () => {
      const elsewhere = path.join(base, "elsewhere");
      mkdirSync(elsewhere, { mode: 0o700 });
      writeFileSync(path.join(elsewhere, "a"), CODE);
      symlinkSync(elsewhere, folder);
      expect(cache.read("a")).toBeUndefined();
      cache.write("b", CODE);
      expect(readdirSync(elsewhere)).toEqual(["a"]);
    });
  },
);
