import type { Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { listen, sendJson, stop } from "./oauth.ts";
import { call, createUser, serverAt } from "./user.ts";

let server: Server | null = null;
afterEach(async () => {
  if (server !== null) await stop(server);
});

test("a server of 2024-11-05 that wants somebody to sign in is told by its stream", async () => {
  const user = createUser();
  const listening = await listen((_request, response) => {
    response.setHeader("www-authenticate", 'Bearer resource_metadata="https://x.example/"');
    sendJson(response, 401, {});
  });
  ({ server } = listening);
  const given = { ...serverAt(`${listening.origin}/sse`), via: "sse" as const };
  await expect(call(user, given)).rejects.toMatchObject({ code: "AUTH_REQUIRED" });
  user.remove();
});
