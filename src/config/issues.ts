import type { z } from "zod/mini";
import { nearestName } from "../diagnostics/spelling.ts";

/** One thing that is wrong, at a path such as `servers.github.args[1]`. */
export interface ConfigIssue {
  path: string;
  message: string;
}

/** Names of options by the object that has them: what a misspelt one is compared with. */
export type OptionNames = (path: readonly PropertyKey[]) => readonly string[];

/** What zod found, in our words. */
export function toIssues(
  error: z.core.$ZodError,
  at: readonly PropertyKey[],
  namesAt: OptionNames,
): ConfigIssue[] {
  return error.issues.flatMap((issue): ConfigIssue[] => {
    const path = [...at, ...issue.path];
    if (issue.code !== "unrecognized_keys") {
      return [{ path: renderPath(path), message: describe(issue) }];
    }
    const names = namesAt(issue.path);
    return issue.keys.map((key) => {
      const near = nearestName(key, names);
      const advice = near === null ? "" : `: did you mean \`${near}\`?`;
      const message = `is not an option of codemode${advice}`;
      return { path: renderPath([...path, key]), message };
    });
  });
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ["string", "a string"],
  ["array", "an array"],
  ["object", "an object"],
  ["int", "a whole number above 0"],
  ["number", "a whole number above 0"],
]);

function describe(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${KINDS.get(issue.expected) ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return issue.origin === "string" ? "must not be empty" : "must be a whole number above 0";
    case "too_big":
      return UNITS.has(issue.origin)
        ? `must have at most ${issue.maximum} ${UNITS.get(issue.origin)}`
        : `must be at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ["string", "characters"],
  ["array", "items"],
]);

export function renderPath(path: readonly PropertyKey[]): string {
  return path
    .map((step) => {
      if (typeof step === "number") return `[${step}]`;
      const name = String(step);
      return /^[A-Za-z_$][\w$-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
    })
    .join("")
    .replace(/^\./, "");
}
