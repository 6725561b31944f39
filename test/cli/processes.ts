import { readdirSync, readFileSync } from "node:fs";

/** Process ids whose environment has a mark, as everything that the command starts from this project has. */
export function processesOf(mark: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, "utf8").includes(mark);
      } catch {
        return false;
      }
    });
}

/** Waits until none is left; what is after all of five seconds is given back. */
export async function gone(mark: string): Promise<number[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (processesOf(mark).length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return processesOf(mark);
}
