// The sandbox: how soon, how fast, how parallel, and what attacks do to it, beside miniflare and @cloudflare/codemode.
// `npm run bench exec -- [warm] [start] [throughput] [hostile] [--rounds N]`: all of them, or those that are named.
// Figures are of this machine at this moment: its load stands above them. Fails when codemode misses what it promises,
// where the machine is quiet enough to say so.
import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { CONTESTANTS, LIBRARY, openContestant } from "./contestants.mjs";
import { measureHostile } from "./hostile.mjs";
import { measureStart } from "./start.mjs";
import { measureThroughput } from "./throughput.mjs";
import { measureWarm } from "./warm.mjs";

const PARTS = ["warm", "start", "throughput", "hostile"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "100" } },
});
const unknown = positionals.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(", ")}`);
const wanted = new Set(positionals.length === 0 ? PARTS : positionals);
const rounds = Number(values.rounds);

const misses = [];
/** A promise: held against the figure only where no other work takes the processors. */
const promise = (title, value, atMost) => {
  const isMet = value <= atMost;
  const quiet = loadavg()[0] <= availableParallelism();
  console.log(
    `${isMet ? "ok  " : quiet ? "MISS" : "busy"} ${title}: ${value.toFixed(2)} (at most ${atMost})`,
  );
  if (!isMet && quiet) misses.push(title);
};
const showLoad = (when) =>
  console.log(
    `Load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors, ${when}; Node ${process.version}\n`,
  );

showLoad("before");
if (wanted.has("warm") || wanted.has("start")) {
  const contestants = [];
  for (const contestant of CONTESTANTS) contestants.push(await openContestant(contestant));
  for (const { title, error } of contestants) {
    if (error !== undefined) console.log(`${title}: did not run: ${error}\n`);
  }
  const running = contestants.filter(({ error }) => error === undefined);
  if (wanted.has("warm")) await measureWarm(running, rounds, promise);
  if (wanted.has("start")) {
    // The library's own start is that of its compiler and its servers.
    const alike = running.filter(({ title }) => title !== LIBRARY.title);
    await measureStart(alike, Math.ceil(rounds / 10));
  }
  for (const contestant of running) contestant.close();
}
if (wanted.has("throughput")) await measureThroughput(rounds);
if (wanted.has("hostile")) await measureHostile(Math.ceil(rounds / 5), promise);
showLoad("after");
for (const miss of misses) console.error(`FAIL ${miss}`);
if (misses.length > 0) process.exitCode = 1;
