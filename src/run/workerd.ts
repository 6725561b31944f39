import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { codemodeError } from "../diagnostics/error.ts";
import { spawnChild, type ManagedChild } from "../process/child.ts";
import { withoutInherited } from "../process/inherited-descriptors.ts";
import { openChannel, type Address, type Channel } from "./channel.ts";
import { findWorkerd } from "./find-workerd.ts";
import { folderInJail, jailCommand, type Jail } from "./jail.ts";
import { readUsage, type ProcessUsage } from "../process/usage.ts";
import { makeSocketFolder, removeSocketFolder } from "./socket-folder.ts";
import { renderWorkerdConfig } from "./workerd-config.ts";

/** How long the process may take to listen and to answer, in milliseconds. */
const START_MS = 10_000;

/** How long the output of a process that has exited may take to arrive, in milliseconds. */
const DRAIN_MS = 200;

/** What is kept of each output stream. */
const OUTPUT_BYTES = 1024 * 1024;

export interface WorkerdProcess {
  readonly child: ManagedChild;
  readonly jail: Jail;
  readonly channel: Channel;
  /** One for each further run that it may have at the same time. */
  readonly moreChannels: readonly Channel[];
  /** What it wrote, its last megabyte: whole once it has exited. */
  stdout(): Promise<string>;
  stderr(): string;
  /** Resident memory in bytes and processor time so far in milliseconds; 0 where they cannot be told. */
  usage(): ProcessUsage;
}

/**
 * Starts a workerd that holds the host worker and nothing else, and connects to it, once for each run that it may have at
 * a time. It listens on a socket in a folder of its own, which is removed once we are connected: nobody else can ever
 * reach it.
 * @throws CodemodeError `RUN_SANDBOX_UNAVAILABLE`
 */
export async function startWorkerd(options: {
  memoryBytes: number;
  jail: Jail;
  /** How many connections are made. Default 1. */
  connections?: number;
}): Promise<WorkerdProcess> {
  const { binary } = findWorkerd();
  const token = randomBytes(32).toString("base64url");
  const config = renderWorkerdConfig(token, options.memoryBytes);
  const { jail, memoryBytes } = options;
  const folder = process.platform === "win32" ? null : makeSocketFolder();
  try {
    const listen = folder === null ? "127.0.0.1:0" : `unix:${folderInJail(jail, folder)}/s`;
    const served = [binary, "serve", "--binary", "--experimental", "--control-fd=3"] as const;
    const { command, infoFd } = jailCommand(
      jail,
      [...served, `--socket-addr=main=${listen}`, "-"],
      folder ?? "",
      memoryBytes,
    );
    const child = spawnChild({
      command: command[0],
      args: command.slice(1),
      cwd: folder ?? tmpdir(),
      env: {},
      stdio: withoutInherited(Array<"pipe">(infoFd === null ? 4 : infoFd + 1).fill("pipe")),
    });
    const [stdin, out, err, control, info = null] = child.process.stdio as unknown as [
      Writable,
      Readable,
      Readable,
      Readable,
      (Readable | null)?,
    ];
    const stdout = keepTail(out);
    const stderr = keepTail(err);
    const fail = (why: string): Error =>
      codemodeError("RUN_SANDBOX_UNAVAILABLE", `workerd did not start: ${why}.`, {
        detail: stderr().trim(),
      });
    const exits = child.exited.then(({ code, signal }) => {
      throw fail(signal === null ? `it exited with code ${code}` : `it was ended by ${signal}`);
    });
    exits.catch(() => {});
    stdin.on("error", () => {});
    stdin.end(config);
    try {
      const port = await Promise.race([readPort(control), exits, expire(START_MS, fail)]);
      const address: Address = folder === null ? { port } : { socketPath: path.join(folder, "s") };
      const opening = Array.from({ length: options.connections ?? 1 }, () =>
        openChannel(address, token, START_MS),
      );
      const [channel, ...moreChannels] = await Promise.race([Promise.all(opening), exits]);
      if (channel === undefined) throw new Error("no connection was asked for");
      const pid = info === null ? (child.process.pid as number) : await readPid(info);
      return {
        child,
        jail,
        channel,
        moreChannels,
        stdout: async () => {
          await Promise.race([finished(out), delay(DRAIN_MS)]);
          return stdout();
        },
        stderr,
        usage: () => readUsage(pid),
      };
    } catch (error) {
      await child.kill();
      throw error instanceof Error && error.name === "CodemodeError" ? error : fail(String(error));
    }
  } finally {
    if (folder !== null) removeSocketFolder(folder);
  }
}

/** Reads the port from the line that workerd writes when it listens; 0 for a Unix socket. */
function readPort(control: Readable): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = "";
    control.on("error", () => {});
    control.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf("\n");
      if (end === -1) return;
      try {
        const { port } = JSON.parse(text.slice(0, end)) as { port?: number };
        resolve(port ?? 0);
      } catch {
        // Thrown here, it would end this process.
        reject(new Error("what it said of its socket is not JSON"));
      }
    });
  });
}

/** Reads the JSON that bubblewrap writes before it starts the command, and closes. */
async function readPid(info: Readable): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of info) chunks.push(chunk as Buffer);
  return (JSON.parse(Buffer.concat(chunks).toString()) as { "child-pid": number })["child-pid"];
}

function finished(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) resolve();
    else stream.once("close", resolve);
  });
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function expire(ms: number, fail: (why: string) => Error): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(fail(`it did not listen within ${ms / 1000} s`)), ms).unref();
  });
}

/** Reads a stream to its end, which nothing else does, and keeps the last of it. */
function keepTail(stream: Readable): () => string {
  let chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("error", () => {});
  stream.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < 2 * OUTPUT_BYTES) return;
    chunks = [Buffer.concat(chunks).subarray(-OUTPUT_BYTES)];
    bytes = OUTPUT_BYTES;
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
