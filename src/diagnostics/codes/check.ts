import type { CodeEntry } from "../codes.ts";

export const CHECK_CODES = {
  CHECK_TYPE: {
    severity: "error",
    title: "the program does not type-check against the SDK",
  },
  CHECK_TOOL_NAME: {
    severity: "error",
    title: "a server has no tool of this name",
  },
  CHECK_COMPUTED_TOOL: {
    severity: "error",
    title: "a tool is chosen by a computed name",
    hint: "Write the tool's name out: `server.tool(input)`.",
  },
  CHECK_ARGUMENTS: {
    severity: "error",
    title: "the input of a tool call does not fit the tool",
  },
  CHECK_RESULT: {
    severity: "error",
    title: "the result of a tool is used as what it is not",
  },
  CHECK_NULLABLE: {
    severity: "error",
    title: "a value that may be null or undefined is used as if it never were",
  },
  CHECK_AWAIT: {
    severity: "error",
    title: "a promise is used where its value is meant, or `await` stands where it cannot",
  },
  CHECK_FLOATING: {
    severity: "error",
    title: "a tool call is not awaited",
    hint: "Write `await` before it: calls still open when the program ends are cancelled.",
  },
  CHECK_ASYNC_CALLBACK: {
    severity: "error",
    title: "an async callback is given to a method that does not wait for it",
    hint: "Use `for (const item of items) { await ... }` or `await Promise.all(items.map(async (item) => ...))`.",
  },
  CHECK_NOT_CALLED: {
    severity: "error",
    title: "a tool is named where its result is meant",
    hint: "Write the parentheses: `await server.tool(input)`.",
  },
  CHECK_LOST_ERROR: {
    severity: "error",
    title: "a promise is returned out of a `try` whose `catch` cannot see its error",
    hint: "Write `return await` inside `try`.",
  },
  CHECK_NAME: {
    severity: "error",
    title: "a name is not defined",
  },
  CHECK_NOT_IN_SANDBOX: {
    severity: "error",
    title: "the program uses what does not exist in the sandbox",
  },
  CHECK_POLICY: {
    severity: "error",
    title: "the program can reach a tool that the policy of this run does not allow",
  },
  CHECK_POLICY_GLOB: {
    severity: "error",
    title: "a glob of `--allow` or `--deny` matches no tool",
    hint: "Globs are over `server.tool`, as in `github.list_*`.",
  },
  CHECK_CAST: {
    severity: "error",
    title: "the type of a server, of a tool's input or of its result is cast away",
    hint: "Remove the cast and give the tool the type it declares.",
  },
  CHECK_SHADOWED: {
    severity: "error",
    title: "the program declares a name that is a server's",
    hint: "Rename the variable.",
  },
  CHECK_ASSIGNED: {
    severity: "error",
    title: "the program gives a server or a tool another value",
    hint: "Keep your own value in a variable of your own.",
  },
  CHECK_IMPORT: {
    severity: "error",
    title: "the program imports something other than the SDK",
    hint: "Remove the import: the servers are there by their names, and no package or file can be imported.",
  },
  CHECK_IMPORT_NAME: {
    severity: "error",
    title: "the program imports a name that the SDK does not have",
  },
  CHECK_DYNAMIC_IMPORT: {
    severity: "error",
    title: "the program uses `import()` or `import.meta`",
    hint: "Remove it: nothing can be loaded at run time.",
  },
  CHECK_EXPORT: {
    severity: "error",
    title: "the program exports in a way that means nothing here",
    hint: "Return the value, or `export default` one function.",
  },
  CHECK_DECLARE: {
    severity: "error",
    title: "the program declares globals, modules or namespaces",
    hint: "Remove the declaration: what exists is declared already.",
  },
  CHECK_DIRECTIVE: {
    severity: "error",
    title: "a comment tells the compiler to look away",
    hint: "Remove the comment and mend what it hides.",
  },
  CHECK_NOT_ERASABLE: {
    severity: "error",
    title: "the program uses TypeScript syntax that cannot run as JavaScript",
  },
  CHECK_SYNTAX: {
    severity: "error",
    title: "the program is not valid TypeScript",
  },
  CHECK_EMPTY: {
    severity: "error",
    title: "the program is empty",
    hint: "Write statements that call tools and `return` a value.",
  },
  CHECK_TOO_LARGE: {
    severity: "error",
    title: "the program is too large",
    hint: "Pass data with `--input` instead of writing it into the program.",
  },
  CHECK_TOO_DEEP: {
    severity: "error",
    title: "the program is nested too deeply",
    hint: "Build the value step by step in variables.",
  },
  CHECK_TOO_MANY: {
    severity: "error",
    title: "the program has more errors than are shown",
    hint: "Mend these first, then check again.",
  },
  CHECK_TIMEOUT: {
    severity: "error",
    title: "the type check did not end in time",
    hint: "Simplify the program's types: recursive and generated types can take for ever to check.",
  },
  CHECK_COMPILER_FAILED: {
    severity: "error",
    title: "the TypeScript compiler could not be run",
    hint: "Run `codemode doctor`; if the compiler is missing, install codemode again for this platform.",
  },
} as const satisfies Record<string, CodeEntry>;
