import { afterAll, describe, expect, test, vi } from "vitest";
import type { RawDiagnostic } from "../../src/check/compiler.ts";
import { MAX_DIAGNOSTICS } from "../../src/check/diagnostics.ts";
import { explainFindings } from "../../src/check/explain-findings.ts";
import type { Explainer } from "../../src/check/explain/context.ts";
import { createGate } from "../../src/check/gate.ts";
import { MAX_SOURCE_BYTES, parseProgram } from "../../src/check/parse.ts";
import { analyze, writeCheckCopy } from "../../src/check/prepare.ts";
import { checkRules } from "../../src/check/rules.ts";
import { createSdkIndex } from "../../src/check/sdk-index.ts";
import { createSdkSlices } from "../../src/check/sdk-slice.ts";
import { blankWrapping, onlyFencedBlock } from "../../src/check/source.ts";
import { SDK } from "./sdk.ts";

const gate = createGate(SDK);
afterAll(() => gate.close());

/** As long as a program may be, nearly. */
const LONG = MAX_SOURCE_BYTES - 1_000;

/** Each took a minute and more when its cost grew with the square of its length. */
describe("what is long is read once", { timeout: 10_000 }, () => {
  test("a comment of empty lines", async () => {
    const { ok } = await gate.check(`/*${"\n".repeat(LONG)}*/ return 1;`);
    expect(ok).toBe(true);
  });

  test("a fence that never ends", () => {
    const source = `${"~".repeat(LONG)}\``;
    expect(blankWrapping(source)).toBe(source);
    expect(onlyFencedBlock(source)).toBeNull();
  });

  test("many long lines that begin like fences", () => {
    const source = `x\n${`${"~".repeat(60_000)}\`\n`.repeat(4)}`;
    expect(blankWrapping(source)).toBe(source);
    expect(onlyFencedBlock(source)).toBeNull();
  });
});

test("a program that is too large is not even searched for fences", async () => {
  const fenced = `\`\`\`\n${"x".repeat(MAX_SOURCE_BYTES)}\n\`\`\``;
  // Without its fence, it would be small enough.
  const source = `\`\`\`${"é".repeat(MAX_SOURCE_BYTES / 2)}\nreturn 1;\n\`\`\``;
  for (const one of [fenced, source]) {
    const { diagnostics } = await gate.check(one);
    expect(diagnostics.map(({ code }) => code)).toEqual(["CHECK_TOO_LARGE"]);
  }
});

test("the tree is searched for `return`s once, not for each of them", async () => {
  const keys = vi.spyOn(Map.prototype, "keys");
  const outcome = await parseProgram("return 1;".repeat(800));
  const searches = keys.mock.calls.length;
  keys.mockRestore();
  expect(outcome).toMatchObject({ kind: "parsed", parsed: { problems: [] } });
  expect(searches).toBeLessThan(10);
});

test("a `return` that belongs to no function and not to the program stays an error", async () => {
  const outcome = await parseProgram("class A { static { return 1; } }\nreturn 2;");
  expect(outcome).toMatchObject({ kind: "parsed", parsed: { problems: [{ start: 19 }] } });
});

test("aliases of aliases are followed to their end", async () => {
  const aliases = Array.from({ length: 11_000 }, (_, n) => `const a${n + 1}=a${n};`);
  const source = `const a0=memory;${aliases.join("")}return await a11000.read_graph();`;
  const { effects } = await gate.check(source);
  expect(effects.map(({ tool }) => tool)).toEqual(["read_graph"]);
});

const many = (
  line: (n: number) => string,
  around: [before: string, after: string] = ["", ""],
  most = LONG / 8,
) => {
  const lines: string[] = [];
  let length = around[0].length + around[1].length;
  for (let n = 0; length < most; n += 1) {
    const text = line(n);
    lines.push(text);
    length += text.length;
  }
  lines.pop();
  return around[0] + lines.join("") + around[1];
};

const DEEP = 40;

/** Long programs, each the worst case of one rule; as long as they may be where many mentions are of one name. */
const LONG_PROGRAMS: [name: string, source: string][] = [
  ["calls that nothing waits for", many(() => `memory.read_graph();`)],
  [
    "one list that all are put into",
    many(() => `t.push(memory.read_graph());`, ["const t=[];", ""]),
  ],
  [
    "one list that all are put into and read from",
    many(() => `t.push(memory.read_graph());t[0];`, ["const t=[];", "return t;"], LONG),
  ],
  [
    "one object with a field for each",
    many((n) => `o.f${n}=memory.read_graph();`, ["const o={};", "return o;"]),
  ],
  [
    "one field that is given all",
    many(() => `o.f=memory.read_graph();\`\${o.f}\`;`, ["const o={};", ""], LONG),
  ],
  [
    "one promise that is used everywhere",
    many(() => `!p;`, ["const p=memory.read_graph();", ""], LONG),
  ],
  [
    "one promise with many chains",
    many(() => `p.then(f);`, ["const p=memory.read_graph();const f=()=>{};", ""]),
  ],
  [
    "promises that are others",
    many((n) => `const p${n + 1}=p${n};`, ["const p0=memory.read_graph();", ""]),
  ],
  [
    "functions that call each other",
    many((n) => `const f${n + 1}=()=>f${n}();`, ["const f0=()=>memory.read_graph();", ""]),
  ],
  [
    "functions that call the next",
    many((n) => `function f${n}(){return f${n + 1}();}`, ["f0();", ""]),
  ],
  [
    "functions in functions",
    many(() => `${"(async()=>{".repeat(DEEP)}await memory.read_graph();${"})();".repeat(DEEP)}`),
  ],
  [
    "promises in promises",
    many(() => `${"new Promise((r)=>{r(".repeat(DEEP)}x${")})".repeat(DEEP)};`, ["let x=1;", ""]),
  ],
  [
    "returns out of try",
    many(() => `try{return memory.read_graph();}catch{}`, ["async function f(){", "}"]),
  ],
  [
    "classes with methods",
    many((n) => `class C${n}{async m(){await memory.read_graph();}n(){this.m();}}`),
  ],
  [
    "one class with many methods",
    many((n) => `async m${n}(){await memory.read_graph();this.m${n}();}`, ["class C{", "}"]),
  ],
  [
    "loops that look at one name",
    many(() => `while(n<1){n++;}`, ["let n=0;memory.read_graph().then(()=>n++);", ""]),
  ],
  [
    "resolvers passed on",
    many(
      (n) => `const r${n + 1}=r${n};`,
      ["new Promise((r0)=>{", "memory.read_graph().then(r0);});"],
    ),
  ],
  [
    "casts in casts",
    many(() => `memory.read_graph(${"(".repeat(DEEP)}{} as any${" as any)".repeat(DEEP)});`),
  ],
  ["constants that are given", many((n) => `const a${n}:any={};memory.read_graph(a${n});`)],
  [
    "one constant that is given everywhere",
    many(() => `memory.read_graph(a);`, ["const a:any={};", ""]),
  ],
  [
    "lists in lists",
    many(() => `return ${"[".repeat(DEEP)}memory.read_graph()${"]".repeat(DEEP)};`),
  ],
  [
    "maps of maps",
    many(() => `return ${"[1].map(()=>".repeat(DEEP)}memory.read_graph()${")".repeat(DEEP)};`),
  ],
  ["tools named", many(() => `memory.read_graph;`)],
  ["constructors", many(() => `x.constructor("1");`, ["let x:any;", ""])],
];

test.each(LONG_PROGRAMS)("the rules read once: %s", { timeout: 20_000 }, async (_name, source) => {
  const outcome = await parseProgram(source);
  if (outcome.kind !== "parsed") throw new Error(outcome.kind);
  const context = analyze(outcome.parsed, createSdkIndex(SDK.lock));
  const findings = checkRules(context);
  expect(findings.every(({ start, end }) => start <= end)).toBe(true);
  expect(writeCheckCopy(context).text.length).toBeGreaterThanOrEqual(source.length);
});

describe("of many errors", () => {
  test("only as many are explained as are shown", async () => {
    const { explained, findings } = await explainAll((n) => `key ${n}`);
    expect(explained).toBe(MAX_DIAGNOSTICS);
    expect(findings).toHaveLength(ERRORS);
  });

  test("few are explained when all say the same", async () => {
    const { explained, findings } = await explainAll(() => "the same");
    expect(explained).toBeLessThanOrEqual(500);
    expect(findings[0]?.message).toBe("explained");
    expect(findings.slice(1).every(({ message }) => message.startsWith("TS2304"))).toBe(true);
  });

  test("one that is repeated for ever is said once", async () => {
    const { explained, findings } = await explainAll(
      () => "the same",
      () => "Cannot find name 'x'.",
    );
    expect(explained).toBeLessThanOrEqual(500);
    expect(findings.map(({ message }) => message)).toEqual(["explained"]);
  });
});

const ERRORS = 5_000;

/** Explains as many errors as the compiler may have, and counts what that takes. */
async function explainAll(
  key: (n: number) => string,
  text = (n: number): string => `Cannot find name 'x${n}'.`,
) {
  const outcome = await parseProgram("x;".repeat(ERRORS));
  if (outcome.kind !== "parsed") throw new Error(outcome.kind);
  const index = createSdkIndex(SDK.lock);
  const context = { ...analyze(outcome.parsed, index), slices: createSdkSlices(SDK, index) };
  const raw = Array.from({ length: ERRORS }, (_, n): RawDiagnostic => ({
    code: 2304,
    text: text(n),
    start: 2 * n,
    end: 2 * n + 1,
  }));
  let explained = 0;
  const explainer: Explainer = () => {
    explained += 1;
    return { code: "CHECK_NAME", key: key(explained), message: "explained" };
  };
  const findings = explainFindings(raw, [], context, [explainer]);
  return { explained, findings };
}
