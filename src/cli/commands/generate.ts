import path from "node:path";
import { Command, Option } from "commander";
import type { ProtocolChoice } from "../../config/define.ts";
import type { GenerateProgress, GenerateReport, GeneratedServer } from "../../generate.ts";
import type { CommandHost, Session } from "../command.ts";
import { EXIT_FINDINGS, EXIT_OK, exitCodeOf } from "../exit-codes.ts";
import { addTrustOption, trustOf, type TrustFlags } from "../trust.ts";

interface GenerateCommandOptions extends TrustFlags {
  check?: boolean;
  offline?: boolean;
  dryRun?: boolean;
  release?: boolean;
  protocol?: ProtocolChoice;
  json?: boolean;
}

export function generateCommand(host: CommandHost): Command {
  const command = new Command("generate")
    .summary("MCP servers -> a TypeScript SDK")
    .description(
      "Connects to the configured MCP servers and writes the SDK, its lock and its catalogs. Commit what it writes.",
    )
    .addHelpText(
      "before",
      `Examples:
  codemode generate              all servers
  codemode generate github       only this one; the others from their catalogs
  codemode generate --check      in a pipeline: exit 1 when something is stale
`,
    )
    .argument("[servers...]", "only these servers; the others are taken from their catalogs")
    .option("--check", "write nothing; exit 1 and list the files that are stale")
    .option("--offline", "start no server: work from the committed catalogs")
    .option("--dry-run", "write nothing; list what would change")
    .option("--release", "make the present surface the base of the next version")
    .addOption(
      new Option(
        "--protocol <specification>",
        "what to speak, instead of what is remembered",
      ).choices(["auto", "legacy", "2026-07-28"]),
    )
    .option("--json", "print exactly one JSON object");
  return addTrustOption(command).action(host.run(generate));
}

async function generate(
  session: Session,
  servers: string[],
  options: GenerateCommandOptions,
): Promise<number> {
  const { ui, context } = session;
  const library = await import("../../generate.ts");
  const report = await library.generate({
    cwd: session.cwd,
    ...(session.configPath === undefined ? {} : { configPath: session.configPath }),
    env: context.env,
    signal: context.signal,
    check: options.check === true,
    offline: options.offline === true,
    dryRun: options.dryRun === true,
    release: options.release === true,
    ...(servers.length === 0 ? {} : { servers }),
    ...(options.protocol === undefined ? {} : { protocol: options.protocol }),
    ...trustOf(session, options),
    onProgress: createProgress(session),
    ...(session.verbose
      ? { onServerLog: (key: string, line: string) => ui.stderr(`${key}: ${line}`) }
      : {}),
  });
  ui.progress("");
  context.signal.throwIfAborted();
  if (options.json === true) ui.json(report);
  else showReport(session, report, options.dryRun === true);
  return report.ok ? EXIT_OK : Math.max(EXIT_FINDINGS, exitCodeOf(report.diagnostics));
}

/** One line that says how far each server is. */
function createProgress({ ui }: Session): (progress: GenerateProgress) => void {
  const states = new Map<string, string>();
  return ({ server, state }) => {
    states.set(server, state);
    ui.progress(Array.from(states, ([key, at]) => `${key}: ${at}`).join("  "));
  };
}

function showReport(session: Session, report: GenerateReport, dryRun: boolean): void {
  const { ui } = session;
  // An info (a renamed tool) is news when something changes, not on every run.
  const news = session.verbose || report.changes.length > 0;
  ui.diagnostics(report.diagnostics.filter(({ severity }) => news || severity !== "info"));
  if (dryRun) for (const { kind, path } of report.changes) ui.data(`${kind} ${path}`);
  for (const server of report.servers) ui.note(describeServer(server));
  ui.note(describeOutcome(session, report));
}

const STATES: Record<GeneratedServer["state"], string> = {
  asked: "",
  committed: ", from its catalog",
  kept: ", from its last good catalog: it failed",
  "left out": ", left out",
};

function describeServer(server: GeneratedServer): string {
  const { key, from, name, state, tools, prompts, resources } = server;
  const origin = from === undefined ? "" : `, imported from ${from}`;
  const renamed = name === null || name === key ? "" : ` (\`${name}\` in programs)`;
  const counts = [
    countOf(tools, "tool"),
    ...(prompts === 0 ? [] : [countOf(prompts, "prompt")]),
    ...(resources === 0 ? [] : [`${countOf(resources, "function")} for resources`]),
  ];
  return `  ${key}${renamed}: ${counts.join(", ")}${STATES[state]}${origin}`;
}

function describeOutcome(
  { context }: Session,
  { outDir, version, changes, wrote }: GenerateReport,
): string {
  const folder = path.relative(context.cwd, outDir) || outDir;
  const files = countOf(changes.length, "file");
  const what =
    changes.length === 0 ? "up to date" : `${files} ${wrote ? "written" : "would change"}`;
  return `${folder}/ version ${version}: ${what}.`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
