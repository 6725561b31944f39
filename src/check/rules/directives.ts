import { findingAt, type Finding } from "../finding.ts";
import type { RuleContext } from "./context.ts";

/** Zero-width and other format characters, with which a directive could be disguised. */
const INVISIBLE = /[\u00AD\p{Cf}]/gu;

/** On one line: with `\s` each start of a line would look through all the empty ones that follow. */
const DIRECTIVE = /^[ \t/*]*@ts-(ignore|expect-error|nocheck)\b/m;
const REFERENCE = /^\/\s*<\s*(?:reference|amd-)/;

/** Comments that would silence the compiler or change what it loads. It never sees them; the author should know. */
export function checkDirectives({ parsed }: RuleContext): Finding[] {
  return parsed.comments.flatMap((comment) => {
    const text = comment.value.replace(INVISIBLE, "");
    const directive = DIRECTIVE.exec(text)?.[1];
    if (directive !== undefined) {
      return [
        findingAt(
          "CHECK_DIRECTIVE",
          comment,
          `\`@ts-${directive}\` is not available in a program.`,
        ),
      ];
    }
    if (comment.type === "Line" && REFERENCE.test(text)) {
      return [
        findingAt(
          "CHECK_DIRECTIVE",
          comment,
          "`/// <reference>` is not available in a program.",
          "Remove the comment: what exists is declared already.",
        ),
      ];
    }
    return [];
  });
}
