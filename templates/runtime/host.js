// The trusted worker: it owns the loader, gives each program a fresh isolate and relays its tool calls to codemode over
// the WebSocket that codemode opened. The same file runs in local workerd and, deployed, on Cloudflare.
//
// Frames are JSON text. To here: `run`, `reply`, `abort`, `ping`. From here: `call`, `log`, `done`, `failed`, `pong`. What
// the isolate says travels as an opaque string (`body`) that only codemode's side parses. One run at a time for each socket.
import { RpcTarget, WorkerEntrypoint } from "cloudflare:workers";
import INTRINSICS from "./shim-intrinsics.txt";
import VALUES from "./shim-values.txt";
import SHIM from "./shim.txt";

/**
 * @typedef {{ LOADER: WorkerLoader, CODEMODE_RUNTIME_TOKEN?: string }} Env
 * @typedef {{ cpuMs: number, logBytes: number, resultBytes: number, inputBytes: number, jsonDepth: number,
 *   calls: number, callsInFlight: number }} Limits
 * @typedef {{ servers: [string, string[]][], input: string, limits: Limits, echo: string }} RunRequest
 * @typedef {{ t: "run", code: string, request: RunRequest } | { t: "reply", id: number, body: string } | { t: "abort" } | { t: "ping" }} Frame
 * @typedef {(code: string, dispatcher: Dispatcher, request: RunRequest) => RpcPromise<unknown>} Run
 * @typedef {{ resolve: (body: string) => void, reject: (error: Error) => void }} Waiting
 */

/** Room for the names and quotes around an input, and for the frame around a result. */
const ENVELOPE = 4096;

/** Room for an error with its causes, each character escaped; the shim cuts their texts. */
const ERROR_ROOM = 640 * 1024;

/** The only capability a program's isolate gets. Over RPC nothing of it can be reached but these two methods. */
class Dispatcher extends RpcTarget {
  #run;

  /** @param {ActiveRun} run */
  constructor(run) {
    super();
    this.#run = run;
  }

  /** @param {unknown} body */
  call(body) {
    return this.#run.call(body);
  }

  /** @param {unknown} body */
  log(body) {
    this.#run.log(body);
  }
}

/** One program under way: counts what the isolate sends and stops relaying at the limits and at settlement. */
class ActiveRun {
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #calls = 0;
  /** @type {Promise<string> | null} */
  #refusal = null;
  #logged = 0;
  #closed = false;
  #send;
  #limits;
  /** @type {Promise<never>} */
  #aborted;
  /** @type {(error: Error) => void} */
  abort = () => {};

