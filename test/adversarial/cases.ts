import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { JsonValue } from "../../src/json.ts";
import type { RunLimits } from "../../src/run/types.ts";

/** What must happen when the programs of a folder run, besides what must happen in every case: see `adversarial.test.ts`. */
export interface Want {
  /** Default: true where there is a `result`, false where there are `codes`. */
  ok?: boolean;
  result?: JsonValue;
  /** Every member of the result, which is an object. */
  each?: JsonValue;
  /** The codes of all diagnostics. */
  codes?: string[];
  /** The code of the first diagnostic is one of these, or there is none. */
  codesAmong?: string[];
  /** Codes that may be there besides. */
  allowCodes?: string[];
  /** A pattern for the first diagnostic's message. */
  says?: string;
  logs?: string[];
  /** No logged text is longer. */
  maxLogText?: number;
  /** What reached the servers: server, tool and input of each call. Default: none. */
  calls?: [string, string, JsonValue][];
  /** How many calls did, where they are not listed. */
  callCount?: number;
  /** Milliseconds after the result at which the calls are counted again. */
  after?: number;
}

/** One edit of the sources that takes a defence out; several where several hold the same line. */
export interface Edit {
  file: string;
  from: string;
  to: string;
}

export interface Case {
  /** Name of the folder: number and what it is about. */
  name: string;
  /** Number of the case in the threat model. */
  page: string;
  /** The invariant of SECURITY.md that it holds. */
  invariant: string;
  what: string;
  /** Too dear for `npm test`. */
  heavy: boolean;
  /** The tools that the check found; default `srv.echo`. */
  tools: string[];
  limits: Partial<RunLimits>;
  want: Want;
  /** Without these the case must fail: `test/heavy/suites/adversarial.mjs` sees to it. */
  defence: Edit[];
  /** Why there is no defence that could be taken out, where there is none. */
  undefended: string;
  programs: { name: string; code: string }[];
}

/** What `case.json` holds: the rest has its default. */
type Stated = Pick<Case, "page" | "invariant" | "what" | "want"> &
  Partial<Pick<Case, "heavy" | "tools" | "limits" | "defence" | "undefended">>;

const DEFAULTS = { heavy: false, tools: ["srv.echo"], limits: {}, defence: [], undefended: "" };

/** Reads every folder beside this file: `case.json`, and each `program*.js`, of which all must do what the case wants. */
export function readCases(): Case[] {
  return readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readCase(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readCase(name: string): Case {
  const folder = path.join(import.meta.dirname, name);
  const read = (file: string): string => readFileSync(path.join(folder, file), "utf8");
  const programs = readdirSync(folder).filter((file) => /^program.*\.js$/.test(file));
  if (programs.length === 0) throw new Error(`${name} has no program`);
  return {
    ...DEFAULTS,
    ...(JSON.parse(read("case.json")) as Stated),
    name,
    programs: programs.toSorted().map((file) => ({ name: file, code: read(file) })),
  };
}
