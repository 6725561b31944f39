// Measures in a process of its own, so that neither a warm compiler nor another contestant's memory counts.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Runs a module under Node. It reads its work with `childJob` and ends with `answerFromChild`.
 *
 * @param {string} file absolute path of the module
 * @param {unknown} job JSON
 * @param {{ timeoutMs?: number, nodeArgs?: string[] }} [options]
 * @returns {Promise<{ ok: true, value: any, peakMb: number } | { ok: false, error: string }>} `peakMb`: the largest
 *   resident set of that process
 */
export async function runInChild(file, job, { timeoutMs = 300_000, nodeArgs = [] } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "codemode-bench-"));
  const answer = path.join(folder, "answer.json");
  try {
    const child = spawn(process.execPath, [...nodeArgs, file, JSON.stringify(job), answer], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk) => (errors = (errors + chunk).slice(-4000)));
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    const [code, signal] = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (...how) => resolve(how));
    });
    clearTimeout(timer);
    if (code !== 0) return { ok: false, error: signal === null ? errors : `${signal}\n${errors}` };
    return { ok: true, ...JSON.parse(readFileSync(answer, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In the child: the work it was given. @returns {any} */
export function childJob() {
  return JSON.parse(process.argv[2] ?? "null");
}

/** In the child, last: its answer and how much memory it took. @param {unknown} value JSON */
export function answerFromChild(value) {
  const peakMb = process.resourceUsage().maxRSS / 1024;
  writeFileSync(process.argv[3] ?? "", JSON.stringify({ value, peakMb }));
}
