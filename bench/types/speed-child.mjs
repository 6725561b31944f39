// One contestant at one size, in a process of its own: the first pass, then the best of further ones.
import { readFileSync } from "node:fs";
import { answerFromChild, childJob } from "../child.mjs";
import { readCaptures } from "./captures.mjs";
import { WORK } from "./speed-work.mjs";

const SERVERS = 25;
const WARM_PASSES = 4;
/** A contestant that needs longer than this is asked once more only. */
const SLOW_MS = 1500;

const { id, tools } = childJob();
const servers = takeTools(tools);
const { load } = WORK.find((one) => one.id === id);
const run = await load();
const first = await pass();
let warm = { wall: Infinity, busy: Infinity };
for (let count = 0; count < (first.wall > SLOW_MS ? 1 : WARM_PASSES); count += 1) {
  const { wall, busy } = await pass();
  warm = { wall: Math.min(wall, warm.wall), busy: Math.min(busy, warm.busy) };
}
answerFromChild({ first, warm });

/** Every pass gets schemas it has not seen: a cache by identity would hold nothing. */
async function pass() {
  const fresh = structuredClone(servers);
  const busyBefore = busyMs();
  const started = performance.now();
  await run(fresh);
  const wall = performance.now() - started;
  return { wall, busy: busyMs() - busyBefore };
}

/** How long this thread has had a processor: what other work on the machine does not add to. Linux tells. */
function busyMs() {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ", 1)[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

/** Tools of all servers by turns, under new names where there are not enough, spread over 25 servers. */
function takeTools(wanted) {
  const { captures } = readCaptures();
  const queues = captures.map(({ tools: all }) => all.filter(isCallable));
  const longest = Math.max(...queues.map((queue) => queue.length));
  const turns = Array.from({ length: longest }, (_, turn) =>
    queues.flatMap((queue) => queue[turn] ?? []),
  ).flat();
  const servers = Array.from({ length: Math.min(SERVERS, wanted) }, () => []);
  for (let index = 0; index < wanted; index += 1) {
    const tool = turns[index % turns.length];
    servers[index % servers.length].push({ ...tool, name: `${tool.name}_${index}` });
  }
  return servers;
}

function isCallable(tool) {
  return (
    typeof tool.name === "string" &&
    typeof tool.inputSchema === "object" &&
    tool.inputSchema !== null
  );
}
