/** Globs of `include` and `exclude` that mean just these names. */
export function exactGlobs(names: readonly string[]): string[] {
  return names
    .filter((name) => name !== "")
    .map((name) => name.replace(/[*?[\]{}()!+@|\\]/g, "\\$&"));
}
