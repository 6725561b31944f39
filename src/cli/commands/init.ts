import path from "node:path";
import { Command } from "commander";
import type { ServerConfig } from "../../config/define.ts";
import type { InitReport } from "../../init/init.ts";
import type { CommandHost, Session } from "../command.ts";
import { EXIT_OK } from "../exit-codes.ts";

interface InitCommandOptions {
  force?: boolean;
  json?: boolean;
}

export function initCommand(host: CommandHost): Command {
  return new Command("init")
    .summary("write codemode.config.ts")
    .description(
      "Writes codemode.config.ts in this folder, with the servers of .mcp.json when there is one. Starts nothing.",
    )
    .addHelpText(
      "before",
      `Example:
  codemode init && codemode generate
`,
    )
    .option("--force", "replace an existing codemode.config.ts")
    .option("--json", "print exactly one JSON object")
    .action(host.run(init));
}

async function init(session: Session, options: InitCommandOptions): Promise<number> {
  const { initConfig } = await import("../../init/init.ts");
  const report = await initConfig({ cwd: session.cwd, force: options.force === true });
  const { ui } = session;
  if (options.json === true) {
    ui.json({ ok: true, ...report });
    return EXIT_OK;
  }
  const file = path.relative(session.context.cwd, report.path);
  ui.diagnostics(report.diagnostics);
  ui.note(`Wrote ${file}${originOf(report)}.`);
  for (const server of report.servers) ui.note(`  ${server.key}: ${describeServer(server.config)}`);
  for (const { server, place, variable } of report.withheld) {
    ui.note(
      `The value of ${server}'s ${place} was not copied: set ${variable} in the environment.`,
    );
  }
  if (report.servers.length === 0) {
    ui.note(`Next: add a server to ${file}, then run \`codemode generate\`.`);
  } else {
    ui.note("Next: look at what it will start, then run `codemode generate`.");
  }
  return EXIT_OK;
}

function originOf({ importedFrom, servers }: InitReport): string {
  if (importedFrom === null) return "";
  return ` with ${servers.length} server${servers.length === 1 ? "" : "s"} of ${importedFrom}`;
}

/** In full: it comes from a file that somebody else may have written, and `generate` will run it. */
function describeServer(server: ServerConfig): string {
  if ("url" in server) return server.url;
  return [server.command, ...(server.args ?? [])].map(quoteArgument).join(" ");
}

function quoteArgument(argument: string): string {
  return /^[\w@%+=:,./${}-]+$/.test(argument) ? argument : JSON.stringify(argument);
}
