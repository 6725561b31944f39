import { Command } from "commander";
import type { CommandHost, Session } from "../command.ts";
import { EXIT_OK } from "../exit-codes.ts";

export function logoutCommand(host: CommandHost): Command {
  return new Command("logout")
    .summary("forget the sign-in to a server")
    .description("Forgets the sign-in to a server and asks its authorization server to end it.")
    .addHelpText(
      "before",
      `Example:
  codemode logout github
`,
    )
    .argument("<server>", "the server's key in the configuration")
    .option("--json", "print exactly one JSON object")
    .action(host.run(runLogout));
}

async function runLogout(
  session: Session,
  server: string,
  options: { json?: boolean },
): Promise<number> {
  const { logout } = await import("../../login/logout.ts");
  const { ui, context } = session;
  const report = await logout({
    cwd: session.cwd,
    ...(session.configPath === undefined ? {} : { configPath: session.configPath }),
    env: context.env,
    server,
    signal: context.signal,
  });
  if (options.json === true) {
    ui.json({ ok: true, ...report });
    return EXIT_OK;
  }
  ui.diagnostics(report.diagnostics);
  ui.note(report.wasSignedIn ? `Signed out of ${server}.` : `Nobody was signed in to ${server}.`);
  return EXIT_OK;
}
