// A program that is run again and again, each time in a fresh isolate of a process that is there already.
import { median, p95 } from "../statistics.mjs";
import { markdownTable } from "../table.mjs";
import { PROGRAM_NAMES, PROGRAM_TITLES } from "./programs.mjs";

const WARM_UPS = 10;

/** Of each program with many calls, only so many of the rounds. */
const SHARE_OF_MANY = 0.25;

/** In a row, as a warm process is used; see {@link measureWarm}. */
const BLOCK = 10;

/** All contestants in turn, a few runs each, so that what else the machine does falls on all alike. */
export async function measureWarm(contestants, rounds, promise) {
  for (const name of PROGRAM_NAMES) {
    const count = name.endsWith("100") ? Math.ceil(rounds * SHARE_OF_MANY) : rounds;
    const taken = new Map(contestants.map(({ title }) => [title, []]));
    for (let round = -WARM_UPS; round < count; round += BLOCK) {
      for (const { title, ask } of contestants) {
        for (let run = round; run < Math.min(round + BLOCK, count); run += 1) {
          const answer = await ask({ do: "run", program: name });
          if (run >= 0) taken.get(title).push(answer);
        }
      }
    }
    const ours = taken.get(contestants[0].title);
    const base = median(ours.map(({ ms }) => ms));
    const rows = Array.from(taken, ([title, answers]) => {
      const times = answers.map(({ ms }) => ms);
      return [
        title,
        show(Math.min(...times)),
        show(median(times)),
        show(p95(times)),
        `${(median(times) / base).toFixed(2)}x`,
        show(median(answers.map(({ hostMs }) => hostMs))),
        show(median(answers.map(({ sandboxMs }) => sandboxMs))),
      ];
    });
    const head = ["", "min", "p50", "p95", "p50 to ours", "CPU host", "CPU workerd"];
    console.log(`## Warm, ${PROGRAM_TITLES[name]}, in ms, ${count} times\n`);
    console.log(markdownTable(head, rows));
    if (name === "one") promise("warm execution with one call, p50 in ms", base, 5);
    if (name === "seq100") showRoundTrips(taken, contestants[0].title, promise);
  }
}

/** From one call's arrival in Node to the next one's: there and back. */
function showRoundTrips(taken, ours, promise) {
  const rows = [];
  for (const [title, answers] of taken) {
    const gaps = answers.flatMap((answer) => answer.gaps.map((ms) => ms * 1000));
    if (gaps.length === 0) continue;
    rows.push([title, ...[Math.min(...gaps), median(gaps), p95(gaps)].map((us) => us.toFixed(0))]);
    if (title === ours) promise("round trip of a call, p50 in us", median(gaps), 200);
  }
  console.log(`\n## Round trip of a call, in us\n`);
  console.log(markdownTable(["", "min", "p50", "p95"], rows));
}

function show(value) {
  return value.toFixed(2);
}
