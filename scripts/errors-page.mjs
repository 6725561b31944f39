// Writes docs/errors.md from the registry of diagnostic codes. `--check` only compares.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { DIAGNOSTIC_CODES } from "../dist/diagnostics/codes.js";

const file = path.resolve(import.meta.dirname, "../docs/errors.md");

const rows = Object.entries(DIAGNOSTIC_CODES).map(([code, entry]) => {
  const { severity, title, hint } =
    /** @type {{ severity: string, title: string, hint?: string }} */ (entry);
  return `| \`${code}\` | ${severity} | ${title} | ${hint ?? ""} |`;
});
const page = await format(
  `# Diagnostics

Generated from \`src/diagnostics/codes/\` by \`npm run docs:errors\`.

Every diagnostic has one of these codes, a message that says what happened and where, and a hint that says what to do;
the hint below is the general one. Errors make a command exit with 1 (it ran and found something) or 2 (it could not
run); warnings and infos never do.

| Code | Severity | What happened | What to do |
| --- | --- | --- | --- |
${rows.join("\n")}
`,
  { parser: "markdown", printWidth: 100 },
);

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== page) {
    console.error("docs/errors.md is stale: run `npm run docs:errors`.");
    process.exit(1);
  }
} else {
  writeFileSync(file, page);
}
