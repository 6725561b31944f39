// Executions a second over one to eight processes: what computes, and what waits for its tools.
import { markdownTable } from "../table.mjs";
import { codeOf, runCode } from "./drivers/codemode.mjs";
import { createLocalSandbox } from "../../dist/run/local-sandbox.js";

const PROCESSES = [1, 2, 4, 8];
const TOOL_MS = 50;

const WAITING = `export default async () => { for (let i = 0; i < 3; i += 1) await srv.echo({}); return 1; }`;

export async function measureThroughput(rounds) {
  const rows = [];
  for (const processes of PROCESSES) {
    const sandbox = createLocalSandbox({ processes });
    try {
      await together(processes, processes, () => runCode(sandbox, codeOf("one")));
      const computing = await together(rounds, 2 * processes, () =>
        runCode(sandbox, codeOf("one")),
      );
      const waiting = await together(10 * processes, 2 * processes, () =>
        runCode(sandbox, WAITING, { onCall: () => delay(TOOL_MS) }),
      );
      rows.push([processes, computing.toFixed(1), waiting.toFixed(1)]);
    } finally {
      await sandbox.close();
    }
  }
  console.log("## Executions a second\n");
  const head = ["processes", "one call at once", `three calls of ${TOOL_MS} ms`];
  console.log(markdownTable(head, rows));
}

/** @returns {Promise<number>} how many a second */
async function together(count, atOnce, act) {
  let left = count;
  const started = performance.now();
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await act();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (count / (performance.now() - started)) * 1000;
}

function delay(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