  /**
   * @param {(frame: object) => void} send
   * @param {Limits} limits
   */
  constructor(send, limits) {
    this.#send = send;
    this.#limits = limits;
    this.#aborted = new Promise((_, reject) => {
      this.abort = reject;
    });
    this.#aborted.catch(() => {});
  }

  /**
   * @param {unknown} body
   * @returns {Promise<string>}
   */
  call(body) {
    if (this.#closed) throw new Error("the run has ended");
    if (typeof body !== "string") throw new TypeError("not a call");
    if (body.length > this.#limits.inputBytes + ENVELOPE)
      throw new Error("the input is too large");
    // One call over the limit is relayed, so that codemode refuses and reports it; all others end as that one does.
    if (this.#refusal !== null) return this.#refusal;
    if (this.#waiting.size >= this.#limits.callsInFlight)
      throw new Error("too many calls at once");
    const id = (this.#calls += 1);
    /** @type {Promise<string>} */
    const reply = new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ t: "call", id, body });
    });
    if (id > this.#limits.calls) this.#refusal = reply;
    return reply;
  }

  /**
   * @param {number} id
   * @param {string} body
   */
  reply(id, body) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.resolve(body);
  }

  /** @param {unknown} body */
  log(body) {
    if (this.#closed || typeof body !== "string") return;
    // An escaped character takes up to six; codemode counts exactly.
    this.#logged += body.length;
    if (this.#logged > 6 * this.#limits.logBytes + ENVELOPE) return;
    this.#send({ t: "log", body });
  }

  /**
   * @param {Run} run
   * @param {string} code
   * @param {RunRequest} request
   */
  async settle(run, code, request) {
    /** @type {RpcPromise<unknown> | undefined} */
    let running;
    try {
      running = run(code, new Dispatcher(this), request);
      const body = await Promise.race([running, this.#aborted]);
      if (typeof body !== "string")
        throw new TypeError("the isolate did not answer with text");
      if (
        body.length >
        6 * (this.#limits.resultBytes + this.#limits.logBytes) + ERROR_ROOM
      ) {
        throw new RangeError("the isolate's answer is too large");
      }
      this.#send({ t: "done", body });
    } catch (error) {
      this.#send({ t: "failed", message: String(error).slice(0, 8192) });
    } finally {
      this.#closed = true;
      for (const { reject } of this.#waiting.values())
        reject(new Error("the run has ended"));
      this.#waiting.clear();
      // Cancels whatever the program still does: its timers, its `waitUntil`, its calls to itself.
      const dispose = /** @type {{ dispose?: symbol }} */ (Symbol).dispose;
      if (dispose !== undefined) running?.[dispose]?.();
    }
  }
}

/** @param {RunRequest} request */
const namesOf = ({ servers }) => servers.map(([name]) => name).join(",");

/**
 * Where the program finds its servers. They are names of its module and no properties of the global object: many ways
 * lead there (`this` of a handler, a getter that it inherits), and the gate can follow names only. The default export is
 * for the shim, which makes them.
 * @param {RunRequest} request
 */
function writeServers(request) {
  const names = namesOf(request);
  if (names === "") return "export default () => {};";
  return `export let ${names};export default function(){({${names}}=arguments[0])}`;
}

/**
 * Imports are hoisted: at the end they move nothing of the program to another place.
 * @param {string} code
 * @param {RunRequest} request
 */
function withServers(code, request) {
  return `${code}\nimport{${namesOf(request)}}from"./servers.js";`;
}

/**
 * Gives each run an I/O context of its own, so that its isolate is freed when the run ends.
 * @extends {WorkerEntrypoint<Env>}
 */
export class Runner extends WorkerEntrypoint {
  /**
   * @param {string} code
   * @param {Dispatcher} dispatcher
   * @param {RunRequest} request
   */
  async run(code, dispatcher, request) {
    // `load`, never `get(id)`: open-source workerd never evicts what `get` made.
    const worker = this.env.LOADER.load({
      // Before 2026-08-04, from which date `node:*`, `process` and `Buffer` exist by default.
      compatibilityDate: "2026-06-01",
      // Without it `eval` and WebAssembly work while a module is evaluated.
      compatibilityFlags: ["disallow_eval_during_startup"],
      mainModule: "shim.js",
      modules: {
        "shim.js": SHIM,
        "shim-values.js": VALUES,
        "shim-intrinsics.js": INTRINSICS,
        "servers.js": { js: writeServers(request) },
        "program.ts": { js: withServers(code, request) },
      },
      globalOutbound: null,
      env: {},
      // Enforced on Cloudflare; local workerd ignores them, there codemode ends the process.
      limits: {
        cpuMs: request.limits.cpuMs,
        subRequests: request.limits.calls,
      },
    });
    const entrypoint =
      /** @type {{ run(dispatcher: Dispatcher, request: RunRequest): Promise<unknown> }} */ (
        worker.getEntrypoint()
      );
    return await entrypoint.run(dispatcher, request);
  }
}

/**
 * Serves one connection.
 * @param {WebSocket} socket
 * @param {Run} run
 */
function serve(socket, run) {
  /** @type {ActiveRun | null} */
  let active = null;
  const send = (/** @type {object} */ frame) => {
    try {
      socket.send(JSON.stringify(frame));
    } catch {
      // The client is gone: the `close` event ends the run.
    }
  };
  socket.addEventListener("message", ({ data }) => {
    const frame = /** @type {Frame} */ (JSON.parse(String(data)));
    if (frame.t === "reply") active?.reply(frame.id, frame.body);
    else if (frame.t === "abort") active?.abort(new Error("aborted"));
    // Answered only when nothing of the last run keeps this process busy.
    else if (frame.t === "ping") send({ t: "pong" });
    else if (active === null) {
      active = new ActiveRun(send, frame.request.limits);
      void active.settle(run, frame.code, frame.request).finally(() => {
        active = null;
      });
    }
  });
  socket.addEventListener("close", () =>
    active?.abort(new Error("the client is gone")),
  );
}

/**
 * Whether the request carries the token; takes the same time whatever is wrong with it.
 * @param {Request} request
 * @param {string} token
 */
async function isAuthorized(request, token) {
  const given = await digest(request.headers.get("authorization") ?? "");
  return crypto.subtle.timingSafeEqual(given, await digest(`Bearer ${token}`));
}

/** @param {string} text */
function digest(text) {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}

export default {
  /**
   * @param {Request} request
   * @param {Env} env
   * @param {{ exports: { Runner: { run: Run } } }} ctx
   */
  async fetch(request, env, ctx) {
    const token = env.CODEMODE_RUNTIME_TOKEN;
    if (token === undefined || token.length < 16) {
      return new Response(
        "Set the secret CODEMODE_RUNTIME_TOKEN (at least 16 characters).\n",
        {
          status: 503,
        },
      );
    }
    if (!(await isAuthorized(request, token))) {
      return new Response("Wrong or missing token.\n", { status: 403 });
    }
    if (request.headers.get("upgrade") !== "websocket") {
      return new Response(
        "This Worker speaks to codemode over a WebSocket.\n",
        { status: 426 },
      );
    }
    const { 0: client, 1: server } = new WebSocketPair();
    server.accept();
    serve(server, (code, dispatcher, run) =>
      ctx.exports.Runner.run(code, dispatcher, run),
    );
    return new Response(null, { status: 101, webSocket: client });
  },
};
