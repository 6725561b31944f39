import { kindOf, type ToolKind } from "../check/hints.ts";
import type { Escape, ToolEffect } from "../check/types.ts";

/** What one program can reach. */
export interface ProgramReach {
  /** The program as the user named it. */
  file: string;
  effects: readonly ToolEffect[];
  escapes: readonly Escape[];
}

const KINDS: readonly { kind: ToolKind; title: string }[] = [
  { kind: "destructive", title: "destructive (may change or delete what is there):" },
  { kind: "writes", title: "writes (only adds):" },
  { kind: "read-only", title: "read-only:" },
];

/** How many programs are named where several reach one tool. */
const MAX_FILES = 3;

/** The widest column of names. */
const MAX_WIDTH = 60;

/**
 * The tools that programs can reach, for people: what matters first, by server and tool within.
 * @returns text without a final line feed
 */
export function renderEffects(programs: readonly ProgramReach[]): string {
  const reached = gather(programs);
  const whose = programs.length === 1 ? (programs[0]?.file ?? "") : `${programs.length} programs`;
  if (reached.length === 0) return `${whose} can reach no tool.`;
  const servers = new Set(reached.map(({ effect }) => effect.server)).size;
  const width = Math.min(MAX_WIDTH, Math.max(...reached.map(({ name }) => name.length)));
  const sections = KINDS.flatMap(({ kind, title }) => {
    const tools = reached.filter(({ effect }) => kindOf(effect.hints) === kind);
    const lines = tools.map((tool) => renderTool(tool, width, programs.length));
    return lines.length === 0 ? [] : [title, ...lines];
  });
  const count = `${countOf(reached.length, "tool")} of ${countOf(servers, "server")}`;
  return [`${whose} can reach ${count}.`, ...sections, ...programs.flatMap(renderEscapes)].join(
    "\n",
  );
}

interface ReachedTool {
  name: string;
  effect: ToolEffect;
  files: string[];
}

/** In the order of each program's effects: by server, then by tool. */
function gather(programs: readonly ProgramReach[]): ReachedTool[] {
  const reached = new Map<string, ReachedTool>();
  for (const { file, effects } of programs) {
    for (const effect of effects) {
      const name = `${effect.server}.${effect.tool}`;
      const known = reached.get(name);
      if (known === undefined) reached.set(name, { name, effect, files: [file] });
      else known.files.push(file);
    }
  }
  return [...reached.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function renderTool({ name, effect, files }: ReachedTool, width: number, programs: number): string {
  const words = describeHints(effect);
  if (programs > 1) {
    const shown = files.slice(0, MAX_FILES).join(", ");
    words.push(
      `by ${shown}${files.length > MAX_FILES ? ` and ${files.length - MAX_FILES} more` : ""}`,
    );
  }
  return `  ${name.padEnd(width)}  ${words.join(", ")}`.trimEnd();
}

/** What its server says of it, and what is taken for granted where it says nothing. */
function describeHints({ annotations, hints }: ToolEffect): string[] {
  const { readOnlyHint, destructiveHint } = annotations;
  const isSaid = hints.readOnly || destructiveHint !== undefined;
  return [
    ...(isSaid ? [] : [readOnlyHint === false ? "not said to only add" : "nothing said of it"]),
    ...(hints.idempotent && !hints.readOnly ? ["may be repeated"] : []),
    hints.openWorld ? "open world" : "closed world",
  ];
}

function renderEscapes({ file, escapes }: ProgramReach): string[] {
  return escapes.map(({ server, line, column }) => {
    const place = `${file}:${line}:${column}`;
    return server === null
      ? `Every tool of every server counts: the whole SDK is used as a value at ${place}.`
      : `Every tool of ${server} counts: it is used as a whole at ${place}.`;
  });
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
