import type { ParsedProgram } from "./parse.ts";
import type { Rewrite } from "./rewrite.ts";

/** White space to TypeScript and no character of JavaScript (ECMA-262, WhiteSpace): NEL, and the space of no width. */
const ODD_SPACE = /[\u0085\u200B]/g;

/** Makes plain spaces of what comes along with copied text and only TypeScript reads over; not in strings and the like. */
export function blankOddSpace({ text, parents }: ParsedProgram, rewrite: Rewrite): void {
  const found = [...text.matchAll(ODD_SPACE)].map(({ index }) => index);
  if (found.length === 0) return;
  const texts = [...parents.keys()]
    .filter(({ type }) => type === "Literal" || type === "TemplateElement")
    .sort((a, b) => a.start - b.start);
  let next = 0;
  for (const offset of found) {
    while ((texts[next]?.end ?? text.length) <= offset) next += 1;
    if ((texts[next]?.start ?? text.length) > offset) rewrite.put(offset, " ");
  }
}
