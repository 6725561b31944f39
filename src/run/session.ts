import type { Channel, FrameIn } from "./channel.ts";
import { parseLogs } from "./guest-outcome.ts";
import { jsonTextDepth } from "./limits.ts";
import type { LogBook } from "./logs.ts";
import type { Bridge, RunLimits, RunRequest, ToolCall, ToolReply } from "./types.ts";

/** How the host worker says a run ended. */
export type Ending = { kind: "done"; body: string } | { kind: "failed"; message: string };

/** Room for the names around the input of a call. */
const ENVELOPE_BYTES = 4096;

/**
 * Sends one program to a host worker and serves its calls and logs until it ends.
 * @param echo what marks this run's log entries in the process's own output; empty when there is none to be read
 * @returns settles when the program has ended; never settles when the connection ends first
 */
export function runSession(
  channel: Channel,
  request: RunRequest,
  logs: LogBook,
  echo: string,
): Promise<Ending> {
  const { program, bridge, limits } = request;
  return new Promise((resolve) => {
    let ended = false;
    const end = (ending: Ending): void => {
      ended = true;
      resolve(ending);
    };
    channel.onFrame = (frame: FrameIn): void => {
      // What comes with the end, or after it, is nobody's any more: no call is made after the result.
      if (ended) return;
      switch (frame.t) {
        case "call":
          void answer(frame.body, bridge, limits).then((reply) => {
            // The next run on this channel counts its calls from 1 again: a late reply would be taken for one of its own.
            if (!ended) channel.send({ t: "reply", id: frame.id, body: JSON.stringify(reply) });
          });
          break;
        case "log":
          logs.add(parseLogs(frame.body));
          break;
        case "done":
          end({ kind: "done", body: frame.body });
          break;
        case "failed":
          end({ kind: "failed", message: frame.message });
          break;
        case "pong":
          break;
      }
    };
    channel.send({
      t: "run",
      code: program.code,
      request: {
        servers: groupTools(request.effects),
        // Empty text: none was given.
        input: request.input === undefined ? "" : JSON.stringify(request.input),
        limits,
        echo,
      },
    });
  });
}

/** The servers and tools that exist in the isolate. */
function groupTools(effects: RunRequest["effects"]): [string, string[]][] {
  const servers = new Map<string, string[]>();
  for (const { server, tool } of effects) {
    const tools = servers.get(server);
    if (tools === undefined) servers.set(server, [tool]);
    else if (!tools.includes(tool)) tools.push(tool);
  }
  return [...servers];
}

/** The body comes out of the isolate: bounded before it is parsed, and only then a call. */
async function answer(body: string, bridge: Bridge, limits: RunLimits): Promise<ToolReply> {
  if (Buffer.byteLength(body) > limits.inputBytes + ENVELOPE_BYTES) {
    return refuse("RUN_INPUT_TOO_LARGE", `the input is larger than ${limits.inputBytes} bytes`);
  }
  if (jsonTextDepth(body) > limits.jsonDepth + 1) {
    return refuse(
      "RUN_INPUT_INVALID",
      `the input is nested deeper than ${limits.jsonDepth} levels`,
    );
  }
  const call = parseCall(body);
  if (call === null) return refuse("RUN_INPUT_INVALID", "this is not a tool call");
  return bridge.call(call);
}

function parseCall(body: string): ToolCall | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { server, tool, input, raw } = value as Record<string, unknown>;
  if (typeof server !== "string" || typeof tool !== "string" || input === undefined) return null;
  return { server, tool, input: input as ToolCall["input"], raw: raw === true };
}

function refuse(code: string, message: string): ToolReply {
  return { ok: false, error: { code, message, server: "", tool: "" } };
}
