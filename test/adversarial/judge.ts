import { isDeepStrictEqual } from "node:util";
import { renderDiagnostics } from "../../src/diagnostics/render.ts";
import { PACKAGE_ROOT } from "../../src/package-root.ts";
import type { Want } from "./cases.ts";
import type { Performance } from "./stage.ts";

/** What is wrong with how a program ended, in words; empty when it is what the case wants. */
export function judgeOutcome(want: Want, { outcome }: Performance): string[] {
  const problems: string[] = [];
  const expectSame = (what: string, seen: unknown, wanted: unknown): void => {
    if (!isDeepStrictEqual(seen, wanted))
      problems.push(`${what}: ${brief(seen)}, not ${brief(wanted)}`);
  };
  const codes = outcome.diagnostics
    .map(({ code }): string => code)
    .filter((code) => want.allowCodes?.includes(code) !== true);
  if (want.codesAmong === undefined) expectSame("codes", codes, want.codes ?? []);
  else if (codes[0] !== undefined && !want.codesAmong.includes(codes[0]))
    problems.push(`code: ${codes[0]}`);
  const { ok = want.codes === undefined } = want;
  if (want.codesAmong === undefined || want.ok !== undefined) expectSame("ok", outcome.ok, ok);
  if (want.result !== undefined) expectSame("result", outcome.result, want.result);
  if (want.each !== undefined) problems.push(...judgeMembers(outcome.result, want.each));
  const message = outcome.diagnostics[0]?.message ?? "";
  if (want.says !== undefined && !new RegExp(want.says).test(message))
    problems.push(`message: ${brief(message)}`);
  const logged = outcome.logs.map(({ text }) => text);
  if (want.logs !== undefined) expectSame("logs", logged, want.logs);
  const longest = Math.max(0, ...logged.map(({ length }) => length));
  if (longest > (want.maxLogText ?? Infinity)) problems.push(`a logged text of ${longest}`);
  return problems;
}

function judgeMembers(result: unknown, wanted: unknown): string[] {
  const members = Object.entries((result ?? {}) as Record<string, unknown>);
  if (members.length === 0) return ["no members"];
  return members
    .filter(([, value]) => !isDeepStrictEqual(value, wanted))
    .map(([key, value]) => `${key}: ${brief(value)}`);
}

/** What is wrong with what reached the servers. */
export function judgeCalls(want: Want, { calls }: Performance): string[] {
  if (want.callCount !== undefined)
    return calls.length === want.callCount ? [] : [`${calls.length} calls`];
  // As texts: nothing that compares objects sees a key `__proto__`.
  const [seen, wanted] = [JSON.stringify(calls), JSON.stringify(want.calls ?? [])];
  return seen === wanted ? [] : [`calls: ${brief(seen)}, not ${brief(wanted)}`];
}

/** What harms, whatever the program does: a secret or a path of ours, a text that is too long or commands a terminal. */
export function judgeHarm({ outcome }: Performance, secret: string): string[] {
  const problems: string[] = [];
  if (JSON.stringify(outcome).includes(secret)) problems.push("I4: the secret is out");
  const told = JSON.stringify(
    outcome.diagnostics.map(({ code, message, detail }) => ({ code, message, detail })),
  );
  const place = /node_modules|file:\/\/|shim\.js|0x[0-9a-f]{8}/.exec(told);
  if (told.includes(PACKAGE_ROOT)) problems.push(`I4: our own folder in ${brief(told)}`);
  if (place !== null) problems.push(`I4: ${place[0]} in ${brief(told)}`);
  if (told.length > 100_000) problems.push(`I8: ${told.length} characters of diagnostics`);
  const command = COMMAND.exec(renderDiagnostics(outcome.diagnostics));
  if (command !== null) problems.push(`I8: ${JSON.stringify(command[0])} for a terminal`);
  // Nothing of this process was changed.
  if (Object.keys(Object.prototype).length > 0 || "admin" in {})
    problems.push("a changed prototype");
  if ("PWN" in globalThis) problems.push("a changed global");
  return problems;
}

/** Controls but the line feed, C1, and what hides or turns text around. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const COMMAND = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]/;

/** What every program finds, whatever the one before it did: a whole and empty world (I5, I7). */
export const NEXT = {
  code: `export default async () => [await srv.echo({ n: 1 }), typeof leak, typeof {}.leak, typeof [].leak, typeof Error.leak];`,
  want: {
    result: [`{"n":1}`, "undefined", "undefined", "undefined", "undefined"],
    logs: [],
    calls: [["srv", "echo", { n: 1 }]],
  } satisfies Want,
};

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 500 ? `${text.slice(0, 500)}...` : text;
}
