import { expect, test } from "vitest";
import { bestMatches, matchesOf, meantName } from "../../src/check/explain/suggest.ts";

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

const MEANT: [name: string, given: { written: string; among: string[]; want: string }][] = [
  [
    "the same letters",
    { written: "listIssues", among: ["list_issues"], want: "letters list_issues" },
  ],
  ["a dash", { written: "list-issues", among: ["list_issues"], want: "letters list_issues" }],
  ["a typo", { written: "list_isues", among: ["list_issues"], want: "spelling list_issues" }],
  [
    "singular for plural",
    { written: "add_node", among: ["add_nodes"], want: "spelling add_nodes" },
  ],
  ["a typo that is another verb", { written: "get_me", among: ["set_me"], want: "" }],
  ["another version", { written: "list_v1", among: ["list_v2"], want: "" }],
  ["a server of another name", { written: "gitlab", among: ["github"], want: "" }],
  [
    "a verb that means the same",
    { written: "fetch_issues", among: ["list_issues"], want: "words list_issues" },
  ],
  [
    "a verb that does not",
    { written: "delete_file", among: ["edit_file", "write_file"], want: "" },
  ],
  ["one thing for many", { written: "list_files", among: ["read_file"], want: "part read_file" }],
  ["a command", { written: "mkdir", among: ["create_directory"], want: "words create_directory" }],
  [
    "words that mean the same",
    { written: "from", among: ["destination", "source"], want: "words source" },
  ],
  [
    "part of the words",
    { written: "type", among: ["name", "entityType"], want: "part entityType" },
  ],
  ["an inflected member", { written: "opened", among: ["open", "closed"], want: "spelling open" }],
  ["no letters", { written: "__", among: ["--"], want: "" }],
];

test.each(MEANT)("how a name is meant: %s", (_name, { written, among, want }) => {
  const [match] = matchesOf(written, among);
  expect(match === undefined ? "" : `${match.likeness} ${match.name}`).toBe(want);
});

test("part of the words of several candidates means none of them", () => {
  expect(meantName("type", ["entityType", "relationType"])).toBeNull();
});
