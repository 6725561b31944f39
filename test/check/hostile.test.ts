import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { createCompilerApi } from "../../src/check/compiler-api.ts";
import type { Compiler } from "../../src/check/compiler.ts";
import { createGate } from "../../src/check/gate.ts";
import { MAX_DIAGNOSTICS } from "../../src/check/diagnostics.ts";
import { renderFindings } from "../../src/check/render.ts";
import { codemodeError } from "../../src/diagnostics/error.ts";
import { CATALOGS, committedSdk, SDK, tool } from "./sdk.ts";

const gate = createGate(SDK);
afterAll(() => gate.close());

async function codesOf(source: string): Promise<string[]> {
  return (await gate.check(source)).diagnostics.map(({ code }) => code);
}

const DEEP = 20_000;

const NESTED: [name: string, source: string][] = [
  ["lists", `export const x = ${"[".repeat(DEEP)}${"]".repeat(DEEP)}`],
  ["lists, never closed", `return ${"[".repeat(DEEP)}`],
  ["parentheses", `return ${"(".repeat(DEEP)}1${")".repeat(DEEP)}`],
  ["objects", `return ${"{a:".repeat(DEEP)}1${"}".repeat(DEEP)}`],
  ["blocks", `${"{".repeat(DEEP)}${"}".repeat(DEEP)}`],
  ["calls", `return ${"f(".repeat(DEEP)}1${")".repeat(DEEP)}`],
  ["functions", `return ${"()=>{return ".repeat(5_000)}1${"}".repeat(5_000)}`],
  ["arrows", `return ${"a=>".repeat(DEEP)}1`],
  ["templates", `return ${"`${".repeat(DEEP)}1${"}`".repeat(DEEP)}`],
  ["conditions", `return ${"a?b:".repeat(DEEP)}1`],
  ["negations", `return ${"!".repeat(100_000)}1`],
  ["sums", `return ${"1+".repeat(100_000)}1`],
  ["members", `return a${".b".repeat(100_000)}`],
  ["statements", `${"if(a)".repeat(DEEP)};`],
  ["classes", `return ${"class{a=".repeat(DEEP)}1${"}".repeat(DEEP)}`],
  ["types", `type X = ${"A<".repeat(DEEP)}1${">".repeat(DEEP)}`],
  ["types of lists", `type X = 1${"[]".repeat(100_000)}`],
  ["operators of types", `type X = ${"keyof ".repeat(DEEP)}1`],
];

describe("a program that would break the parser is refused by it", () => {
  test.each(NESTED)("%s", async (_name, source) => {
    expect(await codesOf(source)).toEqual(["CHECK_TOO_DEEP"]);
  });

  test("a large program that is not deep passes", async () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => `  f({ a: [${n}], b: { c: (${n}) } }),`);
    const source = `const f = (x) => x;\nreturn [\n${rows.join("\n")}\n].length;`;
    expect(await codesOf(source)).toEqual([]);
  });

  test("more than 256 KiB", async () => {
    expect(await codesOf(`return "${"é".repeat(140_000)}";`)).toEqual(["CHECK_TOO_LARGE"]);
  });
});

const BOMBS: [name: string, source: string][] = [
  [
    "unions that double",
    'type Y<T, D extends 0[] = []> = D["length"] extends 24 ? T : T extends unknown ? Y<[T, 0], [...D, 0]> | Y<[T, 1], [...D, 0]> : never;\nconst y: Y<0> = 1 as any;',
  ],
  [
    "tuples that double",
    "type F<T, N extends any[] = []> = N['length'] extends 900 ? T : F<[T, T], [...N, 1]>;\ntype G<A, B> = A extends B ? 1 : 0;\nconst b: G<F<1>, F<2>> = 0;",
  ],
];

describe("a type that takes for ever", () => {
  test.each(BOMBS)("is stopped, and the next check is unharmed: %s", async (_name, source) => {
    const before = compilers();
    const limited = createGate(SDK, { timeoutMs: 1_000 });
    const { ok, diagnostics, effects } = await limited.check(`${source}\nawait github.get_me();`);
    expect(diagnostics.map(({ code }) => code)).toEqual(["CHECK_TIMEOUT"]);
    expect(ok).toBe(false);
    expect(effects).toHaveLength(1);
    expect(compilers()).toEqual(before);
    expect((await limited.check("return 1;")).ok).toBe(true);
    expect(compilers().length).toBe(process.platform === "linux" ? before.length + 1 : 0);
    await limited.close();
    expect(compilers()).toEqual(before);
  });

  test("is stopped with the other engine too", async () => {
    const before = compilers();
    const limited = createGate(SDK, { timeoutMs: 1_000, engine: "cli" });
    const { diagnostics } = await limited.check(BOMBS[1]?.[1] ?? "");
    expect(diagnostics.map(({ code }) => code)).toEqual(["CHECK_TIMEOUT"]);
    await limited.close();
    expect(compilers()).toEqual(before);
  });
});

