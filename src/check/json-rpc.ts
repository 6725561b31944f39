import type { Readable, Writable } from "node:stream";

/** The largest message that is accepted, in bytes. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

const HEADER_END = Buffer.from("\r\n\r\n");

export type RequestHandler = (method: string, params: unknown) => unknown;

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

/** JSON-RPC 2.0 over two streams, each message after a `Content-Length` header, as language servers speak it. */
export class JsonRpcConnection {
  readonly #output: Writable;
  readonly #handler: RequestHandler;
  readonly #pending = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void }
  >();
  #buffer: Buffer = Buffer.alloc(0);
  #lastId = 0;
  #failure: Error | null = null;

  /** @param handler answers the other side's requests; what it throws is answered as an error */
  constructor(input: Readable, output: Writable, handler: RequestHandler) {
    this.#output = output;
    this.#handler = handler;
    input.on("data", (chunk: Buffer) => this.#receive(chunk));
    // A pipe whose reader is gone: the end of the process tells, and `fail` is called for it.
    output.on("error", () => {});
  }

  request(method: string, params: unknown): Promise<unknown> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }

  /** Ends the connection: every request under way, and every later one, fails with the error. */
  fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
  }

  #send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    // In one piece: each write wakes the reader.
    this.#output.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #receive(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    try {
      for (let message = this.#next(); message !== null; message = this.#next()) {
        this.#dispatch(message);
      }
    } catch (error) {
      this.fail(error as Error);
    }
  }

  #next(): Message | null {
    const headerEnd = this.#buffer.indexOf(HEADER_END);
    if (headerEnd === -1) return null;
    const header = this.#buffer.toString("latin1", 0, headerEnd);
    const length = Number(/^Content-Length: (\d+)$/im.exec(header)?.[1]);
    if (!(length <= MAX_MESSAGE_BYTES))
      throw new Error(`A message without a fit length: ${header}`);
    const bodyStart = headerEnd + HEADER_END.length;
    if (this.#buffer.length < bodyStart + length) return null;
    const body = this.#buffer.toString("utf8", bodyStart, bodyStart + length);
    this.#buffer = this.#buffer.subarray(bodyStart + length);
    return JSON.parse(body) as Message;
  }

  #dispatch(message: Message): void {
    if (message.method !== undefined) {
      if (message.id !== undefined) this.#answer(message.id, message.method, message.params);
      return;
    }
    const pending = message.id === undefined ? undefined : this.#pending.get(message.id);
    if (message.id === undefined || pending === undefined) return;
    this.#pending.delete(message.id);
    if (message.error === undefined) pending.resolve(message.result);
    else pending.reject(new Error(message.error.message));
  }

  #answer(id: number, method: string, params: unknown): void {
    try {
      this.#send({ id, result: this.#handler(method, params) });
    } catch (error) {
      this.#send({ id, error: { message: (error as Error).message } });
    }
  }
}
