import type { QuestionHandlers } from "../introspect/questions/types.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import { createBridge } from "./bridge.ts";
import type { Connections } from "./connections.ts";
import { DEFAULT_LIMITS } from "./limits.ts";
import type { ToolCall, ToolReply } from "./types.ts";

/** The SDK's calls from plain Node, without a sandbox. */
export interface InProcess {
  call(call: ToolCall): Promise<ToolReply>;
  /** Refuses further calls and cancels those under way; the connections stay open, they are their owner's. */
  close(): void;
}

/**
 * The bridge for a person's own program: every tool of the SDK, any number of calls, and otherwise as in a run: the
 * lock decides what a result is, values are validated, a server that has changed is refused.
 */
export function createInProcess(options: {
  sdk: CommittedSdk;
  connections: Connections;
  acceptDrift?: boolean;
  handlers?: QuestionHandlers;
}): InProcess {
  const bridge = createBridge({
    ...options,
    effects: "all",
    limits: { ...DEFAULT_LIMITS, calls: Infinity, callsInFlight: Infinity, questions: Infinity },
  });
  return { call: (call) => bridge.call(call), close: () => bridge.close() };
}
