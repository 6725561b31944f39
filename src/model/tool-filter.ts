import picomatch from "picomatch";

/** Globs over tool names; a tool is in when an `include` matches (or there is none) and no `exclude` does. */
export interface ToolFilter {
  include?: readonly string[] | undefined;
  exclude?: readonly string[] | undefined;
}

export interface CompiledFilter {
  accepts(name: string): boolean;
  /** The patterns that match none of these names: most likely misspelt. */
  unmatched(names: readonly string[]): string[];
}

/**
 * The globs know `*`, `?`, `[...]`, `{a,b}` and match whole names. A name is no path: `*` matches `/` and `.` in it
 * too, and nothing is special about a leading dot or `!`.
 */
export function compileFilter(filter: ToolFilter): CompiledFilter {
  const include = filter.include?.map(compileGlob);
  const exclude = filter.exclude?.map(compileGlob) ?? [];
  return {
    accepts(name) {
      const included = include === undefined || include.some((glob) => glob.matches(name));
      return included && !exclude.some((glob) => glob.matches(name));
    },
    unmatched(names) {
      return [...(include ?? []), ...exclude]
        .filter((glob) => !names.some((name) => glob.matches(name)))
        .map((glob) => glob.pattern);
    },
  };
}

interface Glob {
  pattern: string;
  matches(name: string): boolean;
}

/** Slashes are hidden from picomatch, for which they separate what `*` cannot cross. */
const SLASH = "\u{f0000}";

/** `*`, `?` and characters that stand for themselves. */
const PLAIN = /^[^[\]{}()!+@\\]*$/;

/** Beside braces and brackets: each further `*` multiplies the ways in which a name can be tried. */
const MAX_STARS = 3;

function compileGlob(pattern: string): Glob {
  if (PLAIN.test(pattern)) return { pattern, matches: (name) => matchesPlain(pattern, name) };
  if (pattern.split(/\*+/).length - 1 > MAX_STARS) {
    return { pattern, matches: (name) => name === pattern };
  }
  const isMatch = picomatch(hideSlashes(pattern), {
    bash: true,
    dot: true,
    nonegate: true,
    strictSlashes: true,
    noextglob: true,
  });
  return { pattern, matches: (name) => name === pattern || isMatch(hideSlashes(name)) };
}

/** Goes back to the last `*` only, so that the time is at most the product of the lengths. */
function matchesPlain(pattern: string, name: string): boolean {
  let at = 0;
  let inName = 0;
  let star = -1;
  let afterStar = 0;
  while (inName < name.length) {
    const wanted = pattern[at];
    if (wanted === "*") {
      star = at;
      at += 1;
      afterStar = inName;
    } else if (wanted !== undefined && (wanted === "?" || wanted === name[inName])) {
      at += 1;
      inName += 1;
    } else if (star >= 0) {
      at = star + 1;
      afterStar += 1;
      inName = afterStar;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}

function hideSlashes(text: string): string {
  return text.replaceAll("/", SLASH);
}
