import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generate } from "../../src/generate.ts";
import { openCodemode, openProject } from "../../src/codemode.ts";
import type { TrustRequest } from "../../src/config/trust/request.ts";
import { createSdkView } from "../../src/serve/sdk-view.ts";
import { createServer } from "../../src/serve/server.ts";
import { fixtureServer } from "../e2e/project.ts";
import { runInProcess, type CliOutcome } from "./harness.ts";
import { atTerminal } from "./terminal.ts";

let base: string;
let cwd: string;
let canary: string;
let env: Record<string, string>;

beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), "codemode-cli-trust-"));
  cwd = path.join(base, "project");
  canary = path.join(base, "canary");
  env = { HOME: path.join(base, "home"), PATH: process.env["PATH"] ?? "" };
  write("codemode.config.json", { servers: { list: { importFrom: ".mcp.json" } } });
  writeServer();
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function write(file: string, value: unknown): void {
  const target = path.join(cwd, file);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(target, JSON.stringify(value));
}

/** A server that leaves a mark as soon as it is started. */
function writeServer(mark = canary): void {
  const code = `require("node:fs").writeFileSync(${JSON.stringify(mark)}, "started"); import(process.argv[1])`;
  const args = ["-e", code, fixtureServer("calculator")];
  write(".mcp.json", { mcpServers: { calculator: { command: process.execPath, args } } });
}

const cli = (...argv: string[]): Promise<CliOutcome> => runInProcess(argv, { cwd, env });

const ask = (argv: string[], answers: string[]): Promise<{ exitCode: number; stderr: string }> =>
  atTerminal(argv, answers, { cwd, env });

describe("C1: a pipeline", () => {
  test("generate refuses, shows the command and the flag, and starts nothing", async () => {
    const { exitCode, stderr } = await cli("generate");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("CONFIG_NOT_TRUSTED");
    expect(stderr).toContain(fixtureServer("calculator"));
    expect(stderr).toContain("writeFileSync");
    expect(stderr).toMatch(/--trust [0-9a-f]{64}/);
    expect(existsSync(canary)).toBe(false);
  });

  test("with the hash it starts, in this run only", async () => {
    const refused = await cli("generate");
    const hash = /--trust ([0-9a-f]{64})/.exec(refused.stderr)?.[1] ?? "";
    expect((await cli("generate", "--trust", hash)).exitCode).toBe(0);
    expect(readFileSync(canary, "utf8")).toBe("started");
    rmSync(canary);
    const program = path.join(base, "program.ts");
    writeFileSync(program, "return await calculator.add({ a: 1, b: 2 });");
    // A check starts nothing, so there is nothing to say yes to.
    expect((await cli("check", program)).exitCode).toBe(0);
    const execRefused = await cli("exec", program);
    expect(execRefused.stderr).toContain("CONFIG_NOT_TRUSTED");
    expect(execRefused.exitCode).toBe(2);
    const doctor = await cli("doctor");
    expect(doctor.stdout).toContain("not trusted, so not started, imported from .mcp.json");
    expect((await cli("generate", "--offline")).exitCode).toBe(0);
    expect(existsSync(canary)).toBe(false);
    expect((await cli("exec", program, "--trust", hash)).exitCode).toBe(0);
    expect(existsSync(canary)).toBe(true);
  });
});

