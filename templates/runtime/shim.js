// Runs inside the program's isolate, before and around the program. The program shares this realm and may rewrite any
// built-in, so what is used after it starts comes from shim-intrinsics.js, objects that are made here have no prototype,
// and nothing is appended to arrays. What the program can still do here it does to itself only: codemode's side of the
// calls trusts nothing that comes out of the isolate.
import { WorkerEntrypoint } from "cloudflare:workers";
import publishServers from "servers.js";
import {
  NativePromise,
  apply,
  captureStackTrace,
  freeze,
  hide,
  indexOf,
  now,
  parse,
  publish,
  show,
  slice,
  startInterval,
  startTimer,
  stopTimer,
  stringify,
  writeLine,
} from "./shim-intrinsics.js";
import {
  ToolError,
  describeError,
  inspect,
  inspectAll,
  inspectRows,
  toJson,
} from "./shim-values.js";

/**
 * @typedef {{ call: (body: string) => Promise<string>, log: (body: string) => Promise<void> }} Host
 * @typedef {{ logBytes: number, resultBytes: number, inputBytes: number, jsonDepth: number, callsInFlight: number }} Limits
 * @typedef {{ servers: [string, string[]][], input: string, limits: Limits, echo: string }} RunRequest
 * @typedef {{ calls: number, timers: number, __proto__: null }} Open what is under way: when the program ends, it is lost
 * @typedef {{ resume: () => void, next: Waiter | null }} Waiter
 */

/** A batch of log entries leaves after this many milliseconds, or at this many characters. */
const LOG_DELAY_MS = 10;
const LOG_BATCH = 16_384;
/** What an entry costs besides its text; src/run/logs.ts counts the same. */
const LOG_ENTRY = 32;

export default class extends WorkerEntrypoint {
  /**
   * Runs the program once.
   * @param {Host} host
   * @param {RunRequest} request
   * @returns {Promise<string>} JSON: `{ ok: true, result?: string, converted: string[] }` with the result as JSON text, or
   *   `{ ok: false, error }`; and in both the log entries that are not sent yet, `logs`, how many were dropped, and the
   *   `calls` and `timers` that were left
   */
  async run(host, request) {
    // Taken as functions: looked up on the stub, they would be found on a prototype that the program can change first.
    const { call: sendCall, log: sendLog } = host;
    const logs = createLogs(sendLog, request);
    publish("console", createConsole(logs.add));
    publish("ToolError", ToolError);
    publish("input", readInput(request));
    /** @type {Open} */
    const open = { calls: 0, timers: 0, __proto__: null };
    countTimers(open);
    const call = createCaller(sendCall, request.limits, open);
    publishServers(createServers(request.servers, call));
    const outcome = await runProgram(request, logs.open);
    const left = `"calls":${open.calls},"timers":${open.timers}`;
    await logs.sent();
    return `{${outcome},${left},"logs":[${logs.rest()}],"dropped":${logs.dropped()}}`;
  }
}

/**
 * @param {RunRequest} request
 * @param {() => void} onLoaded
 * @returns {Promise<string>} the members of the outcome as JSON text
 */
