import type { Command } from "commander";
import type { Policy } from "../check/policy.ts";

/** Options of every command that has a policy of the tools that programs may reach. */
export interface PolicyFlags {
  readOnly?: boolean;
  allow?: string[];
  deny?: string[];
}

export function addPolicyOptions(command: Command): Command {
  return command
    .option("--read-only", "refuse programs that can reach a tool not declared read-only")
    .option("--allow <globs>", "refuse programs that can reach any other `server.tool`", collect)
    .option("--deny <globs>", "refuse programs that can reach such a `server.tool`", collect);
}

export function policyOf({ readOnly, allow, deny }: PolicyFlags): Policy {
  return {
    ...(readOnly === true ? { readOnly } : {}),
    ...(allow === undefined ? {} : { allow }),
    ...(deny === undefined ? {} : { deny }),
  };
}

/** `--allow a,b --allow c`. */
function collect(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), ...splitGlobs(text)];
}

/** At the commas, though not at those of `{a,b}` and `[a,b]`. */
export function splitGlobs(text: string): string[] {
  const globs: string[] = [];
  let depth = 0;
  let glob = "";
  for (const character of text) {
    if (character === "{" || character === "[") depth += 1;
    if (character === "}" || character === "]") depth -= 1;
    if (character === "," && depth <= 0) {
      globs.push(glob);
      glob = "";
    } else glob += character;
  }
  // An empty one matches no tool, and is refused as such: a variable that was not set allows or denies nothing silently.
  return [...globs, glob].map((one) => one.trim());
}
