import path from "node:path";
import { Command } from "commander";
import type { HostServerConfig } from "../../config/hosts/types.ts";
import { visible, visibleArgument } from "../../config/trust/visible.ts";
import type { FoundList, InitReport } from "../../init/init.ts";
import { askLine, canAsk } from "../ask.ts";
import type { CommandHost, Session } from "../command.ts";
import { EXIT_OK } from "../exit-codes.ts";

interface InitCommandOptions {
  force?: boolean;
  from?: string[];
  yes?: boolean;
  json?: boolean;
}

export function initCommand(host: CommandHost): Command {
  return new Command("init")
    .summary("write codemode.config.ts")
    .description(
      "Writes codemode.config.ts in this folder, with the servers of the lists that other programs keep. Starts nothing.",
    )
    .addHelpText(
      "before",
      `Examples:
  codemode init                  looks in the project, then asks about the lists of the user
  codemode init --from cursor    what Cursor has, in this project and for the user
  codemode init --from server.json --from ~/.codex/config.toml
`,
    )
    .option("--force", "replace an existing codemode.config.ts")
    .option(
      "--from <list>",
      "a file, or claude-code, claude-desktop, cursor, vscode, codex, windsurf",
      (one: string, before: string[] | undefined) => [...(before ?? []), one],
    )
    .option("--yes", "ask nothing: take the lists of the project and leave those of the user")
    .option("--json", "print exactly one JSON object")
    .action(host.run(init));
}

async function init(session: Session, options: InitCommandOptions): Promise<number> {
  const { initConfig } = await import("../../init/init.ts");
  const { ui, context } = session;
  const asks = options.yes !== true && options.json !== true && canAsk(context);
  const report = await initConfig({
    cwd: session.cwd,
    force: options.force === true,
    env: context.env,
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(asks ? { choose: (lists: readonly FoundList[]) => chooseLists(session, lists) } : {}),
  });
  if (options.json === true) {
    ui.json({ ok: true, ...report });
    return EXIT_OK;
  }
  const file = path.relative(session.context.cwd, report.path);
  ui.diagnostics(report.diagnostics);
  ui.note(`Wrote ${file}${originOf(report)}.`);
  for (const { key, from, config } of report.servers) {
    ui.note(`  ${key}: ${describeServer(config)}${report.found.length > 1 ? `  (${from})` : ""}`);
  }
  showOthers(session, report);
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

/** One line for each list; a list is taken by its number. */
async function chooseLists(
  { context }: Session,
  lists: readonly FoundList[],
): Promise<readonly FoundList[]> {
  const lines = lists.map((list, index) => `  ${index + 1}  ${visible(describeList(list))}\n`);
  const ofProject = lists.flatMap(({ scope }, index) => (scope === "project" ? [index + 1] : []));
  const usual = ofProject.length === 0 ? "none" : ofProject.join(" ");
  context.stderr.write(`These lists of MCP servers were found:\n${lines.join("")}`);
  const answer = await askLine(context, `Which to take? Numbers, all or none [${usual}] `);
  const words = (answer === "" ? usual : answer).split(/[\s,]+/);
  if (words.includes("all")) return lists;
  return lists.filter((_, index) => words.includes(String(index + 1)));
}

function describeList({ file, program, servers }: FoundList): string {
  const from = program === file ? "" : ` (${program})`;
  return `${file}${from}: ${servers.join(", ")}`;
}

/** What was found and not taken, and how to take it. */
function showOthers({ ui }: Session, { found, importedFrom }: InitReport): void {
  const taken = importedFrom?.split(", ") ?? [];
  for (const list of found) {
    if (taken.includes(list.file) || list.servers.length === 0) continue;
    ui.note(`Not taken: ${describeList(list)}. Take it with \`--from ${list.file}\`.`);
  }
}

function originOf({ importedFrom, servers }: InitReport): string {
  if (importedFrom === null) return "";
  return ` with ${servers.length} server${servers.length === 1 ? "" : "s"} of ${importedFrom}`;
}

/** In full: it comes from a file that somebody else may have written, and `generate` will run it. */
function describeServer(server: HostServerConfig): string {
  if ("url" in server) return visible(server.url);
  return [server.command, ...(server.args ?? [])].map(visibleArgument).join(" ");
}
