import { GLOBAL_OBJECT_ATTACKS } from "./global-object-attacks.ts";

/** Ways that lead nowhere in the isolate: they call nothing, whatever they count as. */
export const DEAD_ENDS: [name: string, source: string][] = [
  [
    "the target of an event",
    'let t: any; const c: any = new AbortController(); c.signal.addEventListener("abort", (e: any) => { t = e; }); c.abort(); const { dispatchEvent } = c.signal; dispatchEvent(t); await t.target.github.delete_repo({});',
  ],
  ["code from a string", 'await (() => {}).constructor("return github.delete_repo({})")();'],
  ["eval", 'await eval("github.delete_repo({})");'],
  ["an indirect eval", 'await (0, eval)("github.delete_repo({})");'],
  [
    "this of a stack frame",
    "(Error as any).prepareStackTrace = (_: unknown, frames: any[]) => frames.map((f) => f.getThis?.() ?? f.getFunction?.()); const stack: any = [1].map(() => new Error().stack)[0]; for (const it of stack) if (it?.github) await it.github.delete_repo({});",
  ],
  ["a parent of a tool", "await (github.get_me as any).__proto__.__proto__.delete_repo?.({});"],
  ["a clone", "const g: any = structuredClone(github); await g.delete_repo({});"],
  ["this of the program", "await (this as any)?.github.delete_repo({});"],
  [
    "this of a callback",
    "await [1].map(function (this: any) { return this?.github.delete_repo({}); })[0];",
  ],
  [
    "this of URLSearchParams",
    'new URLSearchParams("a=1").forEach(({ m(this: any) { return this?.github.delete_repo({}); } }).m);',
  ],
  [
    "this of JSON",
    "JSON.stringify({ toJSON: ({ m(this: any) { return this.github?.delete_repo({}); } }).m });",
  ],
  [
    "the error of a tool",
    "try { await github.get_me({}); } catch (e: any) { for (const v of Object.values(e)) await (v as any)?.delete_repo?.({}); }",
  ],
  [
    "a timer's built-in function",
    'let g: any; setTimeout("".replace as any, 0, { [Symbol.replace](it: any) { g = { it }; } }, ""); await new Promise((r) => setTimeout(r, 5)); await g.it.github.delete_repo({});',
  ],
  [
    "this of a timer's method",
    "let g: any; const o = { m(this: any) { g = { it: this }; } }; setTimeout(o.m, 0); await new Promise((r) => setTimeout(r, 5)); await g?.it?.github.delete_repo({});",
  ],
  ...GLOBAL_OBJECT_ATTACKS,
];
