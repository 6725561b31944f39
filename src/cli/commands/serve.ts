import { Command } from "commander";
import type { CommandHost, Session } from "../command.ts";
import { EXIT_OK } from "../exit-codes.ts";
import { addPolicyOptions, policyOf, type PolicyFlags } from "../policy-options.ts";
import { addTrustOption, type TrustFlags } from "../trust.ts";

export function serveCommand(host: CommandHost): Command {
  const command = new Command("serve")
    .summary("offer the SDK to any agent, as one MCP server on stdio")
    .description(
      "One MCP server on standard input and output with the tools execute, search and describe, over the committed SDK.",
    )
    .addHelpText(
      "before",
      `Example, in the agent's list of MCP servers:
  { "codemode": { "command": "npx", "args": ["codemode", "serve", "--cwd", "/path/to/project"] } }
`,
    );
  return addTrustOption(addPolicyOptions(command)).action(host.run(serve));
}

/** Ends with the client: when it closes our standard input, or on a signal. */
async function serve(session: Session, options: PolicyFlags & TrustFlags): Promise<number> {
  const { context, configPath, cwd, verbose, ui } = session;
  const library = await import("../../serve/serve.ts");
  await library.serve({
    cwd,
    env: context.env,
    signal: context.signal,
    ...policyOf(options),
    // Nobody can be asked: standard input and output are the client's.
    ...(options.trust === undefined ? {} : { trust: options.trust }),
    ...(configPath === undefined ? {} : { configPath }),
    onError: (error) => ui.note(error.message),
    ...(verbose ? { onServerLog: (key, line) => ui.stderr(`${key}: ${line}`) } : {}),
  });
  return EXIT_OK;
}
