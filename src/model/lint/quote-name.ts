import { escapeUnits } from "../invisible.ts";

/** A name with everything in it as `\uXXXX` that could look like something else. */
export function quoteName(name: string): string {
  const shown = name.length > 100 ? `${name.slice(0, 100)}...` : name;
  return `"${shown.replaceAll(/[^\x20-\x7e]/gu, escapeUnits)}"`;
}
