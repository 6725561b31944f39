import { Command, Option } from "commander";
import type { Compiler } from "../../check/compiler.ts";
import type { Policy } from "../../check/policy.ts";
import type { Codemode } from "../../codemode.ts";
import { CodemodeError } from "../../diagnostics/error.ts";
import { mapBounded } from "../bounded.ts";
import {
  showReport,
  structureReport,
  type CheckedProgram,
  type ReportOptions,
} from "../check-report.ts";
import type { CommandHost, Session } from "../command.ts";
import { EXIT_FINDINGS, EXIT_OK, exitCodeOf } from "../exit-codes.ts";
import { nameProgram } from "../findings.ts";
import { openSession, withCompiler } from "../open-session.ts";
import { addPolicyOptions, policyOf, type PolicyFlags } from "../policy-options.ts";
import { readSource } from "../source.ts";

const FORMATS = ["text", "github"] as const;

interface CheckOptions extends PolicyFlags, ReportOptions {
  json?: boolean;
}

/** What `check --json` always has, for when it fails before there is anything to say. */
const EMPTY_JSON = { files: [], effects: [], timings: {} };

/** How many programs are read and parsed while the one compiler works. */
const AT_ONCE = 4;

export function checkCommand(host: CommandHost): Command {
  const command = new Command("check")
    .summary("type-check programs against the SDK; run nothing")
    .description(
      "Type-checks programs against the committed SDK. No server and no sandbox is started.",
    )
    .addHelpText(
      "before",
      `Examples:
  codemode check task.ts
  codemode check 'programs/**/*.ts' --read-only
  codemode check task.ts --effects
  echo 'return await github.get_me({});' | codemode check -
  codemode check programs --format github
`,
    )
    .argument(
      "<files...>",
      "programs: files, folders, quoted globs; `-` reads one from standard input",
    )
    .option("--effects", "list the tools that the programs can reach, destructive ones first")
    .option("--json", "print exactly one JSON object")
    .addOption(
      new Option("--format <format>", "how findings are written").choices(FORMATS).default("text"),
    );
  return addPolicyOptions(command).action(
    host.run(
      (session, given: string[], options: CheckOptions) =>
        withCompiler((compiler) => check(session, compiler, given, options)),
      EMPTY_JSON,
    ),
  );
}

async function check(
  session: Session,
  compiler: Compiler,
  given: string[],
  options: CheckOptions,
): Promise<number> {
  const started = performance.now();
  let opening: Promise<Codemode> | null = null;
  // Not before there is a program: what cannot be read needs no SDK.
  const open = (): Promise<Codemode> => (opening ??= openSession(session, compiler));
  const { findPrograms } = await import("../find-programs.ts");
  const files = await findPrograms(session.cwd, given);
  try {
    const policy = policyOf(options);
    const checked = await mapBounded(files, AT_ONCE, (file) =>
      checkOne(session, open, file, policy),
    );
    const checkMs = Math.round((performance.now() - started) * 1000) / 1000;
    if (options.json === true) session.ui.json(structureReport(checked, checkMs));
    else await showReport(session, checked, options);
    if (checked.every(({ ok }) => ok)) return EXIT_OK;
    return Math.max(EXIT_FINDINGS, exitCodeOf(checked.flatMap(({ diagnostics }) => diagnostics)));
  } finally {
    await (opening as Promise<Codemode> | null)?.then(
      (codemode) => codemode.close(),
      () => {},
    );
  }
}

async function checkOne(
  session: Session,
  open: () => Promise<Codemode>,
  file: string,
  policy: Policy,
): Promise<CheckedProgram> {
  const { signal } = session.context;
  signal.throwIfAborted();
  let source;
  try {
    source = await readSource(session, file);
  } catch (error) {
    // Of one file among many: the others are checked all the same.
    if (!(error instanceof CodemodeError)) throw error;
    const location = { file, line: 1, column: 1 };
    return {
      ...UNREAD,
      file,
      diagnostics: error.diagnostics.map((one) => ({ ...one, location })),
    };
  }
  const codemode = await open();
  const verdict = await codemode.check(source.text, { signal, ...policy });
  const diagnostics = nameProgram(verdict.diagnostics, source.name);
  return { ...verdict, diagnostics, file: source.name, text: source.text };
}

const UNREAD: Omit<CheckedProgram, "file" | "diagnostics"> = {
  ok: false,
  text: null,
  effects: [],
  escapes: [],
  timings: { checkMs: 0 },
};
