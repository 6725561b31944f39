import path from "node:path";
import type { HostContext } from "./types.ts";

/**
 * What a program replaces in its list. `shell`: `${VAR}` and `${VAR:-default}`, as we do. `editor`: `${env:VAR}` and the
 * names of folders. `none`: nothing.
 */
export type Dialect = "shell" | "editor" | "none";

/** Turns the texts of one server into templates of ours, and remembers what there is to say about it. */
export interface Translator {
  text(text: string): string;
  /** What is otherwise than in the other program, as sentences without their end. */
  notes: Set<string>;
  /** Why the server cannot be taken over. */
  problems: string[];
}

const REFERENCE = /\$\{([^}]*)\}/g;
const OURS = /^[A-Za-z_][A-Za-z0-9_]*(?::-.*)?$/s;
/** What an editor may have said and would not be a variable of ours by chance. */
const FOLDERS = new Set(["workspaceFolder", "workspaceFolderBasename", "userHome"]);
const ENV = /^env:([A-Za-z_][A-Za-z0-9_]*)$/;

export interface TranslatorOptions {
  dialect: Dialect;
  /** Of the other program, for sentences. */
  host: string;
  context: HostContext;
  /** The working folder that the list gives the server. */
  cwd?: string | undefined;
  /** Variables of ours by the id of an input that the editor would ask for. */
  inputs?: ReadonlyMap<string, string>;
}

export function createTranslator(options: TranslatorOptions): Translator {
  const { dialect } = options;
  const notes = new Set<string>();
  const problems: string[] = [];
  const replace = (whole: string, inner: string, before: string): string => {
    const known = dialect === "editor" ? editorValue(inner, before, options, notes) : null;
    if (known !== null) return known;
    if (OURS.test(inner) && !FOLDERS.has(inner)) {
      if (dialect !== "shell") {
        notes.add(`\`${whole}\` is taken from the environment, which ${options.host} does not do`);
      }
      return whole;
    }
    if (dialect !== "editor") return whole;
    problems.push(`\`${whole}\` is nothing that codemode knows`);
    return whole;
  };
  return {
    notes,
    problems,
    text: (text) =>
      text.replace(REFERENCE, (whole: string, inner: string, offset: number) =>
        replace(whole, inner, text.slice(0, offset)),
      ),
  };
}

function editorValue(
  inner: string,
  before: string,
  options: TranslatorOptions,
  notes: Set<string>,
): string | null {
  const { context } = options;
  const variable = ENV.exec(inner)?.[1];
  if (variable !== undefined) return `\${${variable}}`;
  switch (inner) {
    case "workspaceFolder":
      return before.endsWith("://") ? null : workspaceFolder(options, notes);
    case "workspaceFolderBasename":
      return path.basename(context.projectDir);
    case "userHome":
      return context.platform === "win32" ? "${USERPROFILE}" : "${HOME}";
    case "pathSeparator":
    case "/":
      return "/";
  }
  if (!inner.startsWith("input:")) return null;
  const asked = options.inputs?.get(inner.slice("input:".length));
  if (asked === undefined) return null;
  notes.add(`what ${options.host} asks for is taken from the environment variable ${asked}`);
  return `\${${asked}}`;
}

/** Relative, so that neither the lock nor a yes to the server depends on where a project lies. */
function workspaceFolder({ cwd, context }: TranslatorOptions, notes: Set<string>): string | null {
  const inside = cwd === undefined ? "." : relativeFolder(cwd, context.projectDir);
  if (inside === null) return null;
  notes.add("`${workspaceFolder}` became a path relative to the server's working folder");
  return path.posix.relative(inside, ".") || ".";
}

/** A working folder as a path inside the project, `null` for one outside it or that is not known yet. */
export function relativeFolder(cwd: string, projectDir: string): string | null {
  const given = cwd.replace(/^\$\{workspaceFolder\}/, projectDir);
  if (given.includes("${")) return null;
  const relative = path.relative(projectDir, path.resolve(projectDir, given));
  if (relative.startsWith("..") || path.isAbsolute(relative)) return null;
  return relative.split(path.sep).join("/") || ".";
}
