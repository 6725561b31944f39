import path from "node:path";
import type { ToolEffect } from "../check/types.ts";
import type { CheckVerdict } from "../codemode.ts";
import { isFileLocation, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { renderGithub } from "../diagnostics/render-github.ts";
import { compareCodeUnits } from "../json.ts";
import type { Session } from "./command.ts";
import { showRefusal } from "./findings.ts";
import { renderEffects } from "./render-effects.ts";

/** One program and what was found. */
export interface CheckedProgram extends CheckVerdict {
  /** As the user named it. */
  file: string;
  /** `null` when it could not be read. */
  text: string | null;
}

export interface ReportOptions {
  effects?: boolean;
  format: "text" | "github";
}

/** How many tools a line names. */
const MAX_NAMED = 8;

/** What `check --json` prints: the programs one by one, and all of them together. */
export function structureReport(checked: readonly CheckedProgram[], checkMs: number): object {
  return {
    ok: checked.every(({ ok }) => ok),
    diagnostics: checked.flatMap(({ diagnostics }) => diagnostics),
    effects: uniteEffects(checked),
    files: checked.map(({ file, ok, diagnostics, effects, escapes, timings }) => ({
      file,
      ok,
      diagnostics,
      effects,
      escapes,
      timings,
    })),
    timings: { checkMs },
  };
}

function uniteEffects(checked: readonly CheckedProgram[]): ToolEffect[] {
  const united = new Map<string, ToolEffect>();
  for (const { effects } of checked) {
    for (const effect of effects) united.set(`${effect.server}.${effect.tool}`, effect);
  }
  return [...united.values()].sort(
    (a, b) => compareCodeUnits(a.server, b.server) || compareCodeUnits(a.tool, b.tool),
  );
}

/** Findings as text on stderr, or as annotations on stdout; the effects, when they are asked for, on stdout. */
export async function showReport(
  session: Session,
  checked: readonly CheckedProgram[],
  { effects, format }: ReportOptions,
): Promise<void> {
  const { ui } = session;
  if (format === "github") {
    for (const one of checked.flatMap(({ diagnostics }) => diagnostics)) {
      ui.data(renderGithub(nameFromStart(session, one)));
    }
  } else {
    for (const one of checked) await showFindings(session, one, checked.length > 1);
  }
  const read = checked.filter(({ text }) => text !== null);
  if (effects === true && read.length > 0) ui.data(renderEffects(read));
  const summary = summarize(checked, effects !== true);
  if (format === "text" && summary !== "") ui.note(summary);
}

async function showFindings(
  session: Session,
  { file, ok, text, diagnostics }: CheckedProgram,
  isOneOfMany: boolean,
): Promise<void> {
  if (text === null || ok) session.ui.diagnostics(diagnostics);
  else await showRefusal(session, diagnostics, text, isOneOfMany ? file : undefined);
}

/** Annotations belong to the repository that the command was started in, whatever `--cwd` says. */
function nameFromStart(session: Session, diagnostic: Diagnostic): Diagnostic {
  const { location } = diagnostic;
  if (location === undefined || !isFileLocation(location)) return diagnostic;
  const from = path.relative(session.context.cwd, path.resolve(session.cwd, location.file));
  const file = from.replaceAll(path.sep, "/");
  return session.cwd === session.context.cwd || file.startsWith("../")
    ? diagnostic
    : { ...diagnostic, location: { ...location, file } };
}

function summarize(checked: readonly CheckedProgram[], withTools: boolean): string {
  const [only] = checked;
  if (checked.length !== 1 || only === undefined) return summarizeMany(checked);
  if (!only.ok) return "";
  return withTools ? `Nothing to change. ${describeReach(only.effects)}` : "Nothing to change.";
}

function summarizeMany(checked: readonly CheckedProgram[]): string {
  const unread = checked.filter(({ text }) => text === null).length;
  const passed = checked.filter(({ ok }) => ok).length;
  const refused = checked.length - unread - passed;
  return (
    [
      `${checked.length} programs: ${passed} passed`,
      ...(refused > 0 ? [`${refused} refused`] : []),
      ...(unread > 0 ? [`${unread} could not be read`] : []),
    ].join(", ") + "."
  );
}

function describeReach(effects: readonly ToolEffect[]): string {
  if (effects.length === 0) return "It can reach no tool.";
  const named = effects.slice(0, MAX_NAMED).map(describeEffect);
  const more = effects.length - named.length;
  return more === 0
    ? `It can reach ${named.join(", ")}.`
    : `It can reach ${named.join(", ")} and ${more} more: \`--effects\` lists them.`;
}

function describeEffect({ server, tool, hints }: ToolEffect): string {
  const name = `${server}.${tool}`;
  return hints.readOnly ? `${name} (says it only reads)` : name;
}
