import { compareCodeUnits } from "../json.ts";
import { isIdentifier, mangle, pascalCase, withHash, type Claim } from "./mangle.ts";
import { RESERVED_SERVER_NAMES, RESERVED_TOOL_NAMES } from "./reserved.ts";

/**
 * The planner: every name of the SDK is given here, once, over everything that needs one. A name that was given before
 * (the lock records it) stays with its tool. The others depend on the set of names, never on its order, and who must
 * give way gets a hash of its own name, never a number.
 */

export interface ToolNames {
  /** The property on the server's object. */
  name: string;
  /** Stem of its type names. */
  typeName: string;
}

/** The names that a server and its tools have in a lock. */
export interface ServerNames {
  name: string;
  /** By the tool's own name. */
  tools: ReadonlyMap<string, ToolNames>;
}

/**
 * @param recorded identifiers that were given before, by key; see `planToolNames`
 * @returns the identifier of each server in programs, by its key in the configuration
 */
export function planServerNames(
  keys: Iterable<string>,
  recorded: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const legal = (name: string): boolean => isIdentifier(name) && !RESERVED_SERVER_NAMES.has(name);
  return assign([...new Set(keys)], {
    claimOf: (key) => mangle(key, RESERVED_SERVER_NAMES, "server"),
    recorded: keepLegal([...recorded], legal),
  });
}

/**
 * @param recorded names that were given before, by the tool's own name. One that is not legal (any more), or that two
 *   tools have, as a merge of two locks can leave it, counts as not recorded.
 * @param wishes of those of `wireNames` that are ids of other functions; see `function-id.ts`
 * @returns the names of each tool of one server, by its own name
 */
export function planToolNames(
  wireNames: Iterable<string>,
  recorded: ReadonlyMap<string, ToolNames> = new Map(),
  wishes: ReadonlyMap<string, NameWish> = new Map(),
): Map<string, ToolNames> {
  const claim = (id: string, claimOf: Naming["claimOf"]): ReturnType<Naming["claimOf"]> => {
    const wish = wishes.get(id);
    if (wish === undefined) return claimOf(id);
    const claimed = claimOf(wish.label);
    return { name: claimed.name, claim: claimed.claim + CLAIMS * wish.rank };
  };
  const names = [...new Set(wireNames)];
  const kept = names.flatMap((name) => {
    const given = recorded.get(name);
    return given === undefined ? [] : [[name, given] as const];
  });
  const properties = assign(names, {
    claimOf: (id) => claim(id, (name) => mangle(name, RESERVED_TOOL_NAMES, "tool")),
    recorded: keepLegal(
      kept.map(([wireName, { name }]) => [wireName, name]),
      (name) => isIdentifier(name) && !RESERVED_TOOL_NAMES.has(name),
    ),
  });
  const stems = assign(names, {
    claimOf: (id) => claim(id, typeStem),
    recorded: keepLegal(
      kept.map(([wireName, { typeName }]) => [wireName, typeName]),
      (stem) => STEM.test(stem),
    ),
  });
  return new Map(
    names.map((name) => [
      name,
      { name: properties.get(name) as string, typeName: stems.get(name) as string },
    ]),
  );
}

/** Of what is no tool: from what its name is made, and who goes before it. */
export interface NameWish {
  label: string;
  /** Tools have rank 0: whatever they claim, nothing of a higher rank takes it from them. */
  rank: number;
}

/** How many kinds of claims there are. */
const CLAIMS = 4;

/** The interface of all tools of a server: `GithubTools`. No tool's type ends so. */
export function toolsTypeName(serverName: string): string {
  return `${pascalCase(serverName) || "Server"}Tools`;
}

const MAX_STEM = 48;

/** What `typeStem` and `assign` make. */
const STEM = /^[A-Z][A-Za-z0-9]{0,48}(?:_[0-9a-f]{8,64})?$/;

/** Types end in `Input` or `Output`; what follows `_` in them is a hash, in parts of a type a capital letter. */
function typeStem(name: string): { name: string; claim: Claim } {
  const stem = pascalCase(name);
  const isAscii = /^[\x20-\x7e]*$/.test(name);
  if (stem === "" || stem.length > MAX_STEM || !isAscii) {
    return { name: withHash(stem.slice(0, MAX_STEM) || "Tool", name, 8), claim: 3 };
  }
  if (/^[a-z0-9]+(?:_[a-z0-9]+)*$/.test(name)) return { name: stem, claim: 0 };
  return { name: stem, claim: /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) ? 1 : 2 };
}

/** Those of the recorded names that are legal and nobody else's. */
function keepLegal(
  recorded: readonly (readonly [original: string, name: string])[],
  isLegal: (name: string) => boolean,
): Map<string, string> {
  const holders = new Map<string, number>();
  for (const [, name] of recorded) holders.set(name, (holders.get(name) ?? 0) + 1);
  return new Map(recorded.filter(([, name]) => holders.get(name) === 1 && isLegal(name)));
}

interface Naming {
  claimOf: (original: string) => { name: string; claim: number };
  recorded: ReadonlyMap<string, string>;
}

/**
 * Gives each name what it had, or else what it claims. Of several claims to one identifier that is free the most natural
 * has it; if that is not one alone, none of them has. The others carry a hash, of as many digits as it takes.
 */
function assign(names: readonly string[], { claimOf, recorded }: Naming): Map<string, string> {
  const given = new Map<string, string>();
  const newcomers: string[] = [];
  for (const name of names) {
    const had = recorded.get(name);
    if (had === undefined) newcomers.push(name);
    else given.set(name, had);
  }
  if (newcomers.length === 0) return given;
  const taken = new Set(given.values());
  const claims = newcomers.map((original) => ({ original, ...claimOf(original) }));
  const winners = strongestClaims(claims);
  const ousted: { original: string; name: string }[] = [];
  for (const { original, name } of claims) {
    if (winners.get(name) === original && !taken.has(name)) given.set(original, name);
    else ousted.push({ original, name });
  }
  for (const name of given.values()) taken.add(name);
  for (const { original, name } of ousted.sort((a, b) =>
    compareCodeUnits(a.original, b.original),
  )) {
    const free = hashedName(name, original, taken);
    given.set(original, free);
    taken.add(free);
  }
  return given;
}

/** Whose claim to each identifier is the strongest; `null` where several are as strong. */
function strongestClaims(
  claims: readonly { original: string; name: string; claim: number }[],
): Map<string, string | null> {
  const best = new Map<string, { claim: number; original: string | null }>();
  for (const { original, name, claim } of claims) {
    const known = best.get(name);
    if (known === undefined || claim < known.claim) best.set(name, { claim, original });
    else if (claim === known.claim) known.original = null;
  }
  return new Map([...best].map(([name, { original }]) => [name, original]));
}

/** A server can list a tool of any name, so also of each of these: there is always a further one. */
function hashedName(stem: string, original: string, taken: ReadonlySet<string>): string {
  let hashed = original;
  for (;;) {
    for (let digits = 8; digits <= 64; digits += 8) {
      const name = withHash(stem, hashed, digits);
      if (!taken.has(name)) return name;
    }
    hashed += "\0";
  }
}
