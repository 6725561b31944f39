// What some servers need of the machine: a PostgreSQL, a Redis, a Chromium, each from Debian's packages.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../heavy/project.mjs";

/** How the package of a missing service is installed. */
export const HOW_TO_INSTALL = {
  postgres: "apt-get install postgresql",
  redis: "apt-get install redis-server",
  chromium: "apt-get install chromium",
};

/**
 * Starts what the machine has.
 *
 * @returns the URLs of PostgreSQL and Redis and the path of Chromium, `undefined` where there is none, and `stop`
 */
export async function startServices() {
  const running = [];
  const postgres = await startPostgres(running);
  const redis = await startRedis(running);
  const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((file) =>
    existsSync(file),
  );
  return {
    postgres,
    redis,
    chromium,
    stop: () => Promise.all(running.map(stop)),
  };
}

/** PostgreSQL refuses to run as root: Debian's package has made a user for it. */
async function startPostgres(running) {
  const versions = "/usr/lib/postgresql";
  const newest = existsSync(versions) ? readdirSync(versions).toSorted().at(-1) : undefined;
  if (newest === undefined) return undefined;
  const bin = path.join(versions, newest, "bin");
  const who = process.getuid() === 0 ? owner("postgres") : {};
  if (who === undefined) return undefined;
  const folder = createFolder("postgres");
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
  const data = path.join(folder, "data");
  const options = { ...who, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" } };
  const made = spawnSync(
    path.join(bin, "initdb"),
    ["--pgdata", data, "--username=tester", "--auth=trust", "--no-sync"],
    { ...options, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);
  const port = await freePort();
  const args = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, "-F"];
  const child = spawn(path.join(bin, "postgres"), args, { ...options, stdio: "ignore" });
  running.push({ child, folder });
  await untilItListens(port);
  return `postgresql://tester@127.0.0.1:${port}/postgres`;
}

/** The ids of a user of this machine. */
function owner(user) {
  const ids = ["-u", "-g"].map((flag) => {
    const { status, stdout } = spawnSync("id", [flag, user], { encoding: "utf8" });
    return status === 0 ? Number(stdout) : Number.NaN;
  });
  return ids.some(Number.isNaN) ? undefined : { uid: ids[0], gid: ids[1] };
}

async function startRedis(running) {
  const file = "/usr/bin/redis-server";
  if (!existsSync(file)) return undefined;
  const folder = createFolder("redis");
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  running.push({ child: spawn(file, args, { stdio: "ignore" }), folder });
  await untilItListens(port);
  return `redis://127.0.0.1:${port}`;
}

async function untilItListens(port) {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing listens on port ${port}`);
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
    socket.once("connect", () => socket.end());
  });
}

function createFolder(name) {
  return mkdtempSync(path.join(tmpdir(), `codemode-${name}-`));
}

/** PostgreSQL ends at once on SIGQUIT, with all that it has started. */
async function stop({ child, folder }) {
  await new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGQUIT");
    setTimeout(() => child.kill("SIGKILL"), 3_000).unref();
  });
  rmSync(folder, { recursive: true, force: true });
}
