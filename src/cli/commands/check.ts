import { Command, Option } from "commander";
import type { Effect } from "../../check/types.ts";
import type { CheckVerdict } from "../../codemode.ts";
import { renderGithub } from "../../diagnostics/render-github.ts";
import type { CommandHost, Session } from "../command.ts";
import { EXIT_FINDINGS, EXIT_OK, exitCodeOf } from "../exit-codes.ts";
import { nameProgram, showRefusal } from "../findings.ts";
import { openSession } from "../open-session.ts";
import { readSource } from "../source.ts";

const FORMATS = ["text", "github"] as const;

interface CheckOptions {
  json?: boolean;
  format: (typeof FORMATS)[number];
}

/** What `check --json` always has, for when it fails before there is anything to say. */
const EMPTY_JSON = { effects: [], timings: {} };

export function checkCommand(host: CommandHost): Command {
  return new Command("check")
    .summary("type-check a program against the SDK; run nothing")
    .description(
      "Type-checks a program against the committed SDK. No server and no sandbox is started.",
    )
    .addHelpText(
      "before",
      `Examples:
  codemode check task.ts
  echo 'return await github.get_me({});' | codemode check -
  codemode check task.ts --format github
`,
    )
    .argument("<file>", "the program; `-` reads it from standard input")
    .option("--json", "print exactly one JSON object")
    .addOption(
      new Option("--format <format>", "how findings are written").choices(FORMATS).default("text"),
    )
    .action(host.run(check, EMPTY_JSON));
}

async function check(session: Session, file: string, options: CheckOptions): Promise<number> {
  const { ui, context } = session;
  const source = await readSource(session, file);
  const codemode = await openSession(session);
  try {
    const verdict = await codemode.check(source.text, { signal: context.signal });
    const diagnostics = nameProgram(verdict.diagnostics, source.name);
    if (options.json === true) ui.json({ ...verdict, diagnostics });
    else if (options.format === "github") for (const one of diagnostics) ui.data(renderGithub(one));
    else if (verdict.ok) showPassed(session, verdict);
    else await showRefusal(session, diagnostics, source.text);
    return verdict.ok ? EXIT_OK : Math.max(EXIT_FINDINGS, exitCodeOf(diagnostics));
  } finally {
    await codemode.close();
  }
}

function showPassed({ ui }: Session, { diagnostics, effects }: CheckVerdict): void {
  ui.diagnostics(diagnostics);
  const tools = effects.map(describeEffect).join(", ");
  ui.note(
    `Nothing to change. ${tools === "" ? "It can reach no tool." : `It can reach ${tools}.`}`,
  );
}

function describeEffect({ server, tool, annotations }: Effect): string {
  const name = `${server}.${tool}`;
  return annotations.readOnlyHint === true ? `${name} (says it only reads)` : name;
}
