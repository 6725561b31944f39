/** Why a path cannot be called, as the end of a sentence; `null` when it can. */
export function pathProblem(path: string): string | null {
  if (!path.startsWith("/")) return "does not begin with /";
  if (path.length > 2_000) return "is too long";
  // eslint-disable-next-line no-control-regex -- the control characters are what it is about
  if (/[?#\\\u0000-\u001f\u007f]/.test(path)) return "has characters that a path cannot have";
  const literal = path.replace(/\{[^{}]*\}/g, "x");
  if (/[{}]/.test(literal)) return "has braces that do not match";
  const steps = literal.split("/").map((step) => step.replaceAll(/%2e/gi, "."));
  if (steps.some((step) => step === "." || step === "..")) return "has a step `.` or `..`";
  if (/%(?:2f|5c|00)/i.test(literal)) return "has an encoded slash";
  const nameless = templateNames(path).some((name) => name === "" || name.length > 256);
  return nameless ? "has a parameter without a name" : null;
}

/** The names between braces, each once. */
export function templateNames(path: string): string[] {
  return [...new Set(Array.from(path.matchAll(/\{([^{}]*)\}/g), (match) => match[1] as string))];
}
