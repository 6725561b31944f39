import { expect, test } from "vitest";
import { createForeignToolSearch } from "../../../src/model/lint/foreign-tools.ts";

const find = createForeignToolSearch(
  [
    ["github", "create_issue"],
    ["github", "search"],
    ["github", "list_files"],
    ["gitlab", "list_files"],
    ["payments", "sendMoney"],
    ["log", "get_log"],
    ["evil", "add_numbers"],
    ["evil", "create_issue_template"],
  ].map(([server = "", wireName = ""]) => ({ server, wireName })),
);

test.each([
  ["its name alone", "Call this before create_issue.", "github.create_issue"],
  ["in quotes", "Use `sendMoney` for it", "payments.sendMoney"],
  ["with its server", "instead of github.search", "github.search"],
  ["as a host writes it", "replaces mcp github__search now", "github.search"],
  ["and a path", "see github/search", "github.search"],
  ["a name that two servers have, with one of them", "like gitlab.list_files", "gitlab.list_files"],
])("P2: a tool of another server: %s", (_, text, want) => {
  const found = find("evil", text);
  expect(found && `${found.server}.${found.wireName}`).toBe(want);
});

test.each([
  ["its own tool", "First add_numbers, then create_issue_template."],
  ["a word that is a tool's name", "search the files"],
  ["a name that two servers have", "like list_files"],
  ["a short name", "see get_log"],
  ["part of another name", "create_issue_comment, xcreate_issue"],
  ["nothing", ""],
])("no tool of another server: %s", (_, text) => {
  expect(find("evil", text)).toBeNull();
});
