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

function compileGlob(pattern: string): Glob {
  const isMatch = picomatch(hideSlashes(pattern), {
    bash: true,
    dot: true,
    nonegate: true,
    strictSlashes: true,
    noextglob: true,
  });
  return { pattern, matches: (name) => name === pattern || isMatch(hideSlashes(name)) };
}

function hideSlashes(text: string): string {
  return text.replaceAll("/", SLASH);
}