async function runProgram(request, onLoaded) {
  let value;
  try {
    const main = (await import("program.ts")).default;
    onLoaded();
    value = typeof main === "function" ? await main(readInput(request)) : await main;
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

/**
 * Parsed for each use: the program may change one. An empty text stands for no input, so that a parameter's default
 * applies.
 * @param {RunRequest} request
 */
function readInput(request) {
  return request.input === "" ? undefined : parse(request.input);
}

// --- timers ---

/**
 * Counts the program's timers. They are its own otherwise: it may replace them.
 * @param {Open} open
 */
function countTimers(open) {
  /** @type {Record<string, boolean | null>} */
  const waiting = { __proto__: null };
  const end = (/** @type {unknown} */ id) => {
    const key = typeof id === "number" ? id : "";
    if (waiting[key] !== true) return;
    waiting[key] = false;
    open.timers -= 1;
  };
  const begin = (/** @type {number} */ id) => {
    waiting[id] = true;
    open.timers += 1;
    return id;
  };
  const isCallable = (/** @type {unknown} */ handler) => typeof handler === "function";
  hide(
    globalThis,
    "setTimeout",
    (/** @type {any} */ handler, /** @type {any} */ ms, /** @type {unknown[]} */ ...values) => {
      if (!isCallable(handler)) return startTimer(handler, ms);
      const id = startTimer(() => {
        end(id);
        apply(handler, undefined, values);
      }, ms);
      return begin(id);
    },
  );
  hide(
    globalThis,
    "setInterval",
    (/** @type {any} */ handler, /** @type {any} */ ms, /** @type {unknown[]} */ ...values) => {
      const run = () => apply(handler, undefined, values);
      return begin(startInterval(isCallable(handler) ? run : handler, ms));
    },
  );
  const stop = (/** @type {any} */ id) => {
    end(id);
    stopTimer(id);
  };
  hide(globalThis, "clearTimeout", stop);
  hide(globalThis, "clearInterval", stop);
}

// --- servers and tools ---

/**
 * @param {[string, string[]][]} servers
 * @param {ReturnType<typeof createCaller>} call
 */
function createServers(servers, call) {
  /** @type {Record<string, unknown>} */
  const all = { __proto__: null };
  for (const [server, tools] of servers) show(all, server, createServer(server, tools, call));
  return all;
}

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
 * @param {Host["call"]} sendCall
 * @param {Limits} limits
 * @param {Open} open
 */
function createCaller(sendCall, limits, open) {
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
    // From here on: a call that waits for its turn, or for the host to hear of it, is as lost as one under way.
    open.calls += 1;
    const turn = takeTurn();
    if (turn !== undefined) await turn;
    let body;
    try {
      body = await sendCall(`{${names},"raw":${raw ? "true" : "false"},"input":${json.text}}`);
    } finally {
      open.calls -= 1;
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
    const frames = slice(stack, indexOf(stack, "\n"));
    hide(error, "stack", `ToolError: ${message}${frames}`);
  }
  return error;
}

// --- console ---

/**
 * Entries are numbered, so that codemode can tell which it has when a killed program's last ones come from elsewhere.
 * @param {Host["log"]} sendLog
 * @param {RunRequest} request
 */
function createLogs(sendLog, request) {
  let batch = "";
  let count = 0;
  let room = request.limits.logBytes;
  let dropped = 0;
  let scheduled = false;
  // Workers forbid timers and calls while a module is evaluated: what the program's top level logs waits.
  let isOpen = false;

  /** @type {Promise<void>} */
  let sent = send("", null);

  /**
   * Batches leave one after the other: the last calls before a result would otherwise be lost.
   * @param {string} entries
   * @param {Promise<void> | null} previous
   */
  async function send(entries, previous) {
    if (previous !== null) await previous;
    if (entries === "") return;
    try {
      await sendLog(`[${entries}]`);
    } catch {
      // The run has ended; there is nobody to tell.
    }
  }
  const rest = () => {
    const entries = batch;
    batch = "";
    return entries;
  };
  const flush = () => {
    scheduled = false;
    sent = send(rest(), sent);
  };
  /**
   * @param {string} level
   * @param {string} text
   */
  const add = (level, text) => {
    room -= text.length + LOG_ENTRY;
    if (room < 0) {
      dropped += 1;
      room = 0;
      return;
    }
    const entry = `[${(count += 1)},"${level}",${stringify(text)}]`;
    batch = batch === "" ? entry : `${batch},${entry}`;
    // Workerd writes this out at once: it is all that is left of a program that never yields again.
    if (request.echo !== "") writeLine(request.echo + entry);
    if (!isOpen) return;
    if (batch.length > LOG_BATCH) flush();
    else if (!scheduled) {
      scheduled = true;
      startTimer(flush, LOG_DELAY_MS);
    }
  };
  const open = () => {
    isOpen = true;
    flush();
  };
  return { add, open, rest, sent: () => sent, dropped: () => dropped };
}

/** @param {(level: string, text: string) => void} add */
function createConsole(add) {
  const print =
    (/** @type {string} */ level) =>
    (/** @type {unknown[]} */ ...values) =>
      add(level, inspectAll(values));
  const log = print("log");
  const error = print("error");
  return {
    log,
    info: print("info"),
    debug: print("debug"),
    warn: print("warn"),
    error,
    trace: print("debug"),
    dir: (/** @type {unknown} */ value) => add("log", inspect(value)),
    table: (/** @type {unknown} */ data) => add("log", inspectRows(data)),
    // What is in a group is not indented: lines are read, not looked at.
    group: log,
    groupCollapsed: log,
    groupEnd: () => {},
    assert: (/** @type {unknown} */ condition, /** @type {unknown[]} */ ...values) => {
      if (!condition)
        add("error", `Assertion failed${values.length > 0 ? ": " : ""}${inspectAll(values)}`);
    },
    ...createCounters(add),
    ...createTimers(add),
  };
}

/** @param {(level: string, text: string) => void} add */
function createCounters(add) {
  /** @type {Record<string, number | null>} */
  const counts = { __proto__: null };
  return {
    count: (/** @type {unknown} */ label = "default") => {
      const name = inspect(label);
      const count = (counts[name] ?? 0) + 1;
      counts[name] = count;
      add("log", `${name}: ${count}`);
    },
    countReset: (/** @type {unknown} */ label = "default") => {
      counts[inspect(label)] = 0;
    },
  };
}

/** @param {(level: string, text: string) => void} add */
function createTimers(add) {
  /** @type {Record<string, number | null>} */
  const starts = { __proto__: null };
  const tell = (/** @type {string} */ name, /** @type {unknown[]} */ values) => {
    const start = starts[name];
    if (start === undefined || start === null) return add("warn", `no timer ${name}`);
    add("log", `${name}: ${now() - start} ms${values.length > 0 ? " " : ""}${inspectAll(values)}`);
  };
  return {
    time: (/** @type {unknown} */ label = "default") => {
      starts[inspect(label)] = now();
    },
    timeLog: (/** @type {unknown} */ label = "default", /** @type {unknown[]} */ ...values) =>
      tell(inspect(label), values),
    timeEnd: (/** @type {unknown} */ label = "default") => {
      const name = inspect(label);
      tell(name, []);
      starts[name] = null;
    },
  };
}
