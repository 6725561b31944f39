// Runs inside the program's isolate, before and around the program. The program shares this realm and may rewrite any
// built-in, so everything used after it starts is taken now, objects that are read have no prototype, and nothing is
// appended to arrays. What the program can still do here it does to itself only: codemode's side of the calls trusts
// nothing that comes out of the isolate.
import { WorkerEntrypoint } from "cloudflare:workers";

/**
 * @typedef {{ call(body: string): Promise<string>, log(body: string): Promise<void> }} Host
 * @typedef {{ logBytes: number, resultBytes: number, inputBytes: number, jsonDepth: number, callsInFlight: number }} Limits
 * @typedef {{ servers: [string, string[]][], input: string, limits: Limits, echoLogs: boolean }} RunRequest
 * @typedef {{ source: object, value: object, key: string, depth: number, parent: Ancestor | null }} Ancestor
 * @typedef {{ resume: () => void, next: Waiter | null }} Waiter
 */

const { parse, stringify } = JSON;
const { apply, getPrototypeOf, has, ownKeys } = Reflect;
const { defineProperty, freeze, setPrototypeOf } = Object;
const { isArray } = Array;
const { isFinite } = Number;
const { captureStackTrace } = Error;
const { isView } = ArrayBuffer;
const toText = String;
const NativeError = Error;
const NativePromise = Promise;
const NativeMap = Map;
const NativeSet = Set;
const ObjectPrototype = Object.prototype;
const startTimer = setTimeout;
const isEnumerable = ObjectPrototype.propertyIsEnumerable;
const { indexOf, slice } = String.prototype;
const nativeConsole = console;
const nativeLog = console.log;

/** Longest message, name or stack of an error that leaves the isolate, in UTF-16 code units. */
const ERROR_TEXT = 16_384;
/** Longest text of one logged value. */
const LOG_TEXT = 65_536;
const LOG_DEPTH = 12;
/** A batch of log entries leaves after this many milliseconds, or at this many characters. */
const LOG_DELAY_MS = 10;
const LOG_BATCH = 16_384;

/** What a failing call throws in a program. */
class ToolError extends NativeError {
  /**
   * @param {string} message
   * @param {{ code?: string, server?: string, tool?: string }} [details]
   */
  constructor(message, details) {
    super(message);
    hide(this, "name", "ToolError");
    show(this, "code", details?.code ?? "");
    show(this, "server", details?.server ?? "");
    show(this, "tool", details?.tool ?? "");
  }
}

export default class extends WorkerEntrypoint {
  /**
   * Runs the program once.
   * @param {Host} host
   * @param {RunRequest} request
   * @returns {Promise<string>} JSON: `{ ok: true, result?: string, converted: string[] }` with the result as JSON text, or
   *   `{ ok: false, error }`; and in both the log entries that are not sent yet, `logs`, and how many were dropped
   */
  async run(host, request) {
    const logs = createLogs(host, request);
    publish("console", createConsole(logs.add));
    publish("ToolError", ToolError);
    publish("input", parse(request.input));
    const call = createCaller(host, request.limits);
    for (const [server, tools] of request.servers) {
      publish(server, createServer(server, tools, call));
    }
    const outcome = await runProgram(request);
    return `{${outcome},"logs":[${logs.rest()}],"dropped":${logs.dropped()}}`;
  }
}

/**
 * @param {RunRequest} request
 * @returns {Promise<string>} the members of the outcome as JSON text
 */
async function runProgram(request) {
  let value;
  try {
    const main = (await import("program.ts")).default;
    value = typeof main === "function" ? await main(parse(request.input)) : await main;
  } catch (error) {
    return `"ok":false,"error":${describeError(error)}`;
  }
  if (value === undefined) return `"ok":true,"converted":[]`;
  const json = toJson(value, {
    root: "result",
    depth: request.limits.jsonDepth,
    length: request.limits.resultBytes,
    convert: true,
  });
  if (!json.ok) {
    const code = json.tooLarge ? "RUN_RESULT_TOO_LARGE" : "RUN_RESULT_NOT_JSON";
    return `"ok":false,"error":{"kind":"result","code":"${code}","message":${stringify(json.reason)}}`;
  }
  return `"ok":true,"result":${stringify(json.text)},"converted":${json.converted}`;
}

