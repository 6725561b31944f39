import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { JsonValue } from "../../src/json.ts";
import { createBridge } from "../../src/run/bridge.ts";
import type { Connections } from "../../src/run/connections.ts";
import { resolveLimits } from "../../src/run/limits.ts";
import type { RunOutcome } from "../../src/run/types.ts";
import { createStage, fixture, stdio } from "../run/harness.ts";
import type { Case } from "./cases.ts";

/** Stands in the environment, in the configuration of a server, and so in the memory of this process only. */
const SECRET = "canary-secret-7d3f19";

export interface Performance {
  outcome: RunOutcome;
  /** What reached the servers, in order; grows when something comes late. */
  calls: [string, string, JsonValue][];
}

export interface AdversarialStage {
  perform(given: Pick<Case, "tools" | "limits">, code: string): Promise<Performance>;
  /** Connections that anybody has made to the canary. */
  hits(): number;
  /** Connects to it, as a program must not: the canary does count. */
  visit(): Promise<void>;
  secret: string;
  close(): Promise<void>;
}

/** Two real servers, the real bridge and sandbox, and a listener on loopback that nothing must ever reach. */
export async function openAdversarialStage(): Promise<AdversarialStage> {
  process.env["CODEMODE_TEST_CANARY"] = SECRET;
  const servers = [
    stdio("srv", [fixture("echo")], { SECRET: "${CANARY}" }),
    stdio("calc", [fixture("calculator")]),
  ];
  const stage = await createStage(servers, { CANARY: SECRET });
  let hits = 0;
  const listener = createServer((socket: Socket) => {
    hits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    listener.listen(0, "127.0.0.1", resolve);
  });
  const canary = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;

  return {
    perform: async ({ tools, limits: given }, code) => {
      const calls: Performance["calls"] = [];
      const connections: Connections = {
        ...stage.connections,
        callTool: (server, tool, input, signal) => {
          calls.push([server, tool, input]);
          return stage.connections.callTool(server, tool, input, signal);
        },
      };
      const effects = tools.map((name) => {
        const [server = "", tool = ""] = name.split(".");
        return { server, tool, annotations: {} };
      });
      const limits = resolveLimits(given);
      const bridge = createBridge({ sdk: stage.sdk, connections, effects, limits });
      const outcome = await stage.sandbox.run({
        program: { code, toSource: (line, column) => ({ line, column }) },
        input: { canary },
        effects,
        bridge,
        limits,
      });
      return { outcome, calls };
    },
    hits: () => hits,
    visit: async () => {
      await new Promise((resolve) => {
        connect(Number(new URL(canary).port), "127.0.0.1")
          .on("error", resolve)
          .on("close", resolve);
      });
    },
    secret: SECRET,
    close: async () => {
      delete process.env["CODEMODE_TEST_CANARY"];
      listener.close();
      await stage.close();
    },
  };
}
