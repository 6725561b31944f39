import type { SurfaceDiff } from "./compare.ts";

const TITLE = `# Changelog

Changes of this SDK's API, written by codemode. Released sections are kept as they are; edit them as you like.
`;

export interface ChangelogInput {
  /** The file as it is, or `null` when there is none. */
  previous: string | null;
  /** The version of the section that is not released yet; the same as `released` when there is none. */
  version: string;
  /** The version that `diff` counts from. */
  released: string;
  diff: SurfaceDiff;
  /** Whether the section of `version` is released by this very run. */
  release: boolean;
}

/**
 * `CHANGELOG.md`: on top the difference to the released surface, made anew each time, and below it the released
 * sections, verbatim.
 */
export function renderChangelog(input: ChangelogInput): string {
  const kept = releasedSections(input.previous, input.released);
  const below = kept ?? `## ${input.released}\n\nFirst version.\n`;
  if (input.version === input.released) return `${TITLE}\n${below}`;
  const mark = input.release ? "" : " (unreleased)";
  return `${TITLE}\n## ${input.version}${mark}\n\n${renderDiff(input.diff)}\n${below}`;
}

/** Everything from the heading of the released version on; `null` when it is not there. */
function releasedSections(previous: string | null, released: string): string | null {
  if (previous === null) return null;
  const heading = `## ${released}`;
  const lines = previous.split("\n");
  const start = lines.findIndex((line) => line.trimEnd() === heading);
  return start === -1 ? null : lines.slice(start).join("\n");
}

const HEADINGS: readonly [keyof SurfaceDiff, string][] = [
  ["removed", "Removed"],
  ["changed", "Changed types"],
  ["added", "Added"],
  ["docsOnly", "Changed words"],
];

function renderDiff(diff: SurfaceDiff): string {
  return HEADINGS.filter(([kind]) => diff[kind].length > 0)
    .map(([kind, title]) => {
      const items = diff[kind].map((name) => `- \`${name}\``);
      return `### ${title}\n\n${items.join("\n")}\n`;
    })
    .join("\n");
}