// --- servers and tools ---

/**
 * A server as the program sees it: no prototype, so that no name but its tools exists on it.
 * @param {string} server
 * @param {string[]} tools
 * @param {ReturnType<typeof createCaller>} call
 */
function createServer(server, tools, call) {
  /** @type {Record<string, unknown>} */
  const object = { __proto__: null };
  for (const tool of tools) show(object, tool, createTool(server, tool, call));
  return freeze(object);
}

/**
 * @param {string} server
 * @param {string} tool
 * @param {ReturnType<typeof createCaller>} call
 */
function createTool(server, tool, call) {
  const plain = (/** @type {unknown} */ input) => call(server, tool, input, false, takeSite(plain));
  const raw = (/** @type {unknown} */ input) => call(server, tool, input, true, takeSite(raw));
  show(plain, "raw", freeze(raw));
  hide(plain, "name", tool);
  return freeze(plain);
}

/**
 * Where the program makes a call, for the error it may end in: an error made when the reply comes knows no caller.
 * @param {Function} below
 * @returns {{ stack?: unknown }}
 */
function takeSite(below) {
  /** @type {{ stack?: unknown, __proto__: null }} */
  const site = { __proto__: null };
  captureStackTrace(site, below);
  return site;
}

/**
 * @param {Host} host
 * @param {Limits} limits
 */
function createCaller(host, limits) {
  let inFlight = 0;
  /** @type {Waiter | null} */
  let first = null;
  /** @type {Waiter | null} */
  let last = null;

  /** Waits until fewer calls than the limit are under way: a program may start any number at once. */
  function takeTurn() {
    if (inFlight < limits.callsInFlight) {
      inFlight += 1;
      return undefined;
    }
    return new NativePromise((/** @type {(value?: undefined) => void} */ resume) => {
      const waiter = { resume, next: null, __proto__: null };
      if (last === null) first = waiter;
      else last.next = waiter;
      last = waiter;
    });
  }

  function passTurn() {
    const waiter = first;
    if (waiter === null) {
      inFlight -= 1;
      return;
    }
    first = waiter.next;
    if (first === null) last = null;
    waiter.resume();
  }

  /**
   * @param {string} server
   * @param {string} tool
   * @param {unknown} input
   * @param {boolean} raw
   * @param {{ stack?: unknown }} site
   */
  return async function call(server, tool, input, raw, site) {
    const json = toJson(input === undefined ? { __proto__: null } : input, {
      root: "input",
      depth: limits.jsonDepth,
      length: limits.inputBytes,
      convert: false,
    });
    if (!json.ok) {
      const code = json.tooLarge ? "RUN_INPUT_TOO_LARGE" : "RUN_INPUT_INVALID";
      throw toolError(json.reason, { code, server, tool, __proto__: null }, site);
    }
    const names = `"server":${stringify(server)},"tool":${stringify(tool)}`;
    const turn = takeTurn();
    if (turn !== undefined) await turn;
    let body;
    try {
      body = await host.call(`{${names},"raw":${raw ? "true" : "false"},"input":${json.text}}`);
    } finally {
      passTurn();
    }
    const reply = parse(body);
    if (reply.ok) return reply.value;
    throw toolError(reply.error.message, reply.error, site);
  };
}

/**
 * @param {string} message
 * @param {{ code?: string, server?: string, tool?: string, __proto__?: null }} details
 * @param {{ stack?: unknown }} site
 */
function toolError(message, details, site) {
  const error = new ToolError(message, details);
  const { stack } = site;
  if (typeof stack === "string") {
    const frames = apply(slice, stack, [apply(indexOf, stack, ["\n"])]);
    hide(error, "stack", `ToolError: ${message}${frames}`);
  }
  return error;
}

