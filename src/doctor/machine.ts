import { createRequire } from "node:module";
import { createGate } from "../check/gate.ts";
import type { CheckResult, RunnableProgram } from "../check/types.ts";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import { createBridge } from "../run/bridge.ts";
import { createConnections } from "../run/connections.ts";
import { hasMemoryLimit, type Jail } from "../run/jail.ts";
import { createJailedStart } from "../run/jailed-workerd.ts";
import { DEFAULT_LIMITS } from "../run/limits.ts";
import { createLocalSandbox } from "../run/local-sandbox.ts";
import { findWorkerd } from "../run/find-workerd.ts";
import { found, passed, type DoctorCheck } from "./types.ts";

const RIGHT = "const n: number = 6;\nreturn n * 7;";
const WRONG = 'const n: number = "6";\nreturn n;';

/** An SDK without servers: what is tried here is the machine. */
const NO_SDK: CommittedSdk = {
  outDir: "",
  lock: {
    lockVersion: 1,
    generator: { name: "codemode", version: "0.0.0" },
    version: "1.0.0",
    packageName: "codemode-sdk",
    clientCapabilities: {},
    released: { version: "1.0.0", tools: [] },
    servers: [],
  },
  catalog: () => {
    throw new Error("there is no server");
  },
};

/** Really checks a right and a wrong program, and runs the right one. */
export async function checkMachine(): Promise<DoctorCheck[]> {
  const compiler = await checkCompiler();
  const sandbox = await checkSandbox(compiler.program);
  return [compiler.check, sandbox, await checkProtection()];
}

async function checkCompiler(): Promise<{ check: DoctorCheck; program: RunnableProgram }> {
  const text = `TypeScript ${versionOf("@typescript/native")}`;
  const gate = createGate(NO_SDK);
  try {
    const [right, wrong] = [await gate.check(RIGHT), await gate.check(WRONG)];
    const problem = wrongVerdict(right, wrong);
    const check =
      problem === null
        ? passed("compiler", `${text}, checks programs`)
        : found("compiler", text, [createDiagnostic("DOCTOR_COMPILER", problem)]);
    return { check, program: right.program ?? UNCHECKED };
  } catch (error) {
    return { check: found("compiler", text, diagnosticsOf(error)), program: UNCHECKED };
  } finally {
    await gate.close();
  }
}

/** The same program by hand, so that a broken compiler does not hide what the sandbox can do. */
const UNCHECKED: RunnableProgram = {
  code: "export default () => 42;",
  toSource: (line, column) => ({ line, column }),
};

function wrongVerdict(right: CheckResult, wrong: CheckResult): string | null {
  if (!right.ok) return "The compiler refuses a program that is right.";
  if (wrong.ok) return "The compiler passes a program that is wrong.";
  return null;
}

async function checkSandbox(program: RunnableProgram): Promise<DoctorCheck> {
  const sandbox = createLocalSandbox();
  const connections = createConnections({ config: NO_CONFIG, env: {} });
  try {
    const text = `workerd ${findWorkerd().version}`;
    const bridge = createBridge({ sdk: NO_SDK, connections, effects: [], limits: DEFAULT_LIMITS });
    const outcome = await sandbox.run({
      program,
      input: null,
      effects: [],
      bridge,
      limits: DEFAULT_LIMITS,
    });
    if (!outcome.ok) return found("sandbox", text, outcome.diagnostics);
    if (outcome.result === 42) return passed("sandbox", `${text}, runs programs`);
    const message = "The sandbox gives a wrong result.";
    return found("sandbox", text, [createDiagnostic("DOCTOR_WORKERD", message)]);
  } catch (error) {
    return found("sandbox", "cannot be used", diagnosticsOf(error));
  } finally {
    await sandbox.close();
    await connections.close();
  }
}

const NO_CONFIG = { path: "", rootDir: "", outDir: "", packageName: "", servers: [], limits: {} };

/** Starts a process for real: that a program is installed does not mean that it may be used here. */
async function checkProtection(): Promise<DoctorCheck> {
  try {
    const workerd = await createJailedStart()(DEFAULT_LIMITS.memoryBytes);
    await workerd.child.kill();
    return describeProtection(workerd.jail);
  } catch (error) {
    return found("protection", "cannot be told", diagnosticsOf(error));
  }
}

const HELD: Record<Jail["kind"], string[]> = {
  bubblewrap: [
    "no network, no files but the system's libraries, no other processes, no privileges, ended by the kernel with us (bubblewrap)",
  ],
  setpriv: [
    "no privileges, ended by the kernel with us (setpriv; with bubblewrap it would see no network and no files)",
  ],
  plain: [],
};

const PROCESS = "process with one program at a time, killed when one must be stopped";

/** What of memory and processor time can be limited on this system; the wall clock always is. */
function limitsHere(): string[] {
  if (hasMemoryLimit()) return ["kernel limit on memory"];
  return ["memory limited by V8's heap only", "processor time not limited"];
}

function describeProtection({ kind }: Jail): DoctorCheck {
  const text = ["isolate without network", PROCESS, ...HELD[kind], ...limitsHere()].join("; ");
  if (kind !== "plain") return passed("protection", text);
  if (process.platform !== "linux") {
    const message =
      "On this system the sandbox's process keeps your privileges: only the isolate holds a program.";
    const hint = "Run codemode on Linux where programs are not trusted.";
    return found("protection", text, [createDiagnostic("DOCTOR_JAIL", message, { hint })]);
  }
  const message =
    "Neither bubblewrap nor `setpriv` can be used: the sandbox's process keeps your privileges.";
  return found("protection", text, [createDiagnostic("DOCTOR_JAIL", message)]);
}

function versionOf(name: string): string {
  try {
    const manifest = createRequire(import.meta.url)(`${name}/package.json`) as { version: string };
    return manifest.version;
  } catch {
    return "(not installed)";
  }
}

function diagnosticsOf(error: unknown): readonly Diagnostic[] {
  if (error instanceof CodemodeError) return error.diagnostics;
  throw error;
}
