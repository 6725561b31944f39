// A user's project in a temporary folder, with codemode as it was built.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");
const BIN = path.join(ROOT, "bin", "codemode.js");

/** The binary of another version of Node, or `null` where there is none for this machine. */
export function nodeBinary(version) {
  const file = path.join(import.meta.dirname, "node_modules", `node-${version}`, "bin", "node");
  return process.platform === "linux" && process.arch === "x64" && existsSync(file) ? file : null;
}

export const NO_BINARY = "there is a Node binary on npm for Linux on x64 only";

/** @param {Record<string, unknown>} servers of the configuration */
export function createProject(servers) {
  const dir = mkdtempSync(path.join(tmpdir(), "codemode-heavy-"));
  const project = {
    dir,
    write: (name, text) => writeFileSync(path.join(dir, name), text),
    /** @param {{ node?: string, stdin?: string, env?: Record<string, string> }} [options] */
    codemode: (args, options = {}) =>
      finished(
        start(options.node ?? process.execPath, [BIN, ...args], { cwd: dir, env: options.env }),
        options.stdin,
      ),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
  project.write("codemode.config.json", JSON.stringify({ servers }));
  return project;
}

export function serverEntry(name) {
  return path.join(ROOT, "node_modules/@modelcontextprotocol", `server-${name}`, "dist/index.js");
}

/** Starts a process that leads a group of its own, for `endGroup`. */
export function start(command, args, { cwd, env = {} }) {
  return spawn(command, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, ...env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
}

/** Ends a process with all that it has started. */
export function endGroup(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}

/** @returns {Promise<{ status: number | null, stdout: string, stderr: string }>} */
export function finished(child, stdin = "") {
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  return new Promise((resolve) => {
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

/** A loopback port that nothing listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