// --- console ---

/**
 * Entries are numbered, so that codemode can tell which it has when a killed program's last ones come from elsewhere.
 * @param {Host} host
 * @param {RunRequest} request
 */
function createLogs(host, request) {
  let batch = "";
  let count = 0;
  let room = request.limits.logBytes;
  let dropped = 0;
  let scheduled = false;

  const rest = () => {
    const entries = batch;
    batch = "";
    return entries;
  };
  const flush = async () => {
    scheduled = false;
    const entries = rest();
    if (entries === "") return;
    try {
      await host.log(`[${entries}]`);
    } catch {
      // The run has ended; there is nobody to tell.
    }
  };
  /**
   * @param {string} level
   * @param {string} text
   */
  const add = (level, text) => {
    room -= text.length;
    if (room < 0) {
      dropped += 1;
      room = 0;
      return;
    }
    const entry = `[${(count += 1)},"${level}",${stringify(text)}]`;
    batch = batch === "" ? entry : `${batch},${entry}`;
    // Workerd writes this out at once: it is all that is left of a program that never yields again.
    if (request.echoLogs) apply(nativeLog, nativeConsole, [entry]);
    if (batch.length > LOG_BATCH) void flush();
    else if (!scheduled) {
      scheduled = true;
      startTimer(flush, LOG_DELAY_MS);
    }
  };
  return { add, rest, dropped: () => dropped };
}

/** @param {(level: string, text: string) => void} add */
function createConsole(add) {
  const print =
    (/** @type {string} */ level) =>
    (/** @type {unknown[]} */ ...values) => {
      let text = "";
      for (let i = 0; i < values.length; i += 1) text += (i === 0 ? "" : " ") + inspect(values[i]);
      add(level, text);
    };
  const log = print("log");
  const error = print("error");
  return {
    log,
    info: print("info"),
    debug: print("debug"),
    warn: print("warn"),
    error,
    trace: print("debug"),
    dir: (/** @type {unknown} */ value) => log(value),
    table: log,
    group: log,
    groupCollapsed: log,
    groupEnd: () => {},
    assert: (/** @type {unknown} */ condition, /** @type {unknown[]} */ ...values) => {
      if (!condition) error("Assertion failed", ...values);
    },
  };
}

/**
 * A logged value as text: strings as they are, everything else as JSON as far as that goes. Never throws.
 * @param {unknown} value
 * @returns {string}
 */
function inspect(value) {
  try {
    if (typeof value === "string") return value;
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value !== "object" || value === null) return toText(value);
    if (value instanceof NativeError) return errorHeadline(value);
    return inspectObject(value);
  } catch {
    return "[not printable]";
  }
}

/** @param {object} root */
function inspectObject(root) {
  /** @type {Ancestor | null} */
  let top = null;
  let room = LOG_TEXT;
  const text = stringify(root, function (key, value) {
    while (top !== null && top.value !== this) top = top.parent;
    room -= key.length + (typeof value === "string" ? value.length : 4);
    if (room < 0) return undefined;
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "function") return "[function]";
    if (typeof value === "symbol") return toText(value);
    if (typeof value === "number" && !isFinite(value)) return toText(value);
    if (typeof value !== "object" || value === null) return value;
    for (let a = top; a !== null; a = a.parent) if (a.source === value) return "[circular]";
    const depth = top === null ? 1 : top.depth + 1;
    if (depth > LOG_DEPTH) return "[...]";
    let shown = value;
    if (value instanceof NativeError) shown = errorHeadline(value);
    else if (value instanceof NativeMap) shown = { Map: [...value] };
    else if (value instanceof NativeSet) shown = { Set: [...value] };
    else if (value instanceof NativePromise) shown = "[promise: use await]";
    if (typeof shown === "object") {
      top = { source: value, value: shown, key, depth, parent: top };
    }
    return shown;
  });
  const whole = text ?? "undefined";
  return room < 0 ? `${apply(slice, whole, [0, LOG_TEXT])}... (cut)` : whole;
}