/** Types and expressions that could take for ever, or all memory, and of which the compiler itself has enough. */
const SELF_LIMITED: [name: string, source: string][] = [
  [
    "endless recursion",
    "type R<T> = T extends unknown ? R<[T]> : never;\nconst r: R<1> = 1 as any;",
  ],
  [
    "a union of ten million",
    "type D = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;\nconst u: `${D}${D}${D}${D}${D}${D}${D}` = 'x';",
  ],
  [
    "a tuple of a million",
    `type Twice<T extends unknown[]> = [...T, ...T];\nconst t: ${nest(20, "Twice<", ">", "[1]")} = [1];`,
  ],
  [
    "a type that doubles with every call",
    `const f = <T>(x: T) => ({ a: x, b: x });\nconst n: number = ${nest(40, "f(", ")", "1")};`,
  ],
  ["overloads in overloads", `return ${nest(14, "[1].reduce((a, b) => ", ", 0)", "a.nope")};`],
  [
    "a literal of 40 KB",
    `const n: number = [${Array.from({ length: 250 }, (_, n) => nest(10, "{ a: ", `, b: [${n}] }`, "1")).join(",")}];`,
  ],
];

function nest(depth: number, before: string, after: string, inner: string): string {
  return `${before.repeat(depth)}${inner}${after.repeat(depth)}`;
}

describe("a type that is too much for the compiler", () => {
  test.each(SELF_LIMITED)("is a finding: %s", async (_name, source) => {
    const { ok, diagnostics } = await gate.check(source);
    expect(ok).toBe(false);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["CHECK_TYPE"]));
    expect(JSON.stringify(diagnostics).length).toBeLessThan(10_000);
    expect((await gate.check("return 1;")).ok).toBe(true);
  });

  // Elsewhere than on Linux the memory of another process is not looked at.
  test.runIf(process.platform === "linux")("or is stopped before it has all memory", async () => {
    const before = compilers();
    const patient = createGate(SDK, { timeoutMs: 60_000 });
    const doubled = nest(34, "Twice<", ">", '"aaaaaaaa"');
    const { diagnostics } = await patient.check(
      `type Twice<T extends string> = \`\${T}\${T}\`;\nconst s: ${doubled} = "a";`,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["CHECK_TIMEOUT"]);
    expect(diagnostics[0]?.message).toContain("1 GiB of memory");
    expect(compilers()).toEqual(before);
    expect((await patient.check("return 1;")).ok).toBe(true);
    await patient.close();
  });

  test("harms no check beside it", async () => {
    const limited = createGate(SDK, { timeoutMs: 3_000 });
    const sources = ["return 1;", BOMBS[1]?.[1] ?? "", "return await github.nope();", "return 2;"];
    const results = await Promise.all(sources.map((source) => limited.check(source)));
    expect(results.map(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual([
      [],
      ["CHECK_TIMEOUT"],
      ["CHECK_TOOL_NAME"],
      [],
    ]);
    await limited.close();
  });
});

describe("checks behind types that take for ever", () => {
  const bomb = BOMBS[1]?.[1] ?? "";

  test("go to a compiler of their own, which ends with them", async () => {
    const before = compilers();
    const limited = createGate(SDK, { timeoutMs: 60_000 });
    const stop = new AbortController();
    const stopped = limited.check(bomb, { signal: stop.signal }).catch(() => "stopped");
    const { diagnostics } = await limited.check("return await github.nope();");
    expect(diagnostics.map(({ code }) => code)).toEqual(["CHECK_TOOL_NAME"]);
    expect(compilers().length).toBe(process.platform === "linux" ? before.length + 1 : 0);
    stop.abort();
    expect(await stopped).toBe("stopped");
    await limited.close();
    expect(compilers()).toEqual(before);
  });

  test.each(["api", "cli"] as const)("wait no longer than one may take: %s", async (engine) => {
    const before = compilers();
    const limited = createGate(SDK, { timeoutMs: 400, engine });
    const sources = [...Array.from({ length: 15 }, () => bomb), "return 1;"];
    const results = await Promise.all(sources.map((source) => limited.check(source)));
    const last = results.at(-1)?.diagnostics[0];
    expect(last).toMatchObject({ code: "CHECK_TIMEOUT" });
    expect(last?.message).toContain("waited 1.4 s for other programs");
    expect(last?.hint).toBe("Check it again. It is not this program that takes long.");
    await limited.close();
    expect(compilers()).toEqual(before);
  });
});

