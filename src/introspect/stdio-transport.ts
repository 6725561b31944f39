import type { StdioOptions } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";
import { spawnChild, type ExitStatus, type ManagedChild } from "../process/child.ts";
import { isJsonObject } from "../json.ts";
import { LineReader } from "./line-reader.ts";
import { MAX_MESSAGE_BYTES } from "./limits.ts";

export interface StdioTransportOptions {
  command: string;
  args: readonly string[];
  cwd: string;
  /** The whole environment of the server. */
  env: Readonly<Record<string, string>>;
  /** Each line the server writes to its standard error. */
  onStderr?: (line: string) => void;
}

/** Why we gave a server up ourselves. */
export type StdioFault = "message too large" | "only noise" | "does not read" | "closed its input";

/** Bytes of standard error that are kept to explain a failure. */
const STDERR_TAIL = 8_192;
/** Code units kept of the first line that is no message: far more than is shown once secrets are taken out. */
const FIRST_NOISE = 65_536;
/** A server that has written so many lines before its first message is not one. */
const MAX_NOISE_BEFORE_MESSAGE = 64;
/** What we have sent and the server has not read, in bytes: more means that it floods us and does not listen. */
const MAX_UNREAD_BYTES = 64_000_000;
/** How long a server has to end by itself once its standard input is closed, and then after SIGTERM. */
const END_GRACE_MS = 500;
const TERM_GRACE_MS = 1_000;
/** A grandchild outside the process group may hold the pipes open after the server has exited. */
const PIPE_GRACE_MS = 250;

