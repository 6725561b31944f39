import { spawn, type ChildProcess } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProject, freePort, serverEntry, type Project } from "./project.ts";

let server: ChildProcess;
let project: Project;

beforeAll(async () => {
  const port = await freePort();
  server = spawn(process.execPath, [serverEntry("everything"), "streamableHttp"], {
    env: { ...process.env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  await new Promise<void>((resolve, reject) => {
    const heard = (chunk: Buffer): void => {
      if (/listening/i.test(chunk.toString())) resolve();
    };
    server.stdout?.on("data", heard);
    server.stderr?.on("data", heard);
    server.once("exit", (code) => reject(new Error(`the server exited with ${code}`)));
  });
  project = createProject({
    web: { url: "http://127.0.0.1:${PORT}/mcp", headers: { "x-secret": "${SECRET}" } },
  });
  env = { PORT: String(port), SECRET: "canary-http-5c1d" };
});

let env: Record<string, string>;

afterAll(() => {
  server.kill("SIGKILL");
  project.remove();
});

test("a server over streamable HTTP: generated, called, its secrets nowhere in the output", async () => {
  const generated = await project.codemode(["generate"], { env });
  expect(generated.stderr).not.toMatch(/error/i);
  expect(generated.status).toBe(0);
  const files = project.list("codemode").map((file) => project.read(file));
  expect(files.join("\n")).not.toContain("canary-http-5c1d");
  expect(project.read("codemode/codemode.lock.json")).toContain("http://127.0.0.1:${PORT}/mcp");

  const run = await project.codemode(["exec", "-"], {
    env,
    stdin: `return (await web.get_structured_content({ location: "Chicago" })).conditions;`,
  });
  expect(run.stderr).toBe("");
  expect(run.stdout.trim().length).toBeGreaterThan(0);
  expect(run.status).toBe(0);
});
