// codemode's sandbox, its whole library, and what else runs programs in workerd: each in a process, asked in turn.
import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const CHILD = path.join(import.meta.dirname, "contestant-child.mjs");

/** miniflare needs it. */
const NODE_22 = path.resolve(import.meta.dirname, "../node_modules/node-22/bin/node");

/** With the gate and a real MCP server, which the others do not have. */
export const LIBRARY = {
  id: "library",
  title: "codemode, exec with gate and MCP server",
  isNew: false,
};

/** The first is what the others are compared with. */
export const CONTESTANTS = [
  { id: "codemode", title: "codemode, sandbox", isNew: false },
  LIBRARY,
  { id: "miniflare", title: "miniflare, worker loader", isNew: true },
  { id: "dynamic-worker-executor", title: "@cloudflare/codemode in miniflare", isNew: true },
];

/** How long a contestant may take for one thing, in milliseconds. */
const DEADLINE_MS = 60_000;

/**
 * @param {typeof CONTESTANTS[number]} contestant
 * @returns {Promise<{ title: string, ask(job: object): Promise<any>, close(): void } | { title: string, error: string }>}
 */
export async function openContestant({ id, title, isNew }) {
  const isOld = Number(process.versions.node.split(".")[0]) < 22;
  const execPath = isNew && isOld ? NODE_22 : process.execPath;
  if (!existsSync(execPath)) return { title, error: "needs Node 22, of which there is none here" };
  const child = fork(CHILD, [id], {
    execPath,
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let errors = "";
  child.stderr.on("data", (chunk) => (errors = (errors + chunk).slice(-2000)));
  const answer = () =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle(reject, new Error("no answer")), DEADLINE_MS);
      const settle = (act, value) => {
        clearTimeout(timer);
        child.off("message", onMessage).off("exit", onExit);
        act(value);
      };
      const onMessage = (message) =>
        message.ok ? settle(resolve, message) : settle(reject, new Error(message.error));
      const onExit = () =>
        settle(reject, new Error(errors.trim().split("\n").at(-1) ?? "it ended"));
      child.on("message", onMessage).on("exit", onExit);
    });
  const close = () => child.connected && child.disconnect();
  try {
    await answer();
  } catch (error) {
    close();
    return { title, error: error.message };
  }
  return {
    title,
    ask: (job) => {
      const answered = answer();
      child.send(job);
      return answered;
    },
    close,
  };
}
