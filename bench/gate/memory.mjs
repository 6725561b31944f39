// How much memory the gate and its compiler take over many different programs.
import path from "node:path";
import { runInChild } from "../child.mjs";
import { markdownTable } from "../table.mjs";

const CHILD = path.join(import.meta.dirname, "memory-child.mjs");

export const PROGRAMS = 10_000;
export const TOOLS = 1_000;

/** @returns {Promise<string>} a report */
export async function measureMemory() {
  const job = { programs: PROGRAMS, tools: TOOLS };
  const answer = await runInChild(CHILD, job, {
    timeoutMs: 900_000,
    nodeArgs: ["--expose-gc"],
  });
  if (!answer.ok) throw new Error(answer.error);
  const rows = answer.value.map(({ after, gateMb, heapMb, compilerMb }) => [
    after.toLocaleString("en"),
    gateMb.toFixed(0),
    heapMb.toFixed(1),
    compilerMb === null ? "-" : compilerMb.toFixed(0),
  ]);
  return `## Memory over ${PROGRAMS.toLocaleString("en")} different programs, ${TOOLS} tools\n\n${markdownTable(["programs", "gate's process, MB", "its heap, MB", "compiler, MB"], rows)}`;
}
