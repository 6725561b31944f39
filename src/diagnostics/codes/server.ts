import type { CodeEntry } from "../codes.ts";

export const SERVER_CODES = {
  SERVER_START_FAILED: {
    severity: "error",
    showDetail: true,
    title: "an MCP server could not be started",
    hint: "Check its `command` and `cwd` in the configuration, and that the command is installed.",
  },
  SERVER_EXITED: {
    severity: "error",
    showDetail: true,
    title: "an MCP server ended while it was needed",
    hint: "Run its command by hand to see why it ends; below is the last that it wrote to stderr, if anything.",
  },
  SERVER_TIMEOUT: {
    severity: "error",
    title: "an MCP server did not answer in time",
    hint: "Run its command by hand, or give it longer: `timeouts` of the server in the configuration.",
  },
  SERVER_PROTOCOL: {
    severity: "error",
    title: "an MCP server answered with something that is not MCP",
    hint: "Check that its command starts an MCP server that speaks over stdio, or that its `url` is an MCP endpoint.",
  },
  SERVER_MESSAGE_TOO_LARGE: {
    severity: "error",
    title: "an MCP server sent a message above the size limit",
    hint: "Ask the tool for less at a time, or leave the tool out with `exclude`.",
  },
  SERVER_ERROR_REPLY: {
    severity: "error",
    title: "an MCP server answered a request with a protocol error",
  },
  SERVER_UNREACHABLE: {
    severity: "error",
    title: "an MCP server could not be reached over HTTP",
    hint: "Check its `url` in the configuration and that the server is running.",
  },
  SERVER_HTTP: {
    severity: "error",
    title: "an MCP server answered with an HTTP error",
    hint: "Check its `url` in the configuration.",
  },
  SERVER_UNAUTHORIZED: {
    severity: "error",
    title: "an MCP server refused our credentials",
    hint: 'Set its `headers` in the configuration, for instance `Authorization: "Bearer ${TOKEN}"`.',
  },
  SERVER_SESSION_EXPIRED: {
    severity: "error",
    title: "an MCP server knows our session no longer",
    hint: "Run it again: another session is opened. A server that forgets sessions at once cannot be used.",
  },
  SERVER_CLOSED: {
    severity: "error",
    title: "a tool was called over a connection that is closed",
  },
  SERVER_LIST_CAPPED: {
    severity: "warning",
    title: "an MCP server lists more than is read; the rest is left out",
  },
  SERVER_LIST_FAILED: {
    severity: "warning",
    title: "an MCP server declares prompts or resources, but could not list them",
    hint: "They are left out; its tools are not affected.",
  },
  SERVER_TOOL_DROPPED: {
    severity: "warning",
    title: "a tool's, prompt's or resource's definition is too large or too deep and was left out",
    hint: "Report it to the server's authors, or hide the warning by excluding the tool.",
  },
  SERVER_TOOL_HEADERS: {
    severity: "warning",
    title:
      "a tool wants arguments in headers (`x-mcp-header`) in a way that cannot be, and was left out",
    hint: "Report it to the server's authors, or hide the warning by excluding the tool.",
  },
  SERVER_FACTS_DROPPED: {
    severity: "warning",
    title: "what an MCP server says of itself is too large or too deep and was left out",
  },
  SERVER_SECRET_ECHOED: {
    severity: "warning",
    title: "an MCP server repeats a value that it was given in secret; it was taken out",
    hint: "Report it to the server's authors; `${NAME}` stands where the value was.",
  },
  SERVER_ERA_CHANGED: {
    severity: "info",
    title: "an MCP server no longer speaks the specification it spoke when it was generated",
    hint: "Run `codemode generate`, so that what it speaks now is remembered.",
  },
  SERVER_QUESTION_DECLINED: {
    severity: "warning",
    title: "an MCP server asked for input while it worked on a call, and there was nobody to ask",
    hint: "Run `codemode exec` at a terminal without `--json`, or give `openCodemode` an `onElicitation`.",
  },
  SERVER_QUESTION_INVALID: {
    severity: "warning",
    title: "an MCP server asked for input in a form that cannot be shown",
  },
  SERVER_QUESTION_LIMIT: {
    severity: "warning",
    title: "MCP servers asked for more input than one run allows",
    hint: "Make fewer calls of tools that ask, or raise `limits.questions` in the configuration.",
  },
  SERVER_QUESTION_UNANSWERED: {
    severity: "warning",
    title: "nobody answered in time what an MCP server asked for",
    hint: "Answer sooner, or raise `limits.answerMs` in the configuration.",
  },
  SERVER_QUESTION_FAILED: {
    severity: "warning",
    title: "the handler of a question of an MCP server gave no usable answer",
  },
  SERVER_SAMPLING_REFUSED: {
    severity: "warning",
    title: "an MCP server asked for a model's answer while it worked on a call, and was refused",
    hint: "Give `openCodemode` an `onSampling`, if the server is to use a model of yours.",
  },
  SERVER_INPUT_REFUSED: {
    severity: "error",
    title: "a call cannot go on without a model's answer, which was refused",
    hint: "Give `openCodemode` an `onSampling`, if the server is to use a model of yours.",
  },
  SERVER_INPUT_ROUNDS: {
    severity: "error",
    title: "an MCP server asks for input again and again",
  },
  SERVER_INPUT_UNSUPPORTED: {
    severity: "error",
    title: "an MCP server asks for something that codemode has not offered to give",
  },
  SERVER_NO_TOOLS: {
    severity: "warning",
    title: "an MCP server lists no tools",
    hint: "Check its arguments and credentials: many servers hide tools without them.",
  },
  SERVER_NOISE: {
    severity: "info",
    title: "an MCP server wrote lines to its standard output that are not messages",
    hint: "They are ignored; the server should write them to standard error.",
  },
} as const satisfies Record<string, CodeEntry>;
