import { afterEach, beforeEach, expect, test } from "vitest";
import { listen, settle, type Listening } from "../introspect/listening.ts";
import { createTestProject, type TestProject } from "./project.ts";

let project: TestProject;
let listening: Listening | null = null;
beforeEach(() => {
  project = createTestProject();
});
afterEach(async () => {
  await listening?.stop();
  listening = null;
  project.tree.remove();
});

interface LockFacts {
  servers: { era: string; protocolVersion: string; transport?: string }[];
}

function locked(): LockFacts["servers"][number] | undefined {
  const lock = JSON.parse(project.output()["codemode.lock.json"] ?? "") as LockFacts;
  return lock.servers[0];
}

/** The requests of one generate. */
async function requestsOf(options: Parameters<TestProject["generate"]>[0] = {}): Promise<string[]> {
  const from = listening?.requests.length ?? 0;
  const report = await project.generate(options);
  expect(report.ok).toBe(true);
  await settle();
  return listening?.requests.slice(from) ?? [];
}

const configure = (server: object): void =>
  project.tree.write("codemode.config.json", JSON.stringify({ servers: { it: server } }));

test("what a server speaks is recorded; it is not asked again, unless that is wanted", async () => {
  listening = await listen("legacy-http", "sse");
  configure({ url: listening.url });
  expect((await requestsOf()).slice(0, 3)).toEqual(["POST /mcp", "POST /mcp", "GET /mcp"]);
  expect(locked()).toMatchObject({ era: "legacy", transport: "sse" });
  const lock = project.output()["codemode.lock.json"];
  expect((await requestsOf())[0]).toBe("GET /mcp");
  expect(project.output()["codemode.lock.json"]).toBe(lock);
  expect((await requestsOf({ protocol: "auto" }))[0]).toBe("POST /mcp");
  // Another address is another server.
  configure({ url: `${listening.url}?x=1` });
  expect((await requestsOf())[0]).toBe("POST /mcp?x=1");
});

test("a server of 2026-07-28", async () => {
  listening = await listen("modern", "http");
  configure({ url: listening.url });
  await requestsOf();
  expect(locked()).toMatchObject({ era: "modern", protocolVersion: "2026-07-28" });
  await requestsOf({ protocol: "legacy" });
  expect(locked()?.era).toBe("legacy");
});
