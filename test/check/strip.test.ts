import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync, visitorKeys } from "oxc-parser";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { parseProgram } from "../../src/check/parse.ts";
import { Rewrite } from "../../src/check/rewrite.ts";
import { stripTypes } from "../../src/check/strip.ts";

async function strip(source: string): Promise<string> {
  const outcome = await parseProgram(source);
  if (outcome.kind !== "parsed") throw new Error(JSON.stringify(outcome));
  const rewrite = new Rewrite(source);
  stripTypes(outcome.parsed, rewrite);
  return rewrite.render().text;
}

/** The tree of JavaScript, without places, parentheses and empty statements. */
function treeOf(code: string): unknown {
  const { program, errors } = parseSync("p.js", code, {
    lang: "js",
    sourceType: "module",
    preserveParens: false,
  });
  const real = errors.filter(({ message }) => !message.startsWith("A 'return' statement"));
  if (real.length > 0) throw new Error(`${real[0]?.message} in:\n${code}`);
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.filter((one) => one?.type !== "EmptyStatement").map(clean);
    if (typeof value !== "object" || value === null) return value;
    const node = value as Record<string, unknown>;
    const keys = [...(visitorKeys[node.type as string] ?? []), ...PLAIN];
    return Object.fromEntries([["type", node.type], ...keys.map((key) => [key, clean(node[key])])]);
  };
  return clean(program);
}

const PLAIN = [
  "name",
  "value",
  "operator",
  "kind",
  "computed",
  "static",
  "async",
  "generator",
  "optional",
  "shorthand",
  "method",
  "prefix",
  "delegate",
];

/** What TypeScript itself makes of the source. */
function transpiled(source: string): string {
  return ts
    .transpileModule(source, {
      compilerOptions: {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: true,
        useDefineForClassFields: true,
      },
    })
    .outputText.replace(/^"use strict";\s*|\s*export \{\};\s*$/g, "");
}

const CORPUS: [name: string, source: string][] = [
  ["annotations", "let a: number = 1, b: string | undefined, c!: Array<Record<string, number[]>>;"],
  ["patterns", "const { a, b: [c] }: { a: number; b: [string] } = x; const [d]: number[] = y;"],
  [
    "parameters",
    "function f(a: number, b?: string, { c }: { c: 1 } = x, ...rest: unknown[]): void {}",
  ],
  [
    "this parameter",
    "function f(this: Date, a: number) {} function g(this: Date) {} function h(this: void,) {}",
  ],
  [
    "overloads",
    "function f(a: number): void;\nfunction f(a: string): void;\nfunction f(a: unknown) { return a }",
  ],
  [
    "predicates",
    "const is = (a: unknown): a is string => true; function must(a: unknown): asserts a is number {}",
  ],
  [
    "generics",
    "function f<T extends object = {}>(a: T): T { return a } f<{ a: 1 }>(x); new Map<string, number[]>(); f?.<A>(b); tag<A>`x`;",
  ],
  ["instantiation", "const g = f<string>;\nconst h = f<number>\nfoo()"],
  [
    "arrows",
    "const f = async <T,>(a: T): Promise<T> => a; const g = <T>(a: T) => a; const h = (a?: number): { b: 1 } => ({ b: 1 });",
  ],
  [
    "arrow whose return type spans lines",
    "const f = (a: number): Promise<\n  string\n> => a;\nconst g = ():\n  number => 1;",
  ],
  [
    "arrow with parameters on lines",
    "const f = (\n  a: number,\n  b: string, // (\n): {\n  c: 1 } => a;",
  ],
  ["async arrow with parameters of types on lines", "const f = async <\n  T,\n>(a: T) => a;"],
  ["async arrow whose parameters begin a line", "const f = async <T,>\n(a: T) => a;"],
  ["returned arrow whose parameters begin a line", "function f() { return <T,>\n(a: T) => a }"],
  [
    "as and satisfies",
    "const a = b as unknown as C; const d = { e: 1 } satisfies F as const; (a as any).x = 1; (<any>a).y = 2;",
  ],
  ["non-null", "a!.b!.c![0]!(); const d = a! as B; x! = 1; a!instanceof B; a!\n  .b;"],
  ["assertion in front", "const a = <T>b; return <\n  T\n>c;"],
  ["assertion of an object at a statement's start", "<any>{ a: 1 }.a;\n<T>function () {};"],
  [
    "interfaces and aliases",
    "interface A<T> extends B { a: T; m(): void }\ntype C = { a: 1 } & D\nconst e = 1",
  ],
  [
    "alias before a parenthesis",
    "const a = b\ntype T = 1\n;(c)()\nconst d = e\ninterface I {}\n[f].g()",
  ],
  [
    "as at the end of a line, a parenthesis after it",
    "const a = b as T\n(c)\nlet d = e satisfies F\n[g]\nh = i as any\n`j`",
  ],
  ["as at the end of an arrow", "const f = () => a as T\n(b)"],
  [
    "as in heads of loops",
    "for (let i = a as number; i < (b as number); i++) {}\nfor (const c of d as E[]) {}\nfor (const k in o as P) f(k as Q)",
  ],
  ["as in if and do", "if (a) b = c as D\nelse d = e as F\ndo f = g as H\nwhile (i)"],
  ["as before an increment", "a = b as number\n++c"],
  ["return and throw", "function f() { if (a) return b as C\n throw d as E }"],
  [
    "classes",
    "abstract class A<T> extends B<T> implements C, D<T> {\n  private readonly a: number = 1;\n  protected static b?: string;\n  declare c: number;\n  d!: T;\n  [k: string]: unknown;\n  abstract e(): void;\n  abstract readonly f: number;\n  constructor(a: number) { super() }\n  override async *g<U>(a: U): AsyncGenerator<U> {}\n  public get h(): number { return 1 }\n  static { this.b = 'x' }\n  #i: number = 2;\n  'quoted'?: number;\n  m(): void;\n  m(a?: number) {}\n}",
  ],
  ["class without implements of a comment", "class A /* implements X */ implements B /* y */ {}"],
  [
    "fields without semicolons",
    "class A {\n  a: number\n  b = 1 as number\n  readonly [c] = 2\n  private *d() {}\n  get: string\n  e() {}\n  static: number\n  f() {}\n  set?\n  g() {}\n  public static async: T\n  h() {}\n}",
  ],
  [
    "fields named like modifiers",
    "class A { readonly = 1; private() {} static static = 2; declare; abstract: number = 3; override?: string; readonly readonly = 4 }",
  ],
  [
    "class expressions",
    "const A = class<T> implements B { private a = 1 }; x = class C extends (D as E)<F> {};",
  ],
  ["catch", "try {} catch (e: unknown) { throw e as Error }"],
  [
    "comments between",
    "const a /* : no */ : /* yes */ number /* ? */ = 1; function f(a /* ? */ ? /* x */ : string) {}",
  ],
  [
    "object members",
    "const o = { a<T>(this: X, b: T): void {}, get c(): number { return 1 }, set c(d: number) {}, async e(): Promise<void> {}, [f as string]: 1 };",
  ],
  ["unicode", "const café: string = '😀'; const 变量 = (x: number): number => x;"],
  [
    "regular expressions and templates",
    "const a = /: number/.test(`${b as string}: ${(c!)}`) as boolean;",
  ],
  [
    "enums of types only",
    "type A = `x-${string}`; type B<T> = T extends infer U extends string ? U : never; type C = typeof import('x'); let d: unique symbol; let e: new () => F; let g: abstract new (...a: any[]) => H;",
  ],
  [
    "generators",
    "function* f(): Generator<number, void, unknown> { const a = yield* g() as T; yield a as U }",
  ],
  [
    "labels and switches",
    "a: for (;;) { switch (b as C) { case d as E: type F = 1; break a; default: interface G {} } }",
  ],
  ["optional calls with types", "a?.b?.<T>(c as D)?.[e!];"],
  [
    "conditional and logical",
    "const a = b ? c as D : e as F, g = (h as I) || j!, m = n ?? (k as L);",
  ],
  ["operators after a type", "const a = h < i as boolean == j, k = l + m as number in n || o;"],
  ["using", "{ using a: Disposable = b; await using c = d as E }"],
  ["a variable as the body of a loop", "for (;;) var a = b as T\n(c)"],
  ["assertion around types at the end of a line", "const g = <A>f<B>\nfoo()\nx = <C>h<D>\nbar()"],
  ["windows line ends", "const a = b as T\r\ntype C = 1\r\nconst f = (): {\r\n} => c\r\n"],
  [
    "accessors with modifiers",
    "class A { private get a(): number { return 1 } protected static set b(v: number) {} public async c() {} private static async *d() {} }",
  ],
];

