import { expect, test } from "vitest";
import { bestMatches } from "../../src/check/explain/suggest.ts";

const TOOLS = [
  "list_issues",
  "create_issue",
  "update_issue",
  "get_me",
  "delete_repo",
  "search_code",
  "read_text_file",
  "list_directory",
  "createPullRequest",
];

const NAMES: [name: string, given: { written: string; want: string | undefined }][] = [
  ["the same words in another case", { written: "listIssues", want: "list_issues" }],
  ["a spelling", { written: "list_isues", want: "list_issues" }],
  ["two letters swapped", { written: "get_em", want: "get_me" }],
  ["another verb", { written: "fetch_issues", want: "list_issues" }],
  ["another verb, one thing", { written: "addIssue", want: "create_issue" }],
  ["edit for update", { written: "edit_issue", want: "update_issue" }],
  ["remove for delete", { written: "removeRepo", want: "delete_repo" }],
  ["an abbreviation's long form", { written: "delete_repository", want: "delete_repo" }],
  ["fewer words", { written: "read_file", want: "read_text_file" }],
  ["a folder is a directory", { written: "list_folder", want: "list_directory" }],
  ["words in another order", { written: "pull_request_create", want: "createPullRequest" }],
  ["nothing like it", { written: "xyzzy", want: undefined }],
  ["a name of ten thousand characters", { written: "x".repeat(10_000), want: undefined }],
];

test.each(NAMES)("the name that was meant: %s", (_name, { written, want }) => {
  expect(bestMatches(written, TOOLS, { most: 2, least: 0.45 })[0]).toBe(want);
});
