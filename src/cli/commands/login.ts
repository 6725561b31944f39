import { Command } from "commander";
import type { LoginPage, LoginReport } from "../../login/types.ts";
import type { CommandHost, Session } from "../command.ts";
import { EXIT_OK } from "../exit-codes.ts";
import { parseMilliseconds } from "../milliseconds.ts";
import { readPastedUrl } from "../pasted-url.ts";
import { addTrustOption, trustOf, type TrustFlags } from "../trust.ts";

interface LoginCommandOptions extends TrustFlags {
  scope: string[];
  open: boolean;
  timeout?: number;
  json?: boolean;
}

export function loginCommand(host: CommandHost): Command {
  const command = new Command("login")
    .summary("sign in to a server over HTTP")
    .description(
      "Signs in to a server with OAuth, in the browser, and keeps the tokens in your own folder. Every other command uses and renews them.",
    )
    .addHelpText(
      "before",
      `Example:
  codemode login github
  codemode login github --scope "repo gist"
`,
    )
    .argument("<server>", "the server's key in the configuration")
    .option(
      "--scope <scopes>",
      "ask for these permissions too (may be repeated)",
      (text: string, before: string[]) => [...before, ...text.split(/\s+/)],
      [] as string[],
    )
    .option("--no-open", "only print the address, do not open the browser")
    .option("--timeout <ms>", "how long you may take (default: 300000)", parseMilliseconds)
    .option("--json", "print exactly one JSON object");
  return addTrustOption(command).action(host.run(runLogin));
}

async function runLogin(
  session: Session,
  server: string,
  options: LoginCommandOptions,
): Promise<number> {
  const { login } = await import("../../login/login.ts");
  const { ui, context } = session;
  const report = await login({
    cwd: session.cwd,
    ...(session.configPath === undefined ? {} : { configPath: session.configPath }),
    env: context.env,
    server,
    ...(options.scope.length === 0 ? {} : { scopes: options.scope.filter((word) => word !== "") }),
    ...(options.timeout === undefined ? {} : { timeoutMs: options.timeout }),
    signal: context.signal,
    ...trustOf(session, options),
    onPage: (shown) => showPage(session, shown, options.open),
  });
  if (options.json === true) ui.json({ ok: true, ...report, diagnostics: [] });
  else ui.note(describe(report));
  return EXIT_OK;
}

/** In full, also with `--quiet` and `--json`: without it nobody can sign in. */
async function showPage(
  { ui, context }: Session,
  { page, redirectUri }: LoginPage,
  mayOpen: boolean,
): Promise<URL | undefined> {
  ui.stderr(`Sign in at\n\n  ${page.href}\n`);
  if (mayOpen && context.stderr.isTTY === true) {
    const { openPage } = await import("../../process/open-page.ts");
    if (openPage(page, context.env)) ui.stderr("Your browser should show it now.");
  }
  if (context.stdin.isTTY !== true) return undefined;
  ui.stderr(
    `Is the browser on another machine? Then paste the address that it ends at here (it begins with ${redirectUri}).`,
  );
  return readPastedUrl(context.stdin, { page, redirectUri }, (text) => ui.stderr(text));
}

function describe({ server, issuer, scopes, renewable }: LoginReport): string {
  const permissions = scopes.length === 0 ? "" : `, with ${scopes.join(", ")}`;
  const end = renewable ? "" : ". It cannot be renewed: sign in again when it has expired";
  return `Signed in to ${server} at ${issuer}${permissions}${end}.`;
}
