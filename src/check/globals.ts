/** Globals through which any other global can be reached. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set([
  "globalThis",
  "self",
  "window",
  "global",
]);

/** Globals that make code from strings. The isolate forbids it; nothing here depends on that. */
export const EVALUATORS: ReadonlySet<string> = new Set(["eval", "Function"]);

/** Host functions that call what they are given with the global object as `this`. */
export const CALLBACK_TAKERS: ReadonlySet<string> = new Set([
  "setTimeout",
  "setInterval",
  "queueMicrotask",
]);

/**
 * Host objects that hand the global object out: as `this` of a handler (`signal.onabort`), or as the target of an event.
 * All but the first two are unknown to the compiler, which refuses them.
 */
export const EVENT_SOURCES: ReadonlySet<string> = new Set([
  "AbortController",
  "AbortSignal",
  "EventTarget",
  "WorkerGlobalScope",
  "ServiceWorkerGlobalScope",
  "addEventListener",
  "removeEventListener",
  "dispatchEvent",
  "MessageChannel",
  "MessagePort",
  "WebSocket",
  "WebSocketPair",
  "EventSource",
]);

/** What may be read off the global object without giving it away: ECMAScript and the sandbox's harmless objects. */
export const HARMLESS_GLOBALS: ReadonlySet<string> = new Set(
  (
    "AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError " +
    "Float32Array Float64Array Infinity Int16Array Int32Array Int8Array Intl JSON Map Math NaN Number Object Promise " +
    "Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TextDecoder TextEncoder ToolError " +
    "TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet atob " +
    "btoa clearInterval clearTimeout console crypto decodeURI decodeURIComponent encodeURI encodeURIComponent input " +
    "isFinite isNaN parseFloat parseInt performance structuredClone undefined"
  ).split(" "),
);
