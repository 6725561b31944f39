import { ALL } from "./effect-programs.ts";

/** Ways to the global object that look like harmless uses of it. Part of the attacks. */
export const MORE_ATTACKS: [name: string, given: { source: string; want: string[] }][] = [
  [
    "a type's import named as the global object",
    {
      source:
        'import type { X as globalThis } from "codemode:sdk"; await (globalThis as any).github.delete_repo({});',
      want: ["github.delete_repo"],
    },
  ],
  [
    "a type's import named as what hands it out",
    {
      source:
        'import { type X as AbortController } from "codemode:sdk"; let g: any; const c = new (AbortController as any)(); c.signal.onabort = ({ m(this: any) { g = { it: this }; } }).m; c.abort(); await g.it.github.delete_repo({});',
      want: ALL,
    },
  ],
  [
    "a resolver of another Promise",
    {
      source:
        "let g: any; globalThis.Promise = class { constructor(f: any) { f(function (this: any) { g = { it: this }; }); } } as any; new Promise<void>((r) => queueMicrotask(r)); await null; await g.it.github.delete_repo({});",
      want: ALL,
    },
  ],
  [
    "a resolver of another Promise, by its name",
    {
      source:
        "let g: any; Promise = class { constructor(f: any) { f(function (this: any) { g = { it: this }; }); } } as any; new Promise<void>((r) => queueMicrotask(r)); await null; await g.it.github.delete_repo({});",
      want: ALL,
    },
  ],
  [
    "an executor that is called again",
    {
      source:
        "let g: any; const o = { m(this: any) { g = { it: this }; } }; await new Promise<void>(function again(r: any, _: any) { queueMicrotask(r); if (r !== o.m) again(o.m, 0); }); await null; await g.it.github.delete_repo({});",
      want: ALL,
    },
  ],
  [
    "a `var` of a parameter's name",
    {
      source:
        "let g: any; const o = { m(this: any) { g = { it: this }; } }; function f(x: any) { queueMicrotask(x); var x: any = function () {}; return x; } f(o.m); await null; await g.it.github.delete_repo({});",
      want: ALL,
    },
  ],
  [
    "a getter that the host's this inherits",
    {
      source:
        'let g: any; Object.defineProperty(Object.prototype, "left", { get(this: any) { g = { it: this }; } }); queueMicrotask(function (this: any) { this.left; }); await null; await g.it.github.delete_repo({});',
      want: ALL,
    },
  ],
  [
    "a signal of a request of the host's this",
    {
      source:
        'let g: any; queueMicrotask(function (this: any) { const s = new this.Request("http://a/", { signal: new this.Request("http://b/").signal }).signal; s.onabort = ({ m(this: any) { g = { it: this }; } }).m; s.dispatchEvent(new this.Event("abort")); }); await null; await g.it.github.delete_repo({});',
      want: ALL,
    },
  ],
  [
    "a getter in the place of a deleted global",
    {
      source:
        'let g: any; delete (globalThis as any).Intl; Object.defineProperty(Object.prototype, "Intl", { get(this: any) { g = { it: this }; return {}; } }); Intl.NumberFormat; await g.it.github.delete_repo({});',
      want: ALL,
    },
  ],
  [
    "a setter in the place of a deleted global",
    {
      source:
        'let g: any; delete (globalThis as any)?.Intl; Object.defineProperty(Object.prototype, "Intl", { set(this: any, _: any) { g = { it: this }; } }); (globalThis as any).Intl = 1; await g.it.github.delete_repo({});',
      want: ALL,
    },
  ],
  [
    "a controller passed to another class",
    {
      source:
        "let g: any; class Box { abort: any; constructor(c: any) { this.abort = c; } } const box = new Box(AbortController); const c: any = new box.abort(); c.signal.onabort = ({ m(this: any) { g = { it: this }; } }).m; c.abort(); await g.it.github.delete_repo({});",
      want: ALL,
    },
  ],
  [
    "a controller declared twice",
    {
      source:
        "let g: any; var c: any; var c: any = new AbortController(); c.signal.onabort = ({ m(this: any) { g = { it: this }; } }).m; c.abort(); await g.it.github.delete_repo({});",
      want: ALL,
    },
  ],
  [
    "a listener before the listener",
    {
      source:
        'let g: any; let e: any; const c = new AbortController(); const first = ["abort", (event: any) => { e = event; }] as unknown as ["abort"]; c.signal.addEventListener(...first, () => {}); c.abort(); const s = e.target; s.onabort = ({ m(this: any) { g = { it: this }; } }).m; s.dispatchEvent(e); await g.it.github.delete_repo({});',
      want: ALL,
    },
  ],
];
