import { statSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

const MAX_BYTES = 1_000_000;

/**
 * The variables of a file of `NAME=value` lines.
 *
 * @returns `null` when there is no such file, or it is none that can be read
 */
export function readEnvFile(file: string): Record<string, string> | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || stat.size > MAX_BYTES) return null;
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return null;
  }
  const values = Object.entries(parseEnv(text)).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(values);
}
