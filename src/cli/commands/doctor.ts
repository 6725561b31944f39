import { Command } from "commander";
import type { DoctorCheck } from "../../doctor/types.ts";
import type { CommandHost, Session } from "../command.ts";
import { EXIT_COULD_NOT_RUN, EXIT_OK } from "../exit-codes.ts";

interface DoctorCommandOptions {
  json?: boolean;
}

const MARKS: Record<DoctorCheck["status"], string> = { ok: "ok  ", warning: "warn", error: "FAIL" };

export function doctorCommand(host: CommandHost): Command {
  return new Command("doctor")
    .summary("what is installed, what protects you, which server answers")
    .description(
      "Tries Node, the compiler, the sandbox and its protection, the configuration, the SDK and every server.",
    )
    .addHelpText(
      "before",
      `Example:
  codemode doctor
`,
    )
    .option("--json", "print exactly one JSON object")
    .action(host.run(doctor, { checks: [] }));
}

async function doctor(session: Session, options: DoctorCommandOptions): Promise<number> {
  const { diagnose } = await import("../../doctor/doctor.ts");
  const { ui, context } = session;
  ui.progress("Trying what codemode needs ...");
  const report = await diagnose({
    cwd: session.cwd,
    env: context.env,
    signal: context.signal,
    ...(session.configPath === undefined ? {} : { configPath: session.configPath }),
  });
  ui.progress("");
  context.signal.throwIfAborted();
  if (options.json === true) {
    ui.json({ ...report, diagnostics: report.checks.flatMap((check) => check.diagnostics) });
  } else {
    for (const { status, name, text, diagnostics } of report.checks) {
      ui.data(`${MARKS[status]} ${name}: ${text}`);
      ui.diagnostics(diagnostics);
    }
  }
  return report.ok ? EXIT_OK : EXIT_COULD_NOT_RUN;
}
