/**
 * Names that a server must not take in programs and in the SDK: it would hide something, or not parse. All matching is
 * exact; JavaScript is case-sensitive.
 */
export const RESERVED_SERVER_NAMES: ReadonlySet<string> = new Set([
  // ECMAScript: reserved words, those of strict mode and modules, and what must not be bound.
  ..."break case catch class const continue debugger default delete do else enum export extends".split(
    " ",
  ),
  ..."false finally for function if import in instanceof new null return super switch this".split(
    " ",
  ),
  ..."throw true try typeof var void while with".split(" "),
  ..."await async yield let static implements interface package private protected public".split(
    " ",
  ),
  ..."arguments eval undefined NaN Infinity of get set as from".split(" "),
  // TypeScript: names of types and of declarations.
  ..."any unknown never string number boolean symbol object bigint type declare namespace".split(
    " ",
  ),
  ..."module global abstract accessor asserts infer is keyof readonly require satisfies unique using".split(
    " ",
  ),
  // ECMAScript's globals.
  ..."globalThis AggregateError Array ArrayBuffer AsyncFunction AsyncDisposableStack Atomics BigInt".split(
    " ",
  ),
  ..."BigInt64Array BigUint64Array Boolean DataView Date DisposableStack Error EvalError".split(
    " ",
  ),
  ..."FinalizationRegistry Float16Array Float32Array Float64Array Function Int16Array Int32Array".split(
    " ",
  ),
  ..."Int8Array Intl Iterator JSON Map Math Number Object Promise Proxy RangeError".split(" "),
  ..."ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol".split(" "),
  ..."SyntaxError Temporal TypeError URIError Uint16Array Uint32Array Uint8Array".split(" "),
  ..."Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly decodeURI decodeURIComponent".split(
    " ",
  ),
  ..."encodeURI encodeURIComponent escape isFinite isNaN parseFloat parseInt unescape".split(" "),
  // The library's types that programs use by name.
  ..."Awaited Capitalize Exclude Extract InstanceType Lowercase NonNullable Omit Parameters".split(
    " ",
  ),
  ..."Partial Pick PropertyKey Readonly ReadonlyArray Record Required ReturnType".split(" "),
  ..."Uncapitalize Uppercase PromiseLike ArrayLike Iterable AsyncIterable Generator".split(" "),
  // The web's and the isolate's globals, whether a program may use them or not.
  ..."AbortController AbortSignal Blob Body BroadcastChannel ByteLengthQueuingStrategy Cache".split(
    " ",
  ),
  ..."CacheStorage Cloudflare CompressionStream CountQueuingStrategy Crypto CryptoKey".split(" "),
  ..."CustomEvent DOMException DecompressionStream ErrorEvent Event EventSource".split(" "),
  ..."EventTarget ExecutionContext Fetcher File FileSystemHandle FixedLengthStream".split(" "),
  ..."FormData HTMLRewriter Headers IdentityTransformStream MessageChannel".split(" "),
  ..."MessageEvent MessagePort Navigator Performance PromiseRejectionEvent ReadableStream".split(
    " ",
  ),
  ..."Request Response ScheduledEvent Storage SubtleCrypto TextDecoder TextDecoderStream".split(
    " ",
  ),
  ..."TextEncoder TextEncoderStream TransformStream URL URLPattern URLSearchParams WebSocket".split(
    " ",
  ),
  ..."WebSocketPair WorkerGlobalScope WritableStream addEventListener atob btoa caches".split(" "),
  ..."clearImmediate clearInterval clearTimeout console crypto dispatchEvent document fetch".split(
    " ",
  ),
  ..."ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController".split(
    " ",
  ),
  ..."ReadableByteStreamController ReadableStreamDefaultReader WritableStreamDefaultWriter".split(
    " ",
  ),
  ..."TransformStreamDefaultController WritableStreamDefaultController CloseEvent".split(" "),
  ..."localStorage location navigator origin performance postMessage queueMicrotask".split(" "),
  ..."removeEventListener reportError scheduler self sessionStorage setImmediate setInterval".split(
    " ",
  ),
  ..."setTimeout structuredClone window".split(" "),
  // Node's, for the SDK outside the sandbox and for what models try.
  ..."Buffer process exports __dirname __filename".split(" "),
  // codemode's own: globals of programs, exports of the SDK, types of the declarations.
  ..."input ToolError Tool CallToolResult ContentBlock bind connect disconnect codemode main".split(
    " ",
  ),
  ..."Annotations AudioContent EmbeddedResource GetPromptResult Icon ImageContent".split(" "),
  ..."ListedResource ListedResourceTemplate ListResourcesResult OptionalTool PromptMessage".split(
    " ",
  ),
  ..."ReadResourceResult ResourceContents ResourceLink ServerFunction OptionalServerFunction TextContent".split(
    " ",
  ),
  // A module that has this export is awaited as if it were a promise.
  "then",
  "__proto__",
  "constructor",
  "prototype",
]);

/**
 * Names that a tool must not take as a property of its server's object: a promise's methods, because `await server`
 * would call them, and what every object has, because something else would call it or find it there.
 */
export const RESERVED_TOOL_NAMES: ReadonlySet<string> = new Set([
  "then",
  "catch",
  "finally",
  "__proto__",
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "prototype",
  "toJSON",
  "toLocaleString",
  "toString",
  "valueOf",
]);
