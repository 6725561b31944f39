// The few types of the Workers runtime that the host worker and the shim use. Hand-written, because the published ones
// describe a hundred times more and change with every release of the runtime.

declare module "cloudflare:workers" {
  /** An object whose methods the other side of an RPC may call. Only `#private` members are out of reach. */
  export const RpcTarget: new () => object;

  export class WorkerEntrypoint<Env = unknown> {
    constructor(ctx: unknown, env: Env);
    protected env: Env;
  }
}

/** The program, as the host worker names its module. */
declare module "program.ts" {
  const main: unknown;
  export default main;
}

/** The servers that the program may use, as the host worker names their module: it is written for each run. */
declare module "servers.js" {
  const publishServers: (servers: Record<string, unknown>) => void;
  export default publishServers;
}

declare module "*.txt" {
  const text: string;
  export default text;
}

/** What a method of another isolate gives back: a promise that can be cancelled by disposing of it. */
type RpcPromise<T> = Promise<T> & Partial<Record<symbol, () => void>>;

interface WorkerCode {
  compatibilityDate: string;
  compatibilityFlags: string[];
  mainModule: string;
  modules: Record<string, string | { js: string }>;
  globalOutbound: null;
  env: Record<string, never>;
  limits: { cpuMs: number; subRequests: number };
}

interface WorkerLoader {
  load(code: WorkerCode): { getEntrypoint(): unknown };
}

interface WebSocketPair {
  0: WebSocket;
  1: WebSocket & { accept(): void };
}
declare const WebSocketPair: new () => WebSocketPair;

interface ResponseInit {
  webSocket?: WebSocket;
}

interface SubtleCrypto {
  timingSafeEqual(a: ArrayBuffer, b: ArrayBuffer): boolean;
}

interface ErrorConstructor {
  captureStackTrace(target: object, below?: unknown): void;
}