describe("a stripped program", () => {
  test.each(CORPUS)("is what TypeScript makes of it: %s", async (_name, source) => {
    const code = await strip(source);
    expect(treeOf(code)).toEqual(treeOf(transpiled(source)));
  });

  test.each(CORPUS)("keeps its lines: %s", async (_name, source) => {
    const code = await strip(source);
    expect(code.split("\n").length).toBe(source.split("\n").length);
    // Only `<T>x`, which becomes `(x)`, makes a line longer.
    const moved = /<(?:any|T)>[{b]|<\n|>\n\(|\(<|<T>function|<A>f</.test(source);
    expect(moved || lengths(code).join() === lengths(source).join()).toBe(true);
  });
});

function lengths(text: string): number[] {
  return text.split("\n").map((line) => line.length);
}

/** The sources of codemode are a corpus of their own: everything but the statements that only a module has. */
const SRC = path.resolve(import.meta.dirname, "../../src");
const FILES = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .sort()
  // A fifth of them: TypeScript takes its time.
  .filter((_, index) => index % 5 === 0);

test("real sources, stripped, are what TypeScript makes of them", async () => {
  const wrong: string[] = [];
  for (const file of FILES) {
    const source = withoutModuleSyntax(readFileSync(path.join(SRC, file), "utf8"));
    const same =
      JSON.stringify(treeOf(await strip(source))) === JSON.stringify(treeOf(transpiled(source)));
    if (!same) wrong.push(file);
  }
  expect(FILES.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

function withoutModuleSyntax(source: string): string {
  const { program } = parseSync("p.ts", source, { lang: "ts", sourceType: "module" });
  const rewrite = new Rewrite(source);
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration") rewrite.blank(statement.start, statement.end);
    if (statement.type === "ExportAllDeclaration") rewrite.blank(statement.start, statement.end);
    if (statement.type !== "ExportNamedDeclaration") continue;
    rewrite.blank(statement.start, statement.declaration?.start ?? statement.end);
  }
  return rewrite.render().text;
}
