/**
 * What a program finds in the isolate beside ECMAScript and the servers, as far as it may use it. There is no network,
 * no file system and no process: `fetch`, `require`, `process` and their kind are left out on purpose.
 */

/** The value given with `--input`, or `null`. */
declare const input: any;

interface Console {
  log(...data: unknown[]): void;
  info(...data: unknown[]): void;
  debug(...data: unknown[]): void;
  warn(...data: unknown[]): void;
  error(...data: unknown[]): void;
  trace(...data: unknown[]): void;
  dir(value?: unknown, options?: unknown): void;
  table(data?: unknown, columns?: readonly string[]): void;
  group(...label: unknown[]): void;
  groupCollapsed(...label: unknown[]): void;
  groupEnd(): void;
  assert(condition?: unknown, ...data: unknown[]): void;
  count(label?: string): void;
  countReset(label?: string): void;
  time(label?: string): void;
  timeLog(label?: string, ...data: unknown[]): void;
  timeEnd(label?: string): void;
}
declare var console: Console;

// The second form is for the `resolve` of a promise: `new Promise((resolve) => setTimeout(resolve, 100))`.
declare function setTimeout<A extends unknown[]>(
  handler: (...args: A) => void,
  ms?: number,
  ...args: A
): number;
declare function setTimeout(handler: (_: void) => void, ms?: number): number;
declare function clearTimeout(id: number | null | undefined): void;
declare function setInterval<A extends unknown[]>(
  handler: (...args: A) => void,
  ms?: number,
  ...args: A
): number;
declare function clearInterval(id: number | null | undefined): void;
declare function queueMicrotask(task: () => void): void;

// Anything is asked: what is no number is made one first.
declare function isNaN(value: unknown): boolean;
declare function isFinite(value: unknown): boolean;

// A number is written down first: `parseInt(4.7)`.
declare function parseInt(value: number, radix?: number): number;
declare function parseFloat(value: number): number;

declare function structuredClone<T>(value: T): T;
declare function atob(base64: string): string;
declare function btoa(binary: string): string;

interface Performance {
  now(): number;
}
declare var performance: Performance;

interface Crypto {
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
  getRandomValues<T extends ArrayBufferView>(array: T): T;
  readonly subtle: {
    digest(
      algorithm: "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512" | { name: string },
      data: ArrayBuffer | ArrayBufferView,
    ): Promise<ArrayBuffer>;
  };
}
declare var crypto: Crypto;

interface TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare var TextEncoder: { prototype: TextEncoder; new (): TextEncoder };

interface TextDecoder {
  readonly encoding: string;
  decode(bytes?: ArrayBuffer | ArrayBufferView): string;
}
declare var TextDecoder: {
  prototype: TextDecoder;
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};

interface URLSearchParams {
  readonly size: number;
  append(name: string, value: string): void;
  delete(name: string, value?: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string, value?: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  toString(): string;
  forEach(callback: (value: string, key: string, parent: URLSearchParams) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
declare var URLSearchParams: {
  prototype: URLSearchParams;
  new (
    init?: string | URLSearchParams | Record<string, string> | Iterable<[string, string]>,
  ): URLSearchParams;
};

interface URL {
  hash: string;
  host: string;
  hostname: string;
  href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  readonly searchParams: URLSearchParams;
  username: string;
  toString(): string;
  toJSON(): string;
}
declare var URL: {
  prototype: URL;
  new (url: string | URL, base?: string | URL): URL;
  canParse(url: string | URL, base?: string | URL): boolean;
  parse(url: string | URL, base?: string | URL): URL | null;
};

interface Event {
  readonly type: string;
  readonly target: EventTarget | null;
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}
declare var Event: { prototype: Event; new (type: string, options?: object): Event };
interface EventTarget {
  addEventListener(
    type: string,
    listener: (event: Event) => void,
    options?:
      boolean | { once?: boolean; capture?: boolean; passive?: boolean; signal?: AbortSignal },
  ): void;
  removeEventListener(
    type: string,
    listener: (event: Event) => void,
    options?: boolean | { capture?: boolean },
  ): void;
  dispatchEvent(event: Event): boolean;
}
declare var EventTarget: { prototype: EventTarget; new (): EventTarget };
interface DOMException extends Error {}
declare var DOMException: {
  prototype: DOMException;
  new (message?: string, name?: string | { name?: string; cause?: unknown }): DOMException;
};
interface AbortSignal extends EventTarget {
  readonly aborted: boolean;
  readonly reason: any;
  onabort: ((event: Event) => void) | null;
  throwIfAborted(): void;
}
declare var AbortSignal: {
  prototype: AbortSignal;
  abort(reason?: unknown): AbortSignal;
  timeout(ms: number): AbortSignal;
  any(signals: Iterable<AbortSignal>): AbortSignal;
};
interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare var AbortController: { prototype: AbortController; new (): AbortController };

/** Refused by a rule of its own; here so that nothing else is said of it. */
interface ImportMeta {
  readonly [name: string]: any;
}

interface ErrorConstructor {
  /** V8: sets `stack` on the target. */
  captureStackTrace(target: object): void;
  stackTraceLimit: number;
}

type Truthy<T> = T extends false | 0 | 0n | "" | null | undefined ? never : T;
interface Array<T> {
  filter(predicate: BooleanConstructor): Truthy<T>[];
}
interface ReadonlyArray<T> {
  filter(predicate: BooleanConstructor): Truthy<T>[];
}

/**
 * Of what is parsed from a text, `new Set(rows.map((row) => row.id))` would be a set of `unknown`, whose items are no
 * input of a tool, while the rows themselves are.
 */
type AnyForUnknown<T> = unknown extends T ? any : T;
interface SetConstructor {
  new <T = any>(values?: readonly T[] | null): Set<AnyForUnknown<T>>;
}
interface MapConstructor {
  new <K, V>(
    entries?: readonly (readonly [K, V])[] | null,
  ): Map<AnyForUnknown<K>, AnyForUnknown<V>>;
}

/** A name for what may be gone, where nothing but the program keeps it. */
interface WeakRef<T extends WeakKey> {
  deref(): T | undefined;
}
declare var WeakRef: { new <T extends WeakKey>(target: T): WeakRef<T> };

/** What a timer is called by who writes for Node: a type only. */
declare namespace NodeJS {
  type Timeout = number;
}
