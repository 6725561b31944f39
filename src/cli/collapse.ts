import { isFileLocation, type Diagnostic } from "../diagnostics/diagnostic.ts";

/** How many infos of one kind are shown before the rest is only counted. */
const SHOWN = 2;

/**
 * The diagnostics with long runs of infos of one code about one server cut short: forty renamed tools must not hide the
 * one error. Warnings and errors always stay.
 */
export function collapseInfos(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const group = groups.get(groupOf(diagnostic)) ?? [];
    groups.set(groupOf(diagnostic), [...group, diagnostic]);
  }
  return diagnostics.flatMap((diagnostic) => {
    const group = groups.get(groupOf(diagnostic)) as Diagnostic[];
    const more = group.length - SHOWN;
    // One more is as short as saying that there is one more.
    if (diagnostic.severity !== "info" || more <= 1) return [diagnostic];
    const index = group.indexOf(diagnostic);
    if (index < SHOWN) return [diagnostic];
    return index === SHOWN ? [countOf(diagnostic, more)] : [];
  });
}

function countOf({ code, severity, location }: Diagnostic, more: number): Diagnostic {
  const server = serverOf(location);
  return {
    code,
    severity,
    message: `and ${more} more of this kind; \`--verbose\` shows them all.`,
    ...(server === undefined ? {} : { location: { server } }),
  };
}

function groupOf({ code, severity, location }: Diagnostic): string {
  return `${severity} ${code} ${serverOf(location) ?? ""}`;
}

function serverOf(location: Diagnostic["location"]): string | undefined {
  return location === undefined || isFileLocation(location) ? undefined : location.server;
}
