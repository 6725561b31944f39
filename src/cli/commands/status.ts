import { Command } from "commander";
import type { SignInStatus } from "../../login/types.ts";
import type { CommandHost, Session } from "../command.ts";
import { EXIT_OK } from "../exit-codes.ts";

export function statusCommand(host: CommandHost): Command {
  return new Command("status")
    .summary("who is signed in to which server")
    .description("Lists the servers and the sign-ins that are kept for them. Connects to none.")
    .addHelpText(
      "before",
      `Example:
  codemode status
`,
    )
    .option("--json", "print exactly one JSON object")
    .action(host.run(runStatus, { servers: [] }));
}

async function runStatus(session: Session, options: { json?: boolean }): Promise<number> {
  const { signInStatus } = await import("../../login/status.ts");
  const { ui, context } = session;
  const servers = await signInStatus({
    cwd: session.cwd,
    ...(session.configPath === undefined ? {} : { configPath: session.configPath }),
    env: context.env,
  });
  const diagnostics = servers.flatMap((server) => server.diagnostics);
  if (options.json === true) {
    ui.json({ ok: true, servers, diagnostics });
    return EXIT_OK;
  }
  const width = Math.max(...servers.map(({ server }) => server.length));
  for (const status of servers) ui.data(`${status.server.padEnd(width)}  ${describe(status)}`);
  ui.diagnostics(diagnostics);
  return EXIT_OK;
}

function describe(status: SignInStatus): string {
  switch (status.kind) {
    case "none":
      return "no sign-in: started on this machine";
    case "header":
      return "the `authorization` header of the configuration";
    case "client-credentials":
    case "private-key-jwt":
      return `signs in by itself (${status.kind})`;
    default:
      return describePersonal(status);
  }
}

function describePersonal({
  state,
  server,
  issuer,
  scopes,
  expiresAt,
  renewable,
}: SignInStatus): string {
  if (state === "unknown") return "cannot be told";
  if (state === "signed out")
    return `nobody is signed in: \`codemode login ${server}\` if it asks for it`;
  if (state === "expired") return `the sign-in has expired: \`codemode login ${server}\``;
  const permissions = scopes.length === 0 ? "" : `, with ${scopes.join(", ")}`;
  const end = renewable || expiresAt === null ? "" : `, until ${expiresAt}`;
  return `signed in at ${issuer}${permissions}${end}`;
}
