// Started by the tests: loads the sources as they are, starts things, says "ready" and stays until it is ended.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createJiti } from "jiti";

const jiti = createJiti(import.meta.url, { fsCache: false });
const root = path.resolve(import.meta.dirname, "../..");
const load = (file) => jiti.import(path.join(root, "src", file));

const SCENES = new Map([
  // A child with a child of its own, and a folder.
  [
    "group",
    async (folder) => {
      const { spawnChild } = await load("process/child.ts");
      const { watch } = await load("process/reaper.ts");
      watch({ folder });
      spawnChild({
        command: "/bin/sh",
        args: ["-c", "trap '' TERM INT HUP; sleep 1000 & sleep 1000"],
        env: { ...process.env },
        stdio: "ignore",
      });
    },
  ],
  // The same, after the reaper itself has been ended.
  [
    "group-without-reaper",
    async (folder) => {
      await SCENES.get("group")(folder);
      const reaper = findReaper();
      process.kill(reaper, "SIGKILL");
      while (findReaper() === reaper) await sleep(10);
      while (findReaper() === undefined) await sleep(10);
    },
  ],
  // A child of which the reaper is told late.
  [
    "told-late",
    async () => {
      const { spawnChild } = await load("process/child.ts");
      spawnChild({
        command: "/bin/sh",
        args: ["-c", "trap '' TERM INT HUP; sleep 1000 & sleep 1000"],
        env: { ...process.env },
        stdio: "ignore",
        reaperAfterMs: 10,
      });
      while (findReaper() === undefined) await sleep(10);
    },
  ],
  // A server that is connected, or that never will be.
  ["connected", (_, mode) => connect(mode)],
  ["connecting", (_, mode) => void connect(mode)],
]);

/** Our child whose script knows of groups. */
function findReaper() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => {
      try {
        const [, , , parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(" ");
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        return Number(parent) === process.pid && command.includes("+group)");
      } catch {
        return false;
      }
    });
}

async function connect(mode) {
  const { connectServer } = await load("introspect/connect.ts");
  const { resolveServers } = await load("config/interpolate.ts");
  const { DEFAULT_TIMEOUTS } = await load("config/template.ts");
  const mark = process.env.CODEMODE_TEST_MARK;
  const [server] = resolveServers(
    [
      {
        transport: "stdio",
        key: "server",
        command: process.execPath,
        args: [path.join(root, "fixtures/servers/hostile.mjs"), mode],
        env: { CODEMODE_TEST_MARK: mark },
        cwd: null,
        timeouts: DEFAULT_TIMEOUTS,
        protocol: "legacy",
      },
    ],
    process.env,
  );
  return connectServer(server, { rootDir: root, env: process.env });
}

const [scene, folder, mode] = process.argv.slice(2);
await SCENES.get(scene)(folder, mode);
console.log("ready");
process.on("message", (message) => {
  if (message === "exit") process.exit(0);
  if (message === "throw") throw new Error("as asked");
});
process.on("disconnect", () => process.exit(1));
setInterval(() => {}, 1_000);
