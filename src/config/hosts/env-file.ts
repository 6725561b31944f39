import { statSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

const MAX_BYTES = 1_000_000;

/** What else a line may begin with is shown nowhere: the file may be a private key, or whatever a list names. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
/** A text in base64 ends in what looks like an assignment. */
const BASE64 = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{20,}$/;

export interface EnvFile {
  values: Record<string, string>;
  /** Whether there is something in it that is no variable. */
  hasOthers: boolean;
}

/**
 * The variables of a file of `NAME=value` lines.
 *
 * @returns `null` when there is no such file, or it is none that can be read
 */
export function readEnvFile(file: string): EnvFile | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || stat.size > MAX_BYTES) return null;
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return null;
  }
  const entries = Object.entries(parseEnv(text));
  const values = entries.flatMap(([name, value]): [string, string][] =>
    value === undefined || !NAME.test(name) || BASE64.test(name) ? [] : [[name, value]],
  );
  return { values: Object.fromEntries(values), hasOthers: values.length < entries.length };
}
