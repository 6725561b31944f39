// Executes a program while so many descriptors are left to this process (the argument), then says how that ended and which
// processes there are when the project is closed. In the folder of a generated project.
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { openCodemode } from "../../../dist/index.js";

const codemode = await openCodemode({ cwd: process.cwd() });
const held = [];
try {
  for (;;) held.push(openSync("/dev/null"));
} catch {
  // That was the last.
}
for (const file of held.splice(0, Number(process.argv[2]))) closeSync(file);
const ending = await codemode.exec("return await calculator.add({ a: 1, b: 2 });").then(
  ({ diagnostics }) => diagnostics.map(({ code }) => code),
  (error) => [error.code ?? String(error)],
);
for (const file of held) closeSync(file);
await codemode.close();
console.log(JSON.stringify({ ending, left: children() }));

/** The names of the processes that we have started, but the reaper's. */
function children() {
  return readdirSync("/proc").flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (state === "Z" || Number(parent) !== process.pid || stat.includes("(sh)")) return [];
      return [stat.split(" ")[1]];
    } catch {
      return [];
    }
  });
}
