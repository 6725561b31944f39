import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

/** What holds the sandbox's process besides the isolate. */
export interface Jail {
  /**
   * `bubblewrap`: namespaces of its own (no network, no other process to be seen), a root that holds workerd and the
   * system's libraries, no privileges. `setpriv`: util-linux's, the privileges taken away. `plain`: neither.
   * The first two are ended by the kernel when we end.
   */
  kind: "bubblewrap" | "setpriv" | "plain";
  /** Path of the program that makes it; empty for `plain`. */
  program: string;
}

/** A command in a jail: what to start, and where the socket's folder is for it. */
export interface JailedCommand {
  command: [string, ...string[]];
  /** File descriptor on which the jail says the process id of what it started; null when that is the one we start. */
  infoFd: number | null;
}

/** Data segments of an idle workerd, 540 MB of address space that is mostly never touched; the budget comes on top. */
const IDLE_DATA_BYTES = 640 * 1024 * 1024;

/** More than workerd opens; a program has no way to open any. */
const OPEN_FILES = 256;

/** Follows 0 to 2 and the one that workerd reports its socket on. */
const INFO_FD = 4;

/** Where memory runs out, in the machine or in a container, the kernel ends this process before it ends us; see proc(5). */
const EXPENDABLE = "echo 1000 > /proc/self/oom_score_adj";

/** Where the socket's folder is in a bubblewrap. */
const INNER_FOLDER = "/socket";

const PROGRAM_FOLDERS = ["/usr/bin", "/bin", "/usr/local/bin"];
const LIBRARY_FOLDERS = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];

/** What this machine has, the strongest first. The last of them needs nothing. */
export function detectJails(): [Jail, ...Jail[]] {
  const jails: [Jail, ...Jail[]] = [{ kind: "plain", program: "" }];
  if (process.platform !== "linux") return jails;
  const setpriv = findProgram("setpriv");
  if (setpriv !== null) jails.unshift({ kind: "setpriv", program: setpriv });
  const bubblewrap = findProgram("bwrap");
  if (bubblewrap !== null) jails.unshift({ kind: "bubblewrap", program: bubblewrap });
  return jails;
}

/** Whether the kernel limits the process's memory (RLIMIT_DATA) besides our own watch over it. */
export function hasMemoryLimit(): boolean {
  return process.platform === "linux";
}

/** The folder of the socket as the jailed process sees it. */
export function folderInJail(jail: Jail, folder: string): string {
  return jail.kind === "bubblewrap" ? INNER_FOLDER : folder;
}

/**
 * The command that runs `command` in the jail, with the kernel's limits on memory, files and dumps.
 * @param folder the one folder outside that it may write to: for its socket
 * @param memoryBytes on top of what an idle workerd has
 */
export function jailCommand(
  jail: Jail,
  command: readonly [string, ...string[]],
  folder: string,
  memoryBytes: number,
): JailedCommand {
  if (process.platform === "win32") return { command: [...command], infoFd: null };
  const kib = Math.ceil((IDLE_DATA_BYTES + memoryBytes) / 1024);
  // No file is written (a socket is none), none is dumped, few are opened. A limit that is lower already stays. The socket
  // is ours alone, and ours whatever our umask is.
  const always = `umask 077; ulimit -c 0; ulimit -f 0; ulimit -n ${OPEN_FILES}`;
  const limits = hasMemoryLimit() ? `${always}; ulimit -d ${kib}; ${EXPENDABLE}` : always;
  return {
    // Each part replaces its process by the next, so that the process we start is the outermost jail.
    command: [
      "/bin/sh",
      "-c",
      `{ ${limits}; } 2>/dev/null; exec "$0" "$@"`,
      ...wrap(jail, command, folder),
    ],
    infoFd: jail.kind === "bubblewrap" ? INFO_FD : null,
  };
}

function wrap(jail: Jail, command: readonly [string, ...string[]], folder: string): string[] {
  if (jail.kind === "bubblewrap") return wrapInNamespaces(jail.program, command, folder);
  if (jail.kind === "plain") return [...command];
  const privileges = process.getuid?.() === 0 ? ["--inh-caps=-all", "--bounding-set=-all"] : [];
  const options = ["--pdeathsig", "KILL", "--no-new-privs", ...privileges];
  return [jail.program, ...options, "--", ...command];
}

function wrapInNamespaces(
  program: string,
  [binary, ...args]: readonly [string, ...string[]],
  folder: string,
): string[] {
  const readOnly = [...LIBRARY_FOLDERS.filter((library) => existsSync(library)), binary];
  return [
    program,
    "--unshare-all",
    "--die-with-parent",
    // Otherwise a second process of bubblewrap's is between us and workerd.
    "--as-pid-1",
    "--cap-drop",
    "ALL",
    "--clearenv",
    ...readOnly.flatMap((place) => ["--ro-bind", place, place]),
    "--bind",
    folder,
    INNER_FOLDER,
    "--chdir",
    "/",
    "--info-fd",
    String(INFO_FD),
    "--",
    binary,
    ...args,
  ];
}

function findProgram(name: string): string | null {
  for (const folder of PROGRAM_FOLDERS) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not there: the next one.
    }
  }
  return null;
}
