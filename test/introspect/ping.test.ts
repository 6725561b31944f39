import { expect, test } from "vitest";
import { nodeServer, withServer } from "./servers.ts";

/** Pings the client in the middle of a call, and gives what it is answered as the result. */
const PINGS = `
  const { createInterface } = require("node:readline");
  const send = (message) => console.log(JSON.stringify({ jsonrpc: "2.0", ...message }));
  let call;
  createInterface({ input: process.stdin }).on("line", (line) => {
    const { id, method, params, result } = JSON.parse(line);
    if (method === "initialize") {
      const serverInfo = { name: "pings", version: "1" };
      send({ id, result: { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo } });
    } else if (method === "tools/call") {
      call = id;
      send({ id: "ping-1", method: "ping" });
    } else if (id === "ping-1") {
      send({ id: call, result: { content: [{ type: "text", text: JSON.stringify(result) }] } });
    }
  });
`;

test("a server's ping is answered", async () => {
  await withServer(nodeServer(["-e", PINGS]), async (connection) => {
    const { content } = await connection.callTool("x", {});
    expect(content).toEqual([{ type: "text", text: "{}" }]);
  });
});