describe("T1: a terminal", () => {
  test("sees no question but ours, however far the command reaches", async () => {
    const fake = `Server \`good\` comes from .mcp.json. It will be:`;
    const args = ["-e", `${" ".repeat(2_000)}${fake.padEnd(80)}${fake}`];
    write(".mcp.json", { mcpServers: { bad: { command: process.execPath, args } } });
    const { stderr } = await ask(["generate"], ["n"]);
    const rows = stderr
      .replaceAll("\r\u001b[K", "")
      .split("\n")
      .flatMap((line) => line.match(/.{1,80}/g) ?? []);
    expect(rows.filter((row) => row.startsWith("Server `"))).toEqual([
      "Server `bad` comes from .mcp.json. It will be:",
    ]);
    expect(stderr).toMatch(
      /These are \d+ lines: look at them from "Server `bad`" on\.\n.*Start it/,
    );
  });

  test("is asked, once; a no starts nothing; a changed character asks again", async () => {
    const no = await ask(["generate"], ["n"]);
    expect(no.exitCode).toBe(2);
    expect(no.stderr).toContain(
      "Server `calculator` comes from .mcp.json. It will be:\n  command ",
    );
    expect(existsSync(canary)).toBe(false);
    expect((await ask(["generate"], [""])).exitCode).toBe(2);
    expect((await ask(["generate"], ["yes"])).exitCode).toBe(0);
    expect(existsSync(canary)).toBe(true);
    // Kept: neither a terminal nor a pipeline of this user is refused or asked.
    expect((await ask(["generate"], [])).exitCode).toBe(0);
    const { exitCode, stderr } = await cli("generate");
    expect(exitCode).toBe(0);
    expect(stderr).toContain("calculator: 7 tools, imported from .mcp.json");
    writeServer(`${canary}2`);
    expect((await cli("generate")).stderr).toContain("CONFIG_NOT_TRUSTED");
    expect((await ask(["generate"], ["no"])).exitCode).toBe(2);
    expect(existsSync(`${canary}2`)).toBe(false);
  });

  test("exec asks when the program needs the server, and not before", async () => {
    await generate({ cwd, env, onTrust: () => true });
    rmSync(canary);
    const [reaches, doesNot] = ["return await calculator.add({ a: 1, b: 2 });", "return 3;"].map(
      (source, index) => {
        const file = path.join(base, `program${index}.ts`);
        writeFileSync(file, source);
        return file;
      },
    ) as [string, string];
    expect((await ask(["exec", doesNot], [])).exitCode).toBe(0);
    expect((await ask(["exec", reaches], ["n"])).exitCode).toBe(2);
    expect(existsSync(canary)).toBe(false);
    expect((await ask(["exec", reaches], ["y"])).exitCode).toBe(0);
    expect(existsSync(canary)).toBe(true);
  });
});

test("the library asks its handler, and refuses where there is none", async () => {
  await expect(generate({ cwd, env })).rejects.toMatchObject({ code: "CONFIG_NOT_TRUSTED" });
  const asked: TrustRequest[] = [];
  const onTrust = (request: TrustRequest): boolean => {
    asked.push(request);
    return true;
  };
  expect((await generate({ cwd, env, onTrust })).ok).toBe(true);
  rmSync(canary);
  const source = "return await calculator.add({ a: 1, b: 2 });";
  const refusing = await openCodemode({ cwd, env });
  try {
    await expect(refusing.exec(source)).rejects.toMatchObject({ code: "CONFIG_NOT_TRUSTED" });
    expect(existsSync(canary)).toBe(false);
  } finally {
    await refusing.close();
  }
  const trusting = await openCodemode({ cwd, env, trust: asked.map(({ hash }) => hash) });
  try {
    expect(await trusting.exec(source)).toMatchObject({ ok: true });
  } finally {
    await trusting.close();
  }
});

test("serve cannot ask: the agent is told why, and nothing is started", async () => {
  await generate({ cwd, env, onTrust: () => true });
  rmSync(canary);
  const { codemode, sdk } = await openProject({ cwd, env });
  const client = new Client({ name: "agent", version: "1.0.0" });
  const server = createServer(codemode, createSdkView(sdk));
  try {
    const [near, far] = InMemoryTransport.createLinkedPair();
    await Promise.all([server.connect(far), client.connect(near)]);
    const code = "return await calculator.add({ a: 1, b: 2 });";
    const answer = await client.callTool({ name: "execute", arguments: { code } });
    expect(answer.isError).toBe(true);
    expect(JSON.stringify(answer.content)).toMatch(/CONFIG_NOT_TRUSTED.*--trust [0-9a-f]{64}/);
    expect(existsSync(canary)).toBe(false);
  } finally {
    await client.close();
    await server.close();
    await codemode.close();
  }
});