test.runIf(process.platform === "linux")("a compiler that has grown is replaced", async () => {
  const before = compilers();
  const files = new Map([["/program.ts", "export const a: number = 'a';"]]);
  const codes = async (compiler: Compiler): Promise<number[]> =>
    (await compiler.check(files, "/program.ts")).map(({ code }) => code);
  const kept = createCompilerApi({ timeoutMs: 10_000 });
  const replaced = createCompilerApi({ timeoutMs: 10_000, idleBytes: 1 });
  for (const _ of [1, 2]) {
    expect(await codes(kept)).toEqual([2322]);
    expect(await codes(replaced)).toEqual([2322]);
    // One of the two is still there.
    expect(compilers()).toHaveLength(before.length + 1);
  }
  await Promise.all([kept.close(), replaced.close()]);
  expect(compilers()).toEqual(before);
});

/** The processes of compilers that are children of this one. Linux only; elsewhere none are seen. */
function compilers(): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      return new RegExp(`\\(tsc\\) [^Z] ${process.pid} `).test(stat);
    } catch {
      return false;
    }
  });
}

test("an aborted check ends at once, and its compiler with it", async () => {
  const other = createGate(SDK, { timeoutMs: 60_000 });
  const abort = new AbortController();
  const checked = other.check(BOMBS[1]?.[1] ?? "", { signal: abort.signal });
  setTimeout(() => abort.abort(new Error("enough")), 300);
  await expect(checked).rejects.toThrow("enough");
  expect((await other.check("return 1;")).ok).toBe(true);
  await other.close();
  await expect(other.check("return 1;")).rejects.toMatchObject({ code: "CHECK_COMPILER_FAILED" });
});

test("twenty checks at once", async () => {
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      gate.check(n % 2 === 0 ? `return ${n};` : `return await github.nope${n}();`),
    ),
  );
  expect(results.map(({ ok }) => ok)).toEqual(results.map((_, n) => n % 2 === 0));
  expect(results[7]?.diagnostics[0]?.message).toContain("`nope7`");
});

test("ten thousand errors are cut short", async () => {
  const source = Array.from({ length: 5_000 }, (_, n) => `x${n}();`).join("\n");
  const { diagnostics } = await gate.check(source);
  expect(diagnostics).toHaveLength(MAX_DIAGNOSTICS + 1);
  expect(diagnostics.at(-1)?.message).toBe("4980 more errors are not shown.");
  expect(renderFindings(diagnostics, source).length).toBeLessThan(8_500);
});

test("no file of the machine is read, whatever a program names", async () => {
  const source = [
    '/// <reference path="/etc/passwd" />',
    'import a from "/etc/passwd";',
    'import b from "../../../../etc/hostname";',
    'type C = typeof import("/etc/passwd");',
    'type D = import("/etc/hosts").X;',
    "return [a, b];",
  ].join("\n");
  const { diagnostics } = await gate.check(source);
  expect(JSON.stringify(diagnostics)).not.toContain("root:");
  expect(diagnostics.map(({ code }) => code).slice(0, 3)).toEqual([
    "CHECK_DIRECTIVE",
    "CHECK_IMPORT",
    "CHECK_IMPORT",
  ]);
});

test("what a server calls its things cannot move a terminal's cursor", async () => {
  const evil = "\u001b[2J\u202eevil";
  const [github] = CATALOGS;
  if (github === undefined) throw new Error("no catalog");
  const hostile = createGate(
    committedSdk([
      {
        ...github,
        tools: [
          tool("list", {
            type: "object",
            properties: { [evil]: { type: "string" }, ok: { enum: [evil, "b"] } },
            required: [evil],
          }),
        ],
      },
    ]),
  );
  const source = 'return await github.list({ ok: "c" });\n// \u001b]0;title\u0007';
  const { diagnostics } = await hostile.check(source);
  const text = renderFindings(diagnostics, source);
  await hostile.close();
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
});

test("a committed catalog that is not the locked one is told as that, not as errors of the program", async () => {
  const broken = createGate({
    ...SDK,
    catalog() {
      throw codemodeError("OUTPUT_CATALOG_CHANGED", "changed");
    },
  });
  await expect(broken.check("return await github.get_me();")).rejects.toMatchObject({
    code: "OUTPUT_CATALOG_CHANGED",
  });
  await broken.close();
});
