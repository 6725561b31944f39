// From nothing to the first result, with the modules loaded: a process is started, connected to, and runs a program.
import { median, p95 } from "../statistics.mjs";
import { markdownTable } from "../table.mjs";

export async function measureStart(contestants, rounds) {
  const taken = new Map(contestants.map(({ title }) => [title, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const { title, ask } of contestants) {
      const { ms } = await ask({ do: "start" });
      if (round >= 0) taken.get(title).push(ms);
    }
  }
  const base = median(taken.get(contestants[0].title));
  const rows = Array.from(taken, ([title, times]) => [
    title,
    ...[Math.min(...times), median(times), p95(times)].map((ms) => ms.toFixed(1)),
    `${(median(times) / base).toFixed(2)}x`,
  ]);
  console.log(`## Start to first result, in ms, ${rounds} times\n`);
  console.log(markdownTable(["", "min", "p50", "p95", "p50 to ours"], rows));
}
