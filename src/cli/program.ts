import { Command, CommanderError } from "commander";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { VERSION } from "../package-root.ts";
import { createCommandHost, type CommandHost } from "./command.ts";
import type { CliContext } from "./context.ts";
import { EXIT_COULD_NOT_RUN, EXIT_OK } from "./exit-codes.ts";
import { createUi } from "./ui.ts";

const EXAMPLES = `Examples:
  codemode init             write codemode.config.ts
  codemode generate         MCP servers -> codemode/ (commit it)
  codemode check task.ts    type-check a program against the SDK
  codemode exec task.ts     check it, then run it in the sandbox
  codemode serve            the same for any agent, as one MCP server
`;

/** In the order of the help. Each is loaded when the command line names it: most are of no use to the one that runs. */
const COMMANDS = new Map<string, () => Promise<(host: CommandHost) => Command>>([
  ["init", async () => (await import("./commands/init.ts")).initCommand],
  ["generate", async () => (await import("./commands/generate.ts")).generateCommand],
  ["check", async () => (await import("./commands/check.ts")).checkCommand],
  ["exec", async () => (await import("./commands/exec.ts")).execCommand],
  ["serve", async () => (await import("./commands/serve.ts")).serveCommand],
  ["login", async () => (await import("./commands/login.ts")).loginCommand],
  ["logout", async () => (await import("./commands/logout.ts")).logoutCommand],
  ["status", async () => (await import("./commands/status.ts")).statusCommand],
  ["doctor", async () => (await import("./commands/doctor.ts")).doctorCommand],
]);

const ALL_COMMANDS: readonly string[] = [...COMMANDS.keys()];

/**
 * Runs one command line inside this process.
 * @param argv the arguments after `codemode`
 * @returns the exit code: see `exit-codes.ts`
 */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  let exitCode = EXIT_OK;
  const finish = (code: number): void => {
    exitCode = code;
  };
  const program = await createProgram(context, finish, namedCommands(argv));
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version that were asked for; without any argument the help is the answer to a wrong usage.
    if (error.exitCode === 0) return EXIT_OK;
    if (error.code === "commander.help") return EXIT_COULD_NOT_RUN;
    return reportUsage(argv, context, error);
  }
}

/** The commands that an argument may mean; all of them where none is named, for help and for what was misspelt. */
function namedCommands(argv: readonly string[]): readonly string[] {
  const named = argv.includes("help") ? [] : ALL_COMMANDS.filter((name) => argv.includes(name));
  return named.length === 0 ? ALL_COMMANDS : named;
}

/**
 * @param finish is told the exit code when a command has ended
 * @param names the commands that it has; by default all
 */
export async function createProgram(
  context: CliContext,
  finish: (exitCode: number) => void,
  names: readonly string[] = ALL_COMMANDS,
): Promise<Command> {
  const host = createCommandHost(context, finish);
  const program = new Command("codemode")
    .description(
      "Turns MCP servers into a TypeScript SDK; type-checks the programs that models write against it and runs them in a sandbox.",
    )
    .addHelpText("before", EXAMPLES)
    .version(VERSION, "-V, --version", "print the version")
    .option("-c, --config <path>", "the configuration file (default: searched upwards)")
    .option("-C, --cwd <folder>", "start from this folder instead of the present one")
    .option("-v, --verbose", "also show what underlying tools and servers say")
    .option("-q, --quiet", "show errors only")
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
      // `reportUsage` says it, coded.
      outputError: () => {},
    });
  for (const [name, load] of COMMANDS) {
    if (!names.includes(name)) continue;
    const createCommand = await load();
    program.addCommand(createCommand(host).copyInheritedSettings(program));
  }
  return program;
}

function reportUsage(argv: readonly string[], context: CliContext, error: CommanderError): number {
  const diagnostic = usageDiagnostic(argv, error.message);
  const ui = createUi(context, { verbose: false, quiet: false });
  if (argv.includes("--json")) ui.json({ ok: false, diagnostics: [diagnostic] });
  else ui.diagnostics([diagnostic]);
  return EXIT_COULD_NOT_RUN;
}

/** Commander says `error: unknown option '--jsn'\n(Did you mean --json?)`. */
function usageDiagnostic(argv: readonly string[], message: string): Diagnostic {
  const [what, suggestion] = message.replace(/^error: /, "").split("\n");
  const command = ALL_COMMANDS.find((name) => argv.includes(name));
  const help = `Run \`codemode ${command === undefined ? "" : `${command} `}--help\`.`;
  const mean = suggestion === undefined ? "" : `${suggestion.replace(/^\(|\)$/g, "")} `;
  return createDiagnostic("CLI_USAGE", capitalise(what as string), { hint: `${mean}${help}` });
}

function capitalise(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