/**
 * The MCP stdio transport over a process group of its own: one JSON-RPC message a line (specification 2025-11-25,
 * "Transports", stdio). What else the server writes to its standard output is counted and passed over.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport["onmessage"];
  /** Lines on standard output that are no messages. */
  readonly noise = { count: 0, first: "" };
  /** Once the process has ended. */
  exit: ExitStatus | null = null;
  /** The same, unless we had begun to close it: then it says nothing of the server. */
  ownExit: ExitStatus | null = null;
  fault: StdioFault | null = null;
  /** Why the process could not be started. */
  spawnError: NodeJS.ErrnoException | null = null;

  readonly #options: StdioTransportOptions;
  #child: ManagedChild | null = null;
  #stderr: Buffer = Buffer.alloc(0);
  #stderrCut = false;
  #sawMessage = false;
  #closing = false;
  #closed: Promise<void> | null = null;
  /** One wait for all that is held up. */
  #drained: Promise<void> | null = null;

  constructor(options: StdioTransportOptions) {
    this.#options = options;
  }

  /** The two properties by which the client knows a transport as stdio. */
  get pid(): number | null {
    return this.#child?.process.pid ?? null;
  }

  get stderr(): Readable | null {
    return this.#child?.process.stderr ?? null;
  }

  /** The last lines of the server's standard error, whole ones: half of one could hold half of a secret. */
  get stderrTail(): string {
    const text = this.#stderr.toString("utf8");
    return this.#stderrCut ? text.slice(text.indexOf("\n") + 1 || text.length) : text;
  }

  async start(): Promise<void> {
    const child = await this.#spawn();
    this.#closed = this.#whenClosed(child);
    this.#readOutput(child.process.stdout as Readable);
    this.#readErrors(child.process.stderr as Readable);
    // EPIPE: the server has ended, which its exit reports.
    child.process.stdin?.on("error", () => {});
    await new Promise<void>((resolve, reject) => {
      child.process.once("spawn", resolve);
      child.process.on("error", (error) => {
        this.spawnError ??= error;
        reject(error);
      });
    });
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const input = this.#child?.process.stdin;
    if (input === null || input === undefined || this.exit !== null) {
      throw new Error("the server has ended");
    }
    if (!input.writable) return this.#afterInputClosed();
    const drained = input.write(`${JSON.stringify(message)}\n`);
    if (drained) return;
    if (input.writableLength > MAX_UNREAD_BYTES) return this.#giveUp("does not read");
    this.#drained ??= drain(input).finally(() => (this.#drained = null));
    await Promise.race([this.#drained, this.#closed]);
  }

  /** Closes its standard input, then SIGTERM, then SIGKILL, to the whole group; at most about two seconds. */
  async close(): Promise<void> {
    this.#closing = true;
    const child = this.#child;
    if (child === null) return;
    child.process.stdin?.end();
    if (!(await settlesWithin(child.exited, END_GRACE_MS))) {
      child.signal("SIGTERM");
      if (!(await settlesWithin(child.exited, TERM_GRACE_MS))) await child.kill();
    }
    await this.#closed;
  }

  async #spawn(): Promise<ManagedChild> {
    const { command, args, cwd, env } = this.#options;
    try {
      const launch = process.platform === "win32" ? await windowsLaunchOf(this.#options) : {};
      if (this.#closing) throw new Error("it was closed before it was started");
      // At once, so that whoever closes it meanwhile ends it.
      const stdio: StdioOptions = ["pipe", "pipe", "pipe"];
      this.#child = spawnChild({ command, args, cwd, env, stdio, ...launch });
      return this.#child;
    } catch (error) {
      // Node throws some failures (E2BIG) and reports others (ENOENT) as events.
      this.spawnError = error as NodeJS.ErrnoException;
      throw error;
    }
  }

  async #whenClosed(child: ManagedChild): Promise<void> {
    const pipesClosed = new Promise<void>((resolve) => {
      child.process.once("close", () => resolve());
    });
    const exit = await child.exited;
    if (!this.#closing) this.ownExit = exit;
    await settlesWithin(pipesClosed, PIPE_GRACE_MS);
    this.exit = exit;
    child.process.stdout?.destroy();
    child.process.stderr?.destroy();
    child.process.stdin?.destroy();
    this.onclose?.();
  }

  #readOutput(output: Readable): void {
    const reader = new LineReader(MAX_MESSAGE_BYTES, (line) => this.#readLine(line));
    output.on("data", (chunk: Buffer) => {
      if (this.fault !== null) return;
      if (!reader.push(chunk)) this.#giveUp("message too large");
    });
    output.on("end", () => reader.end());
    output.on("error", () => {});
  }

  #readErrors(errors: Readable): void {
    // A line of standard error that is too long is only shown cut: here too nothing grows without bound.
    const reader = new LineReader(MAX_MESSAGE_BYTES, (line) => this.#options.onStderr?.(line));
    let readable = true;
    errors.on("data", (chunk: Buffer) => {
      const all = Buffer.concat([this.#stderr, chunk]);
      this.#stderrCut ||= all.length > STDERR_TAIL;
      this.#stderr = all.subarray(-STDERR_TAIL);
      readable &&= reader.push(chunk);
    });
    errors.on("end", () => reader.end());
    errors.on("error", () => {});
  }

  #readLine(line: string): void {
    if (line.trim() === "") return;
    const messages = parseMessages(line);
    if (messages === null) {
      this.noise.count += 1;
      if (this.noise.count === 1) this.noise.first = line.slice(0, FIRST_NOISE);
      if (!this.#sawMessage && this.noise.count > MAX_NOISE_BEFORE_MESSAGE)
        this.#giveUp("only noise");
      return;
    }
    this.#sawMessage = true;
    for (const message of messages) {
      try {
        this.onmessage?.(message);
      } catch (error) {
        // The protocol layer choked on it (a stack overflow on a deep message): this message only.
        this.onerror?.(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  /** Most often the server is just ending, and its exit says more. */
  async #afterInputClosed(): Promise<void> {
    if (await settlesWithin(this.#closed ?? Promise.resolve(), END_GRACE_MS)) return;
    this.#giveUp("closed its input");
  }

  #giveUp(fault: StdioFault): void {
    this.fault ??= fault;
    void this.#child?.kill();
  }
}

/** Loaded only there. */
async function windowsLaunchOf({ command, args, ...rest }: StdioTransportOptions): Promise<{
  command: string;
  args: string[];
  verbatim: boolean;
}> {
  const { windowsLaunch } = await import("../process/windows-launch.ts");
  return windowsLaunch(command, args, rest);
}

/** The messages of a line, which until 2025-03-26 could be a batch; `null` when it is not JSON-RPC. */
function parseMessages(line: string): JSONRPCMessage[] | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const messages = Array.isArray(value) ? value : [value];
  const are = messages.every((message) => isJsonObject(message) && message["jsonrpc"] === "2.0");
  return are && messages.length > 0 ? (messages as JSONRPCMessage[]) : null;
}

function drain(input: Writable): Promise<void> {
  return new Promise((resolve) => {
    input.once("drain", resolve);
  });
}

async function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
