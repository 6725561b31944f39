import { codemodeError } from "../diagnostics/error.ts";
import { compareCodeUnits } from "../json.ts";
import type { Lock, LockServer, LockTool } from "../lock/types.ts";
import { compileFilter, type CompiledFilter } from "../model/tool-filter.ts";
import { bestMatches } from "./explain/suggest.ts";
import { readHints } from "./hints.ts";

/** Which tools a program may reach. Without any of these: every tool of the SDK. */
export interface Policy {
  /** Only tools whose server declares `readOnlyHint: true`. Default false. */
  readOnly?: boolean;
  /**
   * Globs over `server.tool`, as programs write it or with the configuration's key and the server's own name of the
   * tool; only tools that match one may be reached. Default: all.
   */
  allow?: readonly string[];
  /** Globs as in `allow`; a tool that matches one may not be reached, whatever `allow` says. */
  deny?: readonly string[];
}

/** A policy over the tools of one SDK. */
export interface CompiledPolicy {
  /** Why a tool, by its names in the SDK, may not be reached, as a clause; `null` when it may. */
  refusal(server: string, tool: string): string | null;
  /** The tools that may be reached, as `server.tool`; of one server or of all, sorted. */
  allowed(server?: string): readonly string[];
  /** What is allowed, in a few words: `--read-only --deny github.*`. */
  readonly text: string;
}

/** The longest glob, in characters. */
const MAX_GLOB_LENGTH = 1000;

/**
 * @throws CodemodeError `CHECK_POLICY_GLOB` when a glob matches no tool of the SDK: most likely it is misspelt, and what
 *   was meant to be refused would not be
 */
export function compilePolicy(policy: Policy, lock: Lock): CompiledPolicy {
  const named = nameTools(lock);
  const allow = policy.allow?.map((glob) => compileGlob(glob, "--allow", named));
  const deny = (policy.deny ?? []).map((glob) => compileGlob(glob, "--deny", named));
  const refusals = new Map<string, string | null>();
  for (const tool of named) refusals.set(tool.name, refuse(tool, policy, allow, deny));
  const allowed = [...refusals]
    .filter(([, why]) => why === null)
    .map(([name]) => name)
    .sort(compareCodeUnits);

  return {
    refusal: (server, tool) => {
      const refusal = refusals.get(`${server}.${tool}`);
      return refusal === undefined ? "it is not in the SDK" : refusal;
    },
    allowed: (server) =>
      server === undefined ? allowed : allowed.filter((name) => serverOf(name) === server),
    text: [
      ...(policy.readOnly === true ? ["--read-only"] : []),
      ...(policy.allow ?? []).map((glob) => `--allow ${glob}`),
      ...(policy.allow?.length === 0 ? ["--allow nothing"] : []),
      ...(policy.deny ?? []).map((glob) => `--deny ${glob}`),
    ].join(" "),
  };
}

function serverOf(name: string): string {
  return name.slice(0, name.indexOf("."));
}

interface NamedTool {
  /** `server.tool` in the SDK's spelling: identifiers, so that the dot cannot be part of one. */
  name: string;
  /** Further names that a glob may mean: with the configuration's key, with the server's own name of the tool. */
  names: string[];
  tool: LockTool;
}

function nameTools(lock: Lock): NamedTool[] {
  const tools = lock.servers.flatMap((server) =>
    server.tools.map((tool) => ({ name: `${server.name}.${tool.name}`, server, tool })),
  );
  const taken = new Set(tools.map(({ name }) => name));
  const serverNames = new Set(lock.servers.map(({ name }) => name));
  return tools.map(({ name, server, tool }) => ({
    name,
    tool,
    // A name that is another tool's in the SDK means that one.
    names: [name, ...otherNames(server, tool, serverNames).filter((other) => !taken.has(other))],
  }));
}

function otherNames(
  { name, key }: LockServer,
  tool: LockTool,
  serverNames: ReadonlySet<string>,
): string[] {
  // A prompt may have the own name of a tool: a glob over that one must not mean both.
  const ownName = tool.kind === undefined ? tool.wireName : tool.name;
  const own = `${name}.${ownName}`;
  return key === name || serverNames.has(key) ? [own] : [own, `${key}.${ownName}`];
}

interface Glob {
  text: string;
  filter: CompiledFilter;
}

function compileGlob(text: string, flag: string, named: readonly NamedTool[]): Glob {
  if (text === "" || text.length > MAX_GLOB_LENGTH) {
    throw unmatched(text.slice(0, MAX_GLOB_LENGTH), flag, named);
  }
  const glob: Glob = { text, filter: compileFilter({ include: [text] }) };
  if (!named.some((tool) => matches(glob, tool))) throw unmatched(text, flag, named);
  return glob;
}

function matches({ filter }: Glob, { names }: NamedTool): boolean {
  return names.some((name) => filter.accepts(name));
}

function unmatched(text: string, flag: string, named: readonly NamedTool[]): Error {
  const servers = [...new Set(named.map(({ name }) => serverOf(name)))];
  const names = named.map(({ name }) => name);
  const near = servers.includes(text)
    ? [`${text}.*`]
    : bestMatches(text.replaceAll(/[*?[\]{}!]/g, ""), names, { most: 3, least: 0.5 });
  const hint =
    near.length === 0
      ? `Globs are over \`server.tool\`. The servers are: ${servers.slice(0, 12).join(", ")}.`
      : `Did you mean ${near.map((name) => `\`${name}\``).join(" or ")}?`;
  return codemodeError("CHECK_POLICY_GLOB", `\`${flag} ${text}\` matches no tool of the SDK.`, {
    hint,
  });
}

function refuse(
  tool: NamedTool,
  { readOnly }: Policy,
  allow: readonly Glob[] | undefined,
  deny: readonly Glob[],
): string | null {
  const denied = deny.find((glob) => matches(glob, tool));
  if (denied !== undefined) return `\`--deny ${denied.text}\` refuses it`;
  if (allow?.some((glob) => matches(glob, tool)) === false) return "no `--allow` names it";
  if (readOnly !== true || readHints(tool.tool.annotations).readOnly) return null;
  return tool.tool.annotations.readOnlyHint === false
    ? "its server says that it writes (`--read-only`)"
    : "its server does not say that it only reads (`--read-only`)";
}