// --- values that leave the isolate ---

/**
 * A value as JSON text. What JSON would drop or replace without a word is refused, with the place; `convert` instead
 * turns `undefined` in arrays, `NaN` and infinities into null, as JSON does, and lists the places.
 * @param {unknown} root
 * @param {{ root: string, depth: number, length: number, convert: boolean }} options lengths in UTF-16 code units
 * @returns {{ ok: true, text: string, converted: string } | { ok: false, tooLarge: boolean, reason: string }}
 */
function toJson(root, options) {
  /** @type {Ancestor | null} */
  let top = null;
  let room = options.length;
  let converted = "";
  let conversions = 0;
  /** @type {{ ok: false, tooLarge: boolean, reason: string, __proto__: null } | null} */
  let refused = null;

  const at = (/** @type {string} */ key) => pathOf(options.root, top, key);
  const refuse = (/** @type {string} */ reason, tooLarge = false) => {
    refused = { ok: false, tooLarge, reason, __proto__: null };
    throw refused;
  };
  const lose = (/** @type {string} */ key, /** @type {string} */ what) => {
    if (!options.convert) return refuse(`${at(key)} is ${what}, which JSON has no value for`);
    conversions += 1;
    if (conversions <= 5)
      converted += (converted === "" ? "" : ",") + stringify(`${at(key)} was ${what}`);
    return null;
  };

  let text;
  try {
    text = stringify(root, function (key, value) {
      while (top !== null && top.value !== this) top = top.parent;
      room -= key.length + (typeof value === "string" ? value.length : 0) + 2;
      if (room < 0) refuse(`the ${options.root} is larger than ${options.length} bytes`, true);
      switch (typeof value) {
        case "number":
          return isFinite(value) ? value : lose(key, toText(value));
        case "undefined":
          return isArray(this) ? lose(key, "undefined") : undefined;
        case "bigint":
          return refuse(`${at(key)} is a BigInt: use Number(...) or String(...)`);
        case "function":
          return refuse(`${at(key)} is a function: call it, or leave it out`);
        case "symbol":
          return refuse(`${at(key)} is a symbol`);
        case "object":
          break;
        default:
          return value;
      }
      if (value === null) return null;
      for (let a = top; a !== null; a = a.parent) {
        if (a.source === value) refuse(`${at(key)} refers back to a value that contains it`);
      }
      const depth = top === null ? 1 : top.depth + 1;
      if (depth > options.depth)
        refuse(`the ${options.root} is nested deeper than ${options.depth} levels`);
      const plain = toPlain(value);
      if (typeof plain === "string") refuse(`${at(key)} ${plain}`);
      top = { source: value, value: /** @type {object} */ (plain), key, depth, parent: top };
      return plain;
    });
  } catch (error) {
    if (refused !== null) return refused;
    const reason = `reading the ${options.root} threw: ${errorHeadline(error)}`;
    return { ok: false, tooLarge: false, reason };
  }
  if (text === undefined) {
    return { ok: false, tooLarge: false, reason: `the ${options.root} is undefined` };
  }
  return { ok: true, text, converted: `[${converted}]` };
}

/**
 * The object to print in a value's place, or why there is none.
 * @param {object} value
 * @returns {object | string}
 */
