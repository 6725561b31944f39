import type { CodeEntry } from "../codes.ts";

export const CLI_CODES = {
  CLI_USAGE: {
    severity: "error",
    title: "the command line was not understood",
    hint: "Run `codemode --help`.",
  },
  CLI_SOURCE_UNREADABLE: {
    severity: "error",
    title: "the program could not be read",
    hint: "Give the path of a file, or `-` to read the program from standard input.",
  },
  CLI_NO_PROGRAMS: {
    severity: "error",
    title: "there is no program to check",
    hint: "Give files, folders, or globs such as `'programs/**/*.ts'`; `node_modules`, names that begin with a dot and generated SDKs are passed over.",
  },
  CLI_INPUT_INVALID: {
    severity: "error",
    title: "`--input` is not JSON",
    hint: "Give JSON, as in `--input '{\"n\": 1}'`, or `@` and the path of a JSON file.",
  },
  CLI_FILE_EXISTS: {
    severity: "error",
    title: "a file that would be written exists already",
    hint: "Use `--force` to replace it.",
  },
  LIBRARY_CLOSED: {
    severity: "error",
    title: "a codemode was used after `close()`",
    hint: "Call `openCodemode` again.",
  },
  LIBRARY_FILES: {
    severity: "error",
    title:
      "a part of codemode could not be read, mostly because this process has no descriptors left",
    hint: "Close files and connections, or raise the limit (`ulimit -n`), and start again: Node does not try again to load what it could not.",
  },
  LIBRARY_SHARE: {
    severity: "error",
    title: "`share` is not how many executions a process can have at a time",
    hint: "Give a whole number from 1 to 16, or leave it out.",
  },
  CLI_FOLDER_GONE: {
    severity: "error",
    title: "the folder that the command was started in does not exist any more",
    hint: "Go to a folder that does, and start it again there.",
  },
  CLI_OUTPUT_LOST: {
    severity: "error",
    title: "what the command has to say could not be written",
    hint: "Make room where the output goes. What the program has called is done.",
  },
  CLI_ABORTED: {
    severity: "error",
    title: "the command was interrupted",
  },
  DOCTOR_NODE: {
    severity: "error",
    title: "this version of Node is not supported",
    hint: "Install Node 20.19 or later of the 20 line, or 22.12 or later.",
  },
  DOCTOR_COMPILER: {
    severity: "error",
    title: "the type checker does not start",
    hint: "Install again without `--omit=optional`: the compiler is an optional package of this platform.",
  },
  DOCTOR_WORKERD: {
    severity: "error",
    title: "the sandbox does not start",
    hint: "Install again without `--omit=optional`: workerd is an optional package of this platform.",
  },
  DOCTOR_JAIL: {
    severity: "warning",
    title: "the sandbox process runs with less protection than this system could give",
    hint: "Install bubblewrap (`bwrap`), or util-linux (`setpriv`), which every Debian and Ubuntu has.",
  },
} as const satisfies Record<string, CodeEntry>;
