import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError, codemodeError } from "../diagnostics/error.ts";
import { ChannelRefused, openChannel, type Channel } from "./channel.ts";
import { createLogBook, type LogBook } from "./logs.ts";
import { createOutcome, type RunEnding } from "./outcome.ts";
import { runSession } from "./session.ts";
import type { RunRequest, Sandbox } from "./types.ts";

export interface RemoteSandboxOptions {
  /** Of the deployed `runtime/`: `wss://...`, or `ws://` for `wrangler dev` on this machine. */
  url: string;
  /** The Worker's secret CODEMODE_RUNTIME_TOKEN. */
  token: string;
}

/** How long the connection may take, in milliseconds. */
const CONNECT_MS = 15_000;

/**
 * Runs programs on a deployed Worker, each over a connection of its own. Tool calls come back over it: servers and their
 * secrets stay on this machine. Memory and CPU are the platform's to limit; everything else is limited from here.
 */
export function createRemoteSandbox({ url, token }: RemoteSandboxOptions): Sandbox {
  const open = new Set<Channel>();
  return {
    warm: () => {},
    run: async (request) => {
      const started = performance.now();
      const logs = createLogBook(request.limits.logBytes, request.onLog);
      let ready = started;
      let ending: RunEnding;
      try {
        request.signal?.throwIfAborted();
        requireEncryption(url);
        const channel = await openChannel({ url }, token, CONNECT_MS);
        open.add(channel);
        ready = performance.now();
        try {
          ending = await runOver(channel, request, logs);
        } finally {
          channel.close();
          open.delete(channel);
        }
      } catch (error) {
        ending = { kind: "stopped", diagnostic: connectFailure(error, request) };
      } finally {
        request.bridge.close();
      }
      const timings = { startMs: ready - started, runMs: performance.now() - ready };
      return createOutcome(ending, request, logs, timings);
    },
    close: async () => {
      for (const channel of open) channel.close();
      await Promise.all(Array.from(open, (channel) => channel.closed));
    },
  };
}

async function runOver(channel: Channel, request: RunRequest, logs: LogBook): Promise<RunEnding> {
  const { limits, signal, bridge } = request;
  const cleanups: (() => void)[] = [];
  const stopped = new Promise<RunEnding>((resolve) => {
    const stop = (diagnostic: Diagnostic): void => resolve({ kind: "stopped", diagnostic });
    const endTimer = bridge.patience.timer(limits.timeoutMs, () => {
      const message = `The program ran longer than ${limits.timeoutMs} ms and was stopped.`;
      stop(createDiagnostic("RUN_TIMEOUT", message));
    });
    const onAbort = (): void => stop(createDiagnostic("RUN_ABORTED", "The run was cancelled."));
    signal?.addEventListener("abort", onAbort, { once: true });
    void channel.closed.then(() =>
      stop(createDiagnostic("RUN_SANDBOX_FAILED", "The runtime ended the connection.")),
    );
    cleanups.push(endTimer, () => signal?.removeEventListener("abort", onAbort));
  });
  const ending = await Promise.race([runSession(channel, request, logs, ""), stopped]);
  for (const cleanup of cleanups) cleanup();
  // The Worker ends the program when the connection ends; this is the polite form.
  if (ending.kind === "stopped") channel.send({ t: "abort" });
  return ending;
}

/**
 * Programs, tool results and the token pass here: in the clear only on this machine.
 * @throws CodemodeError `RUN_REMOTE_REFUSED`
 */
function requireEncryption(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === "wss:" || /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)) return;
  throw codemodeError("RUN_REMOTE_REFUSED", `A connection to ${hostname} would not be encrypted.`, {
    hint: "Use a wss:// URL.",
  });
}

function connectFailure(error: unknown, { signal }: RunRequest): Diagnostic {
  if (signal?.aborted === true) return createDiagnostic("RUN_ABORTED", "The run was cancelled.");
  if (error instanceof CodemodeError) return error.diagnostics[0] as Diagnostic;
  if (error instanceof ChannelRefused && (error.status === 403 || error.status === 503)) {
    const why = error.status === 403 ? "the token is wrong" : "it was deployed without its secret";
    return createDiagnostic(
      "RUN_REMOTE_REFUSED",
      `The deployed runtime refused the connection: ${why}.`,
    );
  }
  return createDiagnostic(
    "RUN_SANDBOX_UNAVAILABLE",
    `The deployed runtime cannot be reached: ${String(error)}.`,
    {
      hint: "Check the URL, and that the Worker is deployed.",
    },
  );
}
