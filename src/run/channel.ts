import { connect as connectSocket } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocket } from "ws";
import type { RunLimits } from "./types.ts";

/** What the shim is told of one run; see templates/runtime/shim.js. */
interface GuestRequest {
  /** Each server's name with the names of its tools. */
  servers: [string, string[]][];
  /** JSON text. */
  input: string;
  limits: RunLimits;
  /** What log entries begin with that are also written to the process's own output, at once; empty: none are. */
  echo: string;
}

/** Frames to the host worker. */
type FrameOut =
  | { t: "run"; code: string; request: GuestRequest }
  | { t: "reply"; id: number; body: string }
  | { t: "abort" }
  | { t: "ping" };

/** Frames from the host worker. `body` comes out of the program's isolate: anything may be in it. */
export type FrameIn =
  | { t: "call"; id: number; body: string }
  | { t: "log"; body: string }
  | { t: "done"; body: string }
  | { t: "failed"; message: string }
  | { t: "pong" };

/** The connection to a host worker. */
export interface Channel {
  send(frame: FrameOut): void;
  /** The one receiver of frames; those that come before there is one are dropped. */
  onFrame: (frame: FrameIn) => void;
  /** Settles when the connection has ended, however. */
  readonly closed: Promise<void>;
  close(): void;
}

export type Address =
  | { socketPath: string }
  | { port: number }
  /** `wss://...`, or `ws://` on loopback. */
  | { url: string };

/** The runtime refuses messages over 32 MiB; ours are far below, by the limits of each part. */
const MAX_FRAME_BYTES = 32 * 1024 * 1024;

/**
 * Dials a host worker: it listens, never we.
 * @throws ChannelRefused when it answers with an HTTP status; Error when it cannot be reached
 */
export async function openChannel(
  address: Address,
  token: string,
  handshakeTimeout: number,
): Promise<Channel> {
  const { socketPath, port, url } = { socketPath: null, port: null, url: null, ...address };
  const socket = new WebSocket(url ?? `ws://127.0.0.1:${port ?? 80}/`, {
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    handshakeTimeout,
    followRedirects: false,
    ...(socketPath === null ? {} : { createConnection: (): Duplex => connectSocket(socketPath) }),
  });
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("unexpected-response", (request, response) => {
      request.destroy();
      reject(new ChannelRefused(response.statusCode ?? 0));
    });
    socket.on("error", reject);
  });
  // A frame that is none, or too large: `ws` would wait half a minute for the other side to say goodbye.
  socket.on("error", () => socket.terminate());
  const channel: Channel = {
    send: (frame) => {
      // A frame to a connection that has ended is of no use to anybody: `closed` tells.
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    onFrame: () => {},
    closed,
    close: () => socket.terminate(),
  };
  socket.on("message", (data, isBinary) => {
    const frame = isBinary ? null : parseFrame((data as Buffer).toString("utf8"));
    // Only something other than our host worker sends anything else.
    if (frame === null) socket.terminate();
    else channel.onFrame(frame);
  });
  return channel;
}

/** The host worker answered the handshake with this HTTP status instead. */
export class ChannelRefused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`HTTP status ${status}`);
    this.status = status;
  }
}

function parseFrame(text: string): FrameIn | null {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof frame !== "object" || frame === null) return null;
  const { t, id, body, message } = frame as Record<string, unknown>;
  if (t === "pong") return { t };
  if (t === "failed") return typeof message === "string" ? { t, message } : null;
  if (typeof body !== "string") return null;
  if (t === "call") return typeof id === "number" ? { t, id, body } : null;
  return t === "log" || t === "done" ? { t, body } : null;
}
