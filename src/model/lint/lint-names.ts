import { createDiagnostic, type Diagnostic } from "../../diagnostics/diagnostic.ts";
import { compareCodeUnits } from "../../json.ts";
import { mixedAlphabets, skeletonsOf } from "./confusables.ts";
import { quoteName } from "./quote-name.ts";

export interface LintedName {
  name: string;
  /** Whether it is to be looked at; the others only count as what it looks like. */
  isNew: boolean;
}

/** Servers of a configuration that look alike. */
export function lintServerNames(keys: readonly string[]): Diagnostic[] {
  return lookalikes(keys.map((name) => ({ name, isNew: true }))).map((alike) =>
    createDiagnostic("NAME_CONFUSABLE", `The servers ${listNames(alike)} look alike.`),
  );
}

/** Tools of one server that look alike, and names in which letters of several alphabets pass for each other. */
export function lintToolNames(server: string, tools: readonly LintedName[]): Diagnostic[] {
  const alike = lookalikes(tools).map((names) =>
    createDiagnostic("NAME_CONFUSABLE", `${server}: the tools ${listNames(names)} look alike.`, {
      location: { server },
    }),
  );
  const mixed = tools.flatMap(({ name, isNew }) => {
    const alphabets = isNew ? mixedAlphabets(name) : [];
    if (alphabets.length === 0) return [];
    const message = `${server}: ${quoteName(name)} mixes ${alphabets.join(" and ")} letters in one word.`;
    return [createDiagnostic("NAME_CONFUSABLE", message, { location: { server, tool: name } })];
  });
  return [...alike, ...mixed];
}

/** Groups of names that look alike, each with one that is new. */
function lookalikes(named: readonly LintedName[]): string[][] {
  const groups = new Map<string, LintedName[]>();
  for (const one of named) {
    for (const [index, skeleton] of skeletonsOf(one.name).entries()) {
      const key = `${index} ${skeleton}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  }
  const alike = [...groups.values()]
    .filter((group) => group.length > 1 && group.some(({ isNew }) => isNew))
    .map((group) => group.map(({ name }) => name).sort(compareCodeUnits));
  // Names can have both of their skeletons in common: that is one finding.
  return [...new Map(alike.map((names) => [JSON.stringify(names), names])).values()];
}

function listNames(names: readonly string[]): string {
  return names.map(quoteName).join(", ");
}
