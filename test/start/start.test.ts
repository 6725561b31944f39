import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCalculatorProject } from "../cli/generated-project.ts";
import { ROOT, type Project } from "../e2e/project.ts";

/** The built command with the code that V8 keeps of it. */
let project: Project;
let round = 0;
let base: string;

beforeAll(async () => {
  project = await createCalculatorProject();
});
beforeEach(() => {
  round += 1;
  base = path.join(project.dir, `cache-${round}`);
});
afterAll(() => project.remove());

const RIGHT = `return (await calculator.add({ a: 1, b: 2 })).sum;`;
const WRONG = `return (await calculator.add({ a: 1, c: 2 })).sum;`;

async function check(stdin: string, env: Record<string, string> = {}): Promise<number | null> {
  const done = await project.codemode(["check", "-"], {
    stdin,
    env: { XDG_CACHE_HOME: base, ...env },
  });
  expect(done.stderr).not.toMatch(/INTERNAL|Warning/);
  return done.status;
}

function entries(): string[] {
  const folder = path.join(base, "codemode");
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function mainEntry(): string {
  const name = entries().find((entry) => entry.startsWith("main.cjs-")) as string;
  return path.join(base, "codemode", name);
}

function withByte(whole: Buffer, at: number): Buffer {
  const damaged = Buffer.from(whole);
  damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at);
  return damaged;
}

test("a run that went well leaves what the next one needs, which changes nothing of it", async () => {
  expect(await check(RIGHT)).toBe(0);
  const kept = entries();
  expect(kept.map((name) => name.split("-")[0])).toContain("main.cjs");
  const before = statSync(mainEntry()).mtimeMs;
  expect(await check(RIGHT)).toBe(0);
  expect(entries()).toEqual(kept);
  expect(statSync(mainEntry()).mtimeMs).toBe(before);
});

test("a run that is refused leaves what explains, not half of the main script", async () => {
  expect(await check(WRONG)).toBe(1);
  const names = entries().map((name) => name.split(".cjs")[0]);
  expect(names).toContain("explain-findings");
  expect(names).not.toContain("main");
});

test.each([
  ["cut off", (whole: Buffer) => whole.subarray(0, 1000)],
  ["empty", () => Buffer.alloc(0)],
  ["wrong in two bytes", (whole: Buffer) => withByte(withByte(whole, 72), 200_000)],
  ["zeros", (whole: Buffer) => Buffer.alloc(whole.length)],
  ["something else", () => Buffer.from("hello".repeat(1000))],
])("an entry that is %s is compiled again and replaced", async (_name, damage) => {
  await check(RIGHT);
  const file = mainEntry();
  const whole = readFileSync(file);
  writeFileSync(file, damage(whole));
  expect(await check(RIGHT)).toBe(0);
  expect(statSync(file).size).toBeGreaterThan(whole.length / 2);
  expect(readFileSync(file)).not.toEqual(damage(whole));
});

test("a command that checks nothing leaves nothing", async () => {
  const env = { XDG_CACHE_HOME: base };
  for (const args of [["--version"], ["check", "--help"], ["generate", "--offline"]]) {
    expect((await project.codemode(args, { env })).status).toBe(0);
  }
  expect(existsSync(base)).toBe(false);
});

test("NODE_DISABLE_COMPILE_CACHE leaves nothing", async () => {
  expect(await check(RIGHT, { NODE_DISABLE_COMPILE_CACHE: "1" })).toBe(0);
  expect(entries()).toEqual([]);
});

describe("the scripts", () => {
  const folder = path.join(ROOT, "dist", "command");
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".cjs"));

  test.each(scripts)("%s is ASCII: it is read as one byte a character", (name) => {
    expect(readFileSync(path.join(folder, name), "latin1")).toMatch(/^[\0-\u007f]*$/);
  });
});
