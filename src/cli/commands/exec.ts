import { Command, InvalidArgumentError } from "commander";
import type { Compiler } from "../../check/compiler.ts";
import type { ExecResult, RuntimeOptions } from "../../codemode.ts";
import { codemodeError } from "../../diagnostics/error.ts";
import type { Elicitation } from "../../introspect/questions/types.ts";
import type { JsonValue } from "../../json.ts";
import type { LogEntry } from "../../run/types.ts";
import { interruption, type CommandHost, type Session } from "../command.ts";
import { EXIT_FINDINGS, EXIT_OK, exitCodeOf } from "../exit-codes.ts";
import { nameProgram, showRefusal } from "../findings.ts";
import { openSession, withCompiler } from "../open-session.ts";
import { addPolicyOptions, policyOf, type PolicyFlags } from "../policy-options.ts";
import { readInput, readSource, type Source } from "../source.ts";
import { canAsk } from "../ask.ts";
import { createAsker } from "../questions.ts";
import { addTrustOption, trustOf, type TrustFlags } from "../trust.ts";
import type { Ui } from "../ui.ts";

interface ExecOptions extends PolicyFlags, TrustFlags {
  timeout?: number;
  input?: string;
  json?: boolean;
  acceptDrift?: boolean;
  runtime?: string;
}

/** A day. */
const MAX_TIMEOUT_MS = 86_400_000;

/** What `exec --json` always has, for when it fails before there is anything to say. */
const EMPTY_JSON = { executed: false, logs: [], calls: [], effects: [], escapes: [], timings: {} };

export function execCommand(host: CommandHost): Command {
  const command = new Command("exec")
    .summary("check a program, then run it in the sandbox")
    .description(
      "Type-checks a program against the SDK and, when nothing is wrong, runs it in a fresh isolate without network.",
    )
    .addHelpText(
      "before",
      `Examples:
  codemode exec task.ts
  echo 'return await github.get_me({});' | codemode exec -
  codemode exec task.ts --input '{"owner":"acme"}' --json
  codemode exec task.ts --read-only --deny 'github.*'
`,
    )
    .argument("<file>", "the program; `-` reads it from standard input")
    .option("--timeout <ms>", "stop the program after this many milliseconds", parseTimeout)
    .option("--input <json|@file>", "the program's `input`: JSON, or @ and a JSON file")
    .option("--accept-drift", "run although tools differ from the lock")
    .option(
      "--runtime <url>",
      "run on a deployed Worker (ws:// or wss://; token in CODEMODE_RUNTIME_TOKEN)",
    )
    .option("--json", "print exactly one JSON object");
  return addTrustOption(addPolicyOptions(command)).action(
    host.run(
      (session, file: string, options: ExecOptions) =>
        withCompiler((compiler) => exec(session, compiler, file, options)),
      EMPTY_JSON,
    ),
  );
}

async function exec(
  session: Session,
  compiler: Compiler,
  file: string,
  options: ExecOptions,
): Promise<number> {
  const { ui, context } = session;
  const runtime = runtimeOf(session, options.runtime);
  const [source, input] = await Promise.all([
    readSource(session, file),
    readInput(session, options.input),
  ]);
  // In a pipeline there is nobody to ask; with `-`, the program has come where the answers would.
  const asks = options.json !== true && file !== "-" && canAsk(context);
  const asker = asks ? createAsker(context, ui) : null;
  const codemode = await openSession(
    session,
    compiler,
    {
      ...trustOf(session, options),
      ...(asker === null
        ? {}
        : { onElicitation: (asked: Elicitation) => asker.onElicitation(asked) }),
      ...(runtime === undefined ? {} : { runtime }),
    },
    asker?.showLog,
  );
  try {
    const result = await codemode.exec(source.text, {
      ...(input === undefined ? {} : { input }),
      ...(options.timeout === undefined ? {} : { timeoutMs: options.timeout }),
      ...policyOf(options),
      acceptDrift: options.acceptDrift === true,
      signal: context.signal,
      onLog: (entry) => {
        if (options.json === true) return;
        if (asker === null) showLog(ui, entry);
        else asker.show(() => showLog(ui, entry));
      },
    });
    // Also when it was interrupted: what it had done by then is done.
    const diagnostics = context.signal.aborted
      ? [interruption(context.signal)]
      : nameProgram(result.diagnostics, source.name);
    if (options.json === true) ui.json({ ...result, diagnostics });
    else await showText(session, { ...result, diagnostics }, source);
    return result.ok ? EXIT_OK : Math.max(EXIT_FINDINGS, exitCodeOf(diagnostics));
  } finally {
    await codemode.close();
  }
}

function showLog(ui: Ui, { level, text }: LogEntry): void {
  if (level === "warn" || level === "error") ui.stderr(text);
  else ui.data(text);
}

async function showText(session: Session, result: ExecResult, source: Source): Promise<void> {
  const { signal } = session.context;
  if (result.executed || result.ok || signal.aborted) session.ui.diagnostics(result.diagnostics);
  else await showRefusal(session, result.diagnostics, source.text);
  if (result.result !== undefined) session.ui.data(renderResult(result.result, session));
}

/** A string as it is; any other value as JSON: indented for a terminal, else on one line, the last of stdout. */
function renderResult(result: JsonValue, { context }: Session): string {
  if (typeof result === "string") return result;
  return JSON.stringify(result, null, context.stdout.isTTY === true ? 2 : 0);
}

function parseTimeout(text: string): number {
  const ms = Number(text);
  if (!/^\d+$/.test(text) || ms < 1 || ms > MAX_TIMEOUT_MS) {
    throw new InvalidArgumentError(`Give whole milliseconds from 1 to ${MAX_TIMEOUT_MS}.`);
  }
  return ms;
}

/** @throws CodemodeError `CLI_USAGE` */
function runtimeOf({ context }: Session, url: string | undefined): RuntimeOptions | undefined {
  if (url === undefined) return undefined;
  const protocol = URL.canParse(url) ? new URL(url).protocol : "";
  if (protocol !== "ws:" && protocol !== "wss:") {
    throw codemodeError("CLI_USAGE", "`--runtime` takes a ws:// or wss:// URL.");
  }
  const token = context.env["CODEMODE_RUNTIME_TOKEN"];
  if (token === undefined || token === "") {
    throw codemodeError(
      "CLI_USAGE",
      "`--runtime` needs the Worker's secret in CODEMODE_RUNTIME_TOKEN.",
      {
        hint: "Set CODEMODE_RUNTIME_TOKEN to the secret that the Worker was deployed with.",
      },
    );
  }
  return { url, token };
}
