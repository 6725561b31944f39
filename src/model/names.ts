import { compareCodeUnits } from "../json.ts";
import { mangle, pascalCase, withHash, type Claim } from "./mangle.ts";
import { RESERVED_SERVER_NAMES, RESERVED_TOOL_NAMES } from "./reserved.ts";

/**
 * The planner: every name of the SDK is given here, once, over everything that needs one. Names depend on the set of
 * names, never on its order, and who must give way gets a hash of its own name, never a number: a newcomer changes no
 * name but that of a tool whose own name is a less natural claim to the same identifier.
 */

export interface ToolNames {
  /** The property on the server's object. */
  name: string;
  /** Stem of its type names. */
  typeName: string;
}

/** @returns the identifier of each server in programs, by its key in the configuration */
export function planServerNames(keys: Iterable<string>): Map<string, string> {
  return assign([...new Set(keys)], (key) => mangle(key, RESERVED_SERVER_NAMES, "server"));
}

/** @returns the names of each tool of one server, by its own name */
export function planToolNames(wireNames: Iterable<string>): Map<string, ToolNames> {
  const names = [...new Set(wireNames)];
  const properties = assign(names, (name) => mangle(name, RESERVED_TOOL_NAMES, "tool"));
  const stems = assign(names, typeStem);
  return new Map(
    names.map((name) => [
      name,
      { name: properties.get(name) as string, typeName: stems.get(name) as string },
    ]),
  );
}

/** The interface of all tools of a server: `GithubTools`. No tool's type ends so. */
export function toolsTypeName(serverName: string): string {
  return `${pascalCase(serverName) || "Server"}Tools`;
}

const MAX_STEM = 48;

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

/**
 * Gives each name what it claims. Of several claims to one identifier the most natural has it; if that is not one
 * alone, none of them has. The others carry a hash, of as many digits as it takes.
 */
function assign(
  names: readonly string[],
  claimOf: (name: string) => { name: string; claim: Claim },
): Map<string, string> {
  const claims = names.map((original) => ({ original, ...claimOf(original) }));
  const strongest = new Map<string, { claim: Claim; count: number }>();
  for (const { name, claim } of claims) {
    const best = strongest.get(name);
    if (best === undefined || claim < best.claim) strongest.set(name, { claim, count: 1 });
    else if (claim === best.claim) best.count += 1;
  }
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const ousted: { original: string; name: string }[] = [];
  for (const { original, name, claim } of claims) {
    const best = strongest.get(name);
    if (best?.claim === claim && best.count === 1) {
      given.set(original, name);
      taken.add(name);
    } else ousted.push({ original, name });
  }
  for (const { original, name } of ousted.sort((a, b) =>
    compareCodeUnits(a.original, b.original),
  )) {
    let digits = 8;
    while (taken.has(withHash(name, original, digits)) && digits < 64) digits += 8;
    given.set(original, withHash(name, original, digits));
    taken.add(withHash(name, original, digits));
  }
  return given;
}
