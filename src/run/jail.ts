import { accessSync, constants } from "node:fs";
import path from "node:path";

/** What holds the sandbox's process besides the isolate. */
export interface Jail {
  /**
   * `setpriv`: util-linux's, so that the kernel ends the process with us, without privileges or a way to get any.
   * `plain`: none on this machine.
   */
  kind: "setpriv" | "plain";
  /** Whether the kernel limits the process's memory (RLIMIT_DATA) besides our own watch over it. */
  memoryLimit: boolean;
}

/** Data segments of an idle workerd, 540 MB of address space that is mostly never touched; the budget comes on top. */
const IDLE_DATA_BYTES = 640 * 1024 * 1024;

/** What this machine has. Linux only so far; elsewhere the isolate and the watch over memory and time stand alone. */
export function detectJail(): Jail {
  if (process.platform !== "linux") return { kind: "plain", memoryLimit: false };
  return { kind: findSetpriv() === null ? "plain" : "setpriv", memoryLimit: true };
}

/**
 * The command that runs `command` in the jail. Each part replaces its process by the next, so that the process id stays
 * the one we started.
 */
export function jailCommand(
  jail: Jail,
  command: readonly [string, ...string[]],
  memoryBytes: number,
): [string, ...string[]] {
  if (process.platform === "win32") return [...command];
  const setpriv = jail.kind === "setpriv" ? findSetpriv() : null;
  const privileges = process.getuid?.() === 0 ? ["--inh-caps=-all", "--bounding-set=-all"] : [];
  const inner =
    setpriv === null
      ? command
      : [setpriv, "--pdeathsig", "KILL", "--no-new-privs", ...privileges, "--", ...command];
  const kib = Math.ceil((IDLE_DATA_BYTES + memoryBytes) / 1024);
  const limits = jail.memoryLimit ? `ulimit -d ${kib}; ulimit -c 0` : "ulimit -c 0";
  return ["/bin/sh", "-c", `${limits}; exec "$0" "$@"`, ...inner];
}

function findSetpriv(): string | null {
  for (const folder of ["/usr/bin", "/bin", "/usr/local/bin"]) {
    const file = path.join(folder, "setpriv");
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not there: the next one.
    }
  }
  return null;
}
