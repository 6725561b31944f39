import {
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  SseError,
} from "@modelcontextprotocol/client";
import type { ResolvedMcpServer } from "../config/interpolate.ts";
import type { Era } from "./catalog.ts";

/** How a server was reached last, as the lock has it. */
export interface Remembered {
  era: Era;
  protocolVersion: string;
  /** It knew nothing of streamable HTTP. */
  sse: boolean;
}

/** The one modern specification the client speaks. */
const MODERN = "2026-07-28";

/** One attempt at a handshake. */
export interface Way {
  mode: "auto" | "legacy" | { pin: string };
  /** HTTP only: the transport of 2024-11-05. */
  sse: boolean;
  /**
   * Where it comes from: the `configuration`, the `memory` of an earlier run, or a `guess` after an attempt that failed:
   * when that fails too, the failure before it says more.
   */
  from: "configuration" | "memory" | "guess";
  /** The most it may take, as a share of what is left of `connectMs`. */
  share: number;
}

/**
 * The way to try first. What is remembered goes before the configuration: what a run meets must be what was generated.
 * (`generate` remembers only for servers whose configuration leaves the era open.)
 */
export function firstWay(server: ResolvedMcpServer, remembered: Remembered | null): Way {
  if (remembered === null) return configuredWay(server);
  const { era, protocolVersion } = remembered;
  const known = era === "legacy" || protocolVersion === MODERN;
  if (!known) return configuredWay(server);
  const mode = era === "legacy" ? "legacy" : { pin: MODERN };
  return { mode, sse: usesSse(server, remembered.sse), from: "memory", share: 1 };
}

function configuredWay(server: ResolvedMcpServer): Way {
  const way: Way = { mode: "legacy", sse: false, from: "configuration", share: 1 };
  if (usesSse(server, false)) return { ...way, sse: true };
  if (server.protocol === "legacy") return way;
  if (server.protocol === MODERN) return { ...way, mode: { pin: MODERN } };
  // Over stdio a process may not survive the question: it is asked alone, and a fresh one answers `initialize`.
  if (server.transport === "stdio") return { ...way, mode: { pin: MODERN }, share: 0.5 };
  return { ...way, mode: "auto" };
}

function usesSse(server: ResolvedMcpServer, otherwise: boolean): boolean {
  if (server.transport === "stdio") return false;
  return server.via === undefined ? otherwise : server.via === "sse";
}

/** Why an attempt failed, as far as it says anything about eras and transports. */
export interface FailedWay {
  way: Way;
  error: unknown;
  /** The server's process has ended by itself. */
  exited: boolean;
  timedOut: boolean;
}

/** The way to try after one that failed, or `null`. Each leads to fewer others, so that no server is asked for ever. */
export function nextWay(server: ResolvedMcpServer, failed: FailedWay): Way | null {
  const { way } = failed;
  if (way.from === "guess") return null;
  if (way.from === "memory") return isEvidence(failed) ? configuredIfOther(server, way) : null;
  if (server.protocol !== "auto") return way.sse ? null : olderTransport(server, failed);
  if (server.transport === "stdio") {
    if (way.mode === "legacy") return null;
    const isOlder = failed.exited || failed.timedOut || isEvidence(failed);
    return isOlder ? { mode: "legacy", sse: false, from: "configuration", share: 1 } : null;
  }
  // A server that falls over the question may well answer `initialize`.
  if (way.mode === "auto" && (httpStatus(failed.error) ?? 0) >= 500) {
    return { mode: "legacy", sse: false, from: "guess", share: 1 };
  }
  return olderTransport(server, failed);
}

function configuredIfOther(server: ResolvedMcpServer, tried: Way): Way | null {
  const way = configuredWay(server);
  const isSame = JSON.stringify([way.mode, way.sse]) === JSON.stringify([tried.mode, tried.sse]);
  return isSame ? null : way;
}

/**
 * Specification 2025-11-25, "Transports", backwards compatibility: a server that answers the POST with one of these may
 * be one of 2024-11-05, which is told by what it answers to a GET.
 */
const NO_STREAMABLE_HTTP: ReadonlySet<number> = new Set([400, 404, 405]);

function olderTransport(server: ResolvedMcpServer, { way, error }: FailedWay): Way | null {
  if (server.transport === "stdio" || server.via !== undefined || way.sse) return null;
  if (server.protocol === MODERN) return null;
  const status = httpStatus(error);
  if (status === null || !NO_STREAMABLE_HTTP.has(status)) return null;
  return { mode: "legacy", sse: true, from: "guess", share: 1 };
}

/**
 * Whether a server has said that it does not speak as it did. Refused credentials, silence, an outage and a server that
 * ends say nothing of the kind.
 */
function isEvidence({ way, error, exited }: FailedWay): boolean {
  if (exited) return typeof way.mode === "object";
  const status = httpStatus(error);
  if (status !== null) return status >= 400 && status < 500 && status !== 401 && status !== 403;
  if (error instanceof ProtocolError) return UNKNOWN_QUESTION.has(error.code);
  if (error instanceof SdkError) {
    return error.code === SdkErrorCode.EraNegotiationFailed && error.cause === undefined;
  }
  return error instanceof Error && error.message.includes("protocol version is not supported");
}

/** JSON-RPC: method not found, invalid parameters; 2026-07-28: unsupported protocol version. */
const UNKNOWN_QUESTION: ReadonlySet<number> = new Set([-32_601, -32_602, -32_022]);

function httpStatus(error: unknown): number | null {
  if (error instanceof SdkHttpError) return error.status;
  return error instanceof SseError ? (error.code ?? null) : null;
}
