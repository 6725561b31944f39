/**
 * Ways to the global object. Some do lead there, and none from there to a tool: servers are names of the program's module.
 */
export const GLOBAL_OBJECT_ATTACKS: [name: string, source: string][] = [
  ["globalThis", "const g: any = globalThis; await g.github.delete_repo({});"],
  [
    "a computed property of globalThis",
    'await (globalThis as any)["git" + "hub"].delete_repo({});',
  ],
  ["globalThis of itself", "await (globalThis as any).globalThis.github.delete_repo({});"],
  ["what globalThis inherits", "await (globalThis as any).valueOf().github.delete_repo({});"],
  [
    "globalThis by a descriptor",
    'await Object.getOwnPropertyDescriptor(globalThis, "github").value.delete_repo({});',
  ],
  ["globalThis destructured", "const { github: g } = globalThis as any; await g.delete_repo({});"],
  [
    "globalThis renamed by a pattern",
    "const { globalThis: g } = globalThis as any; await g.github.delete_repo({});",
  ],
  ["self", "await (self as any).github.delete_repo({});"],
  [
    "this of a microtask's method",
    "const o = { m(this: any) { done(this); } }; let done: any; const g: any = await new Promise((r) => { done = r; queueMicrotask(o.m); }); await g.github.delete_repo({});",
  ],
  [
    "this of a microtask's function",
    "await new Promise<void>((r) => queueMicrotask(function (this: any) { this.github.delete_repo({}).catch(() => {}).then(() => r()); }));",
  ],
  [
    "this of a microtask's function, passed on",
    "const g: any = await new Promise((r) => queueMicrotask(function (this: any) { r({ it: this }); })); await g.it.github.delete_repo({});",
  ],
  [
    "this of a microtask's declared function",
    "let g: any; function leak(this: any) { g = { it: this }; } queueMicrotask(leak); while (!g) await new Promise((r) => setTimeout(r, 1)); await g.it.github.delete_repo({});",
  ],
  [
    "this of a computed name in a class",
    "let g: any; queueMicrotask(function (this: any) { class A { static [(g = { it: this }, 'x')] = 1; } return A; }); while (!g) await new Promise((r) => setTimeout(r, 1)); await g.it.github.delete_repo({});",
  ],
  [
    "this by way of super",
    "let g: any; const o = { m() { g = { it: super.valueOf() }; } }; queueMicrotask(o.m); while (!g) await new Promise((r) => setTimeout(r, 1)); await g.it.github.delete_repo({});",
  ],
  [
    "a microtask by another name",
    "let g: any; const later = queueMicrotask; const o = { m(this: any) { g = { it: this }; } }; later(o.m); while (!g) await new Promise((r) => setTimeout(r, 1)); await g.it.github.delete_repo({});",
  ],
  [
    "a microtask of globalThis",
    "let g: any; const o = { m(this: any) { g = { it: this }; } }; globalThis.queueMicrotask(o.m); while (!g) await new Promise((r) => setTimeout(r, 1)); await g.it.github.delete_repo({});",
  ],
  [
    "a microtask's callback that changes",
    "let g: any; let f: any = () => {}; f = ({ m(this: any) { g = { it: this }; } }).m; queueMicrotask(f); while (!g) await new Promise((r) => setTimeout(r, 1)); await g.it.github.delete_repo({});",
  ],
  [
    "a microtask's callback declared twice",
    "let g: any; var f: any = () => {}; var f: any = ({ m(this: any) { g = { it: this }; } }).m; queueMicrotask(f); while (!g) await new Promise((r) => setTimeout(r, 1)); await g.it.github.delete_repo({});",
  ],
  [
    "a promise's resolver that changes",
    "let g: any; await new Promise<void>((r: any) => { const done = r; r = ({ m(this: any) { g = { it: this }; done(); } }).m; queueMicrotask(r); }); await g.it.github.delete_repo({});",
  ],
  [
    "a handler of a signal",
    "let g: any; const c: any = new AbortController(); c.signal.onabort = ({ m(this: any) { g = { it: this }; } }).m; c.abort(); await g.it.github.delete_repo({});",
  ],
  [
    "a handler of a signal with another name",
    "let g: any; const c = new AbortController(); const s: any = c.signal; s.onabort = ({ m(this: any) { g = { it: this }; } }).m; c.abort(); await g.it.github.delete_repo({});",
  ],
  [
    "a microtask that a microtask's this has",
    "let g: any; queueMicrotask(function (this: any) { this.queueMicrotask(leak); }); function leak(this: any) { g = { it: this }; } while (!g) await new Promise((r) => setTimeout(r, 1)); await g.it.github.delete_repo({});",
  ],
  [
    "a function by name, then called by the host",
    "let g: any; const f = function (this: any) { const me = this; g = { it: me }; }; queueMicrotask(f); while (!g) await new Promise((r) => setTimeout(r, 1)); await g.it.github.delete_repo({});",
  ],
  [
    "a type's import named as the global object",
    'import type { X as globalThis } from "codemode:sdk"; await (globalThis as any).github.delete_repo({});',
  ],
  [
    "a type's import named as what hands it out",
    'import { type X as AbortController } from "codemode:sdk"; let g: any; const c = new (AbortController as any)(); c.signal.onabort = ({ m(this: any) { g = { it: this }; } }).m; c.abort(); await g.it.github.delete_repo({});',
  ],
  [
    "a resolver of another Promise",
    "let g: any; globalThis.Promise = class { constructor(f: any) { f(function (this: any) { g = { it: this }; }); } } as any; new Promise<void>((r) => queueMicrotask(r)); await null; await g.it.github.delete_repo({});",
  ],
  [
    "a resolver of another Promise, by its name",
    "let g: any; Promise = class { constructor(f: any) { f(function (this: any) { g = { it: this }; }); } } as any; new Promise<void>((r) => queueMicrotask(r)); await null; await g.it.github.delete_repo({});",
  ],
  [
    "an executor that is called again",
    "let g: any; const o = { m(this: any) { g = { it: this }; } }; await new Promise<void>(function again(r: any, _: any) { queueMicrotask(r); if (r !== o.m) again(o.m, 0); }); await null; await g.it.github.delete_repo({});",
  ],
  [
    "a `var` of a parameter's name",
    "let g: any; const o = { m(this: any) { g = { it: this }; } }; function f(x: any) { queueMicrotask(x); var x: any = function () {}; return x; } f(o.m); await null; await g.it.github.delete_repo({});",
  ],
  [
    "a getter that the host's this inherits",
    'let g: any; Object.defineProperty(Object.prototype, "left", { get(this: any) { g = { it: this }; } }); queueMicrotask(function (this: any) { this.left; }); await null; await g.it.github.delete_repo({});',
  ],
  [
    "a signal of a request of the host's this",
    'let g: any; queueMicrotask(function (this: any) { const s = new this.Request("http://a/", { signal: new this.Request("http://b/").signal }).signal; s.onabort = ({ m(this: any) { g = { it: this }; } }).m; s.dispatchEvent(new this.Event("abort")); }); await null; await g.it.github.delete_repo({});',
  ],
  [
    "a getter in the place of a deleted global",
    'let g: any; delete (globalThis as any).Intl; Object.defineProperty(Object.prototype, "Intl", { get(this: any) { g = { it: this }; return {}; } }); Intl.NumberFormat; await g.it.github.delete_repo({});',
  ],
  [
    "a setter in the place of a deleted global",
    'let g: any; delete (globalThis as any)?.Intl; Object.defineProperty(Object.prototype, "Intl", { set(this: any, _: any) { g = { it: this }; } }); (globalThis as any).Intl = 1; await g.it.github.delete_repo({});',
  ],
  [
    "a controller passed to another class",
    "let g: any; class Box { abort: any; constructor(c: any) { this.abort = c; } } const box = new Box(AbortController); const c: any = new box.abort(); c.signal.onabort = ({ m(this: any) { g = { it: this }; } }).m; c.abort(); await g.it.github.delete_repo({});",
  ],
  [
    "a controller declared twice",
    "let g: any; var c: any; var c: any = new AbortController(); c.signal.onabort = ({ m(this: any) { g = { it: this }; } }).m; c.abort(); await g.it.github.delete_repo({});",
  ],
  [
    "a listener before the listener",
    'let g: any; let e: any; const c = new AbortController(); const first = ["abort", (event: any) => { e = event; }] as unknown as ["abort"]; c.signal.addEventListener(...first, () => {}); c.abort(); const s = e.target; s.onabort = ({ m(this: any) { g = { it: this }; } }).m; s.dispatchEvent(e); await g.it.github.delete_repo({});',
  ],
];
