import type { CodeEntry } from "../codes.ts";

export const SCHEMA_CODES = {
  SCHEMA_CAPPED: {
    severity: "warning",
    title: "part of a schema was too large or too deep and became `unknown`",
    hint: "Programs still work; what was cut is checked when it runs. Ask the server's author for a smaller schema.",
  },
  SCHEMA_REF_UNRESOLVED: {
    severity: "warning",
    title: "a reference points outside of its schema, or nowhere, and became `unknown`",
    hint: "codemode fetches and reads nothing for a schema. The server must send the definition with it.",
  },
  SCHEMA_KEYWORD_INVALID: {
    severity: "warning",
    title: "a malformed keyword of a schema was ignored",
    hint: "The type is wider than the server meant. Report it to the server's author.",
  },
  SCHEMA_DIALECT_UNKNOWN: {
    severity: "warning",
    title: "a schema is written in a dialect that codemode does not know, and became `unknown`",
    hint: "Known are JSON Schema drafts 4, 6, 7, 2019-09 and 2020-12.",
  },
  SCHEMA_INPUT_MISSING: {
    severity: "warning",
    title: "a tool has no input schema and takes any arguments",
    hint: "Its calls cannot be checked. Report it to the server's author.",
  },
  SCHEMA_OUTPUT_INVALID: {
    severity: "warning",
    title: "a tool's output schema is no schema, so its result is text",
    hint: "Report it to the server's author.",
  },
  SCHEMA_TOOL_INVALID: {
    severity: "warning",
    title: "an entry of a server's list is no tool that can be called, and was left out",
    hint: "Report it to the server's author.",
  },
  SCHEMA_TOOL_REQUIRES_TASKS: {
    severity: "warning",
    title: "a tool can only be called as a task, which codemode does not do; it was left out",
    hint: "Hide the warning by excluding the tool.",
  },
  SCHEMA_TOOL_DUPLICATE: {
    severity: "warning",
    title: "several tools of a server have one name, and all of them were left out",
    hint: "Which of them would answer cannot be told. Report it to the server's author.",
  },
  SCHEMA_ENTRY_INVALID: {
    severity: "warning",
    title: "an entry of a server's list of prompts or resources cannot be used, and was left out",
    hint: "Report it to the server's author.",
  },
  SCHEMA_ENTRY_DUPLICATE: {
    severity: "warning",
    title: "a server lists one prompt or resource several times, and it got no function",
    hint: "Report it to the server's author.",
  },
  SCHEMA_FILTER_UNMATCHED: {
    severity: "warning",
    title: "a pattern of `include` or `exclude` matches no tool",
    hint: "Compare it with the names in `catalog/`; patterns match whole names.",
  },
  SCHEMA_TEXT_HIDDEN: {
    severity: "warning",
    title: "a server's texts have characters that no reader sees",
    hint: "They are taken out of what is shown and escaped in values. Ask the server's author why they are there.",
  },
  SCHEMA_TEXT_DIRECTIVE: {
    severity: "info",
    title: "a server's text reads like orders to a model",
    hint: "Read it before you commit, or `exclude` the tool. It is not reported again until the tool changes.",
  },
  SCHEMA_TEXT_FOREIGN_TOOL: {
    severity: "info",
    title: "a server's text speaks of a tool of another server",
    hint: "Read it before you commit: one server may try to change how another one is used.",
  },
  NAME_CONFUSABLE: {
    severity: "warning",
    title: "names look alike, or one is written to look like another",
    hint: "Compare them before you commit, or `exclude` a tool. They are not reported again until one changes.",
  },
  NAME_CHANGED: {
    severity: "info",
    title: "a server or tool has another name in programs than its own",
  },
} as const satisfies Record<string, CodeEntry>;