function toPlain(value) {
  if (isArray(value)) return value;
  if (value instanceof NativeError) {
    /** @type {Record<string, unknown>} */
    const plain = { __proto__: null };
    show(plain, "name", value.name);
    show(plain, "message", value.message);
    for (const key of ownKeys(value)) {
      if (typeof key === "string" && apply(isEnumerable, value, [key])) {
        show(
          plain,
          key,
          /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (value))[key],
        );
      }
    }
    return plain;
  }
  if (value instanceof NativePromise) return "is a promise: put `await` before it";
  if (value instanceof NativeMap) return "is a Map: use Object.fromEntries(map) or [...map]";
  if (value instanceof NativeSet) return "is a Set: use [...set]";
  if (isView(value)) return "is binary data: use Array.from(...) or text";
  const prototype = getPrototypeOf(value);
  if (prototype === null || prototype === ObjectPrototype) return value;
  for (const key of ownKeys(value)) {
    if (typeof key === "string" && apply(isEnumerable, value, [key])) return value;
  }
  // A string, number or boolean in its object form; everything else keeps its state where JSON cannot see it.
  if (has(value, "valueOf") && typeof value.valueOf() !== "object") return value;
  return `is a ${toText(value.constructor?.name ?? "object")}, which has no JSON form`;
}

/**
 * `result.items[3].name`
 * @param {string} root
 * @param {Ancestor | null} parent
 * @param {string} key
 */
function pathOf(root, parent, key) {
  if (parent === null) return root;
  let path = isArray(parent.value) ? `[${key}]` : `.${key}`;
  for (let a = parent; a.parent !== null; a = a.parent) {
    path = (isArray(a.parent.value) ? `[${a.key}]` : `.${a.key}`) + path;
  }
  return `${root}${path.length > 200 ? `${apply(slice, path, [0, 200])}...` : path}`;
}

/**
 * What the program threw, as JSON text, whatever it is.
 * @param {unknown} error
 */
function describeError(error) {
  const isTool = error instanceof ToolError;
  const details = isTool
    ? `,"code":${textOf(error, "code")},"server":${textOf(error, "server")},"tool":${textOf(error, "tool")}`
    : "";
  const thrown = typeof error === "object" && error !== null ? "" : `,"value":true`;
  return `{"kind":"${isTool ? "tool" : "threw"}","name":${textOf(error, "name")},"message":${
    thrown === "" ? textOf(error, "message") : stringify(cut(inspect(error)))
  },"stack":${textOf(error, "stack")}${thrown}${details}}`;
}

/**
 * @param {unknown} error
 * @param {string} key
 * @returns {string} a JSON string
 */
function textOf(error, key) {
  try {
    const text = /** @type {Record<string, unknown>} */ (error)[key];
    return stringify(text === undefined ? "" : cut(toText(text)));
  } catch {
    return `""`;
  }
}

/** @param {unknown} error */
function errorHeadline(error) {
  try {
    const { name, message } = /** @type {Error} */ (error);
    return cut(toText(name) + (message === "" ? "" : `: ${toText(message)}`));
  } catch {
    return "an error that cannot be read";
  }
}

/** @param {string} text */
function cut(text) {
  return text.length > ERROR_TEXT ? `${apply(slice, text, [0, ERROR_TEXT])}... (cut)` : text;
}

// --- properties, whatever the program did to Object.prototype ---

/**
 * A constant global. Constant, because a program that replaces `github` would fool only itself, and does it by mistake.
 * @param {string} name
 * @param {unknown} value
 */
function publish(name, value) {
  const changeable = name === "console";
  defineProperty(globalThis, name, describe(value, { enumerable: false, changeable }));
}

/**
 * @param {object} object
 * @param {string} key
 * @param {unknown} value
 */
function show(object, key, value) {
  defineProperty(object, key, describe(value, { enumerable: true, changeable: true }));
}

/**
 * @param {object} object
 * @param {string} key
 * @param {unknown} value
 */
function hide(object, key, value) {
  defineProperty(object, key, describe(value, { enumerable: false, changeable: true }));
}

/**
 * @param {unknown} value
 * @param {{ enumerable: boolean, changeable: boolean }} flags
 * @returns {PropertyDescriptor}
 */
function describe(value, { enumerable, changeable }) {
  const descriptor = { value, enumerable, writable: changeable, configurable: changeable };
  return setPrototypeOf(descriptor, null);
}
