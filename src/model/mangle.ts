import { sha256 } from "./hash.ts";

/** Longest name that is used as it is, in UTF-16 units (MCP asks for at most 128, SEP-986). */
const MAX_LENGTH = 128;
const KEPT_OF_LONG = 64;

/** ASCII only: two names that look alike must not be two identifiers. */
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name);
}

/** What a name becomes, and whether that could be what another name becomes too. */
export interface Mangled {
  name: string;
  /** How natural a claim to `name` this is: of several the lowest has it; see `names.ts`. */
  claim: Claim;
}

/** Itself; with dashes for underscores; with other characters replaced; made unique by a hash already. */
export type Claim = 0 | 1 | 2 | 3;

/**
 * An identifier for any name, as close to it as one can be: the name itself where it is one, else with `_` for each
 * character that cannot stand in one. A name that would lose what tells it apart (letters that are not ASCII, or its
 * end) carries a hash of itself.
 *
 * @param fallback what a name without any letter or digit is called, before the hash
 */
export function mangle(name: string, reserved: ReadonlySet<string>, fallback: string): Mangled {
  if (isIdentifier(name) && name.length <= MAX_LENGTH) {
    return reserved.has(name) ? { name: `${name}_`, claim: 2 } : { name, claim: 0 };
  }
  const replaced = name.replaceAll(/[^A-Za-z0-9_$]/gu, "_");
  const isReadable = /[A-Za-z0-9]/.test(replaced);
  const isAscii = /^[\x20-\x7e]*$/.test(name);
  const led = /^\d/.test(replaced) ? `_${replaced}` : replaced;
  if (!isReadable) return { name: withHash(fallback, name, 8), claim: 3 };
  if (!isAscii || led.length > MAX_LENGTH) {
    return { name: withHash(led.slice(0, KEPT_OF_LONG), name, 8), claim: 3 };
  }
  if (reserved.has(led)) return { name: `${led}_`, claim: 2 };
  return { name: led, claim: /^[A-Za-z0-9_$-]*$/.test(name) ? 1 : 2 };
}

/** @param digits of the hash of the original name */
export function withHash(stem: string, original: string, digits: number): string {
  return `${stem}_${sha256(original).slice(0, digits)}`;
}

/** `list_issues` and `list-issues` as `ListIssues`: letters and digits only, empty when there are none. */
export function pascalCase(name: string): string {
  const words = name.slice(0, 256).split(/[^A-Za-z0-9]+/);
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^\d/.test(joined) ? `N${joined}` : joined;
}
