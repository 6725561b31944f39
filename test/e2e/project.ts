import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");
const BIN = path.join(ROOT, "bin", "codemode.js");

export interface Finished {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** A user's project in a temporary folder, and the installed command in it. */
export interface Project {
  dir: string;
  write(file: string, text: string): void;
  read(file: string): string;
  /** Paths of all files below a folder, sorted, with `/`. */
  list(folder: string): string[];
  codemode(args: string[], options?: RunOptions): Promise<Finished>;
  node(args: string[], options?: RunOptions): Promise<Finished>;
  start(args: string[], options?: RunOptions): ChildProcess;
  remove(): void;
}

export interface RunOptions {
  stdin?: string;
  env?: Record<string, string>;
}

/** The entry of a pinned MCP server: a development dependency, started as `node <entry>`. */
export function serverEntry(name: "everything" | "filesystem" | "memory"): string {
  return path.join(ROOT, "node_modules/@modelcontextprotocol", `server-${name}`, "dist/index.js");
}

export function fixtureServer(name: string): string {
  return path.join(ROOT, "fixtures", "servers", `${name}.mjs`);
}

/** @param servers the `servers` of the configuration, written as JSON */
export function createProject(servers: Record<string, unknown>): Project {
  const dir = mkdtempSync(path.join(tmpdir(), "codemode-e2e-"));
  const start = (args: string[], options: RunOptions = {}): ChildProcess => {
    const child = spawn(process.execPath, args, {
      cwd: dir,
      env: { PATH: process.env["PATH"], HOME: dir, TMPDIR: process.env["TMPDIR"], ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    child.stdin.on("error", () => {});
    child.stdin.end(options.stdin ?? "");
    return child;
  };
  const project: Project = {
    dir,
    write: (file, text) => {
      mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
      writeFileSync(path.join(dir, file), text);
    },
    read: (file) => readFileSync(path.join(dir, file), "utf8"),
    list: (folder) =>
      readdirSync(path.join(dir, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
        .map((name) => name.replaceAll(path.sep, "/"))
        .toSorted(),
    start: (args, options) => start([BIN, ...args], options),
    codemode: (args, options) => finished(start([BIN, ...args], options)),
    node: (args, options) => finished(start(args, options)),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
  project.write("codemode.config.json", JSON.stringify({ servers }, null, 2));
  return project;
}

export function finished(child: ChildProcess): Promise<Finished> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

/** A loopback port that nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("no address")),
      );
    });
  });
}
