import { spawn, type ChildProcess } from "node:child_process";
import type { Writable } from "node:stream";

/**
 * A shell that waits for the end of our standard output to it, which comes even when we are killed with SIGKILL, and
 * then kills every process group and removes every folder we had told it of. It is told of both before they matter and
 * again when they are gone. POSIX only: on Windows `watch` and `forget` do nothing.
 */
const SCRIPT = `
trap '' INT TERM HUP
groups=
folders=
newline='
'
without() { printf '%s' "$1" | grep -vxF -- "$2"; }
while read -r op value; do
  case $op in
    +group) groups="$groups$value$newline" ;;
    -group) groups="$(without "$groups" "$value")$newline" ;;
    +folder) folders="$folders$value$newline" ;;
    -folder) folders="$(without "$folders" "$value")$newline" ;;
  esac
done
IFS=$newline
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
for folder in $folders; do rm -rf -- "$folder"; done
`;

export type ReaperSubject = { group: number } | { folder: string };

let reaper: ChildProcess | null = null;

/** What is watched now: a reaper that was ended by someone else is replaced by one that knows all of it. */
const watched = new Set<string>();

/** A shell that will not stay is not started for ever. */
let startsLeft = 10;

/** Has the subject destroyed if this process dies without having destroyed it. */
export function watch(subject: ReaperSubject): void {
  tell("+", subject);
}

/** The subject is gone: nothing is to be done about it any more. */
export function forget(subject: ReaperSubject): void {
  tell("-", subject);
}

function tell(sign: "+" | "-", subject: ReaperSubject): void {
  if (process.platform === "win32") return;
  const line = "group" in subject ? `group ${subject.group}` : `folder ${subject.folder}`;
  // A folder name with a line feed could name another folder; we make the names ourselves, in the temporary folder.
  if (line.includes("\n")) return;
  if (sign === "+") watched.add(line);
  else watched.delete(line);
  if (reaper !== null) send(reaper, `${sign}${line}`);
  else if (sign === "+") start();
}

function send(shell: ChildProcess, line: string): void {
  (shell.stdin as Writable).write(`${line}\n`);
}

function start(): void {
  if (startsLeft === 0) return;
  startsLeft -= 1;
  // Its own session, so that a Ctrl-C in the terminal does not end it before us.
  const shell = spawn("/bin/sh", ["-c", SCRIPT], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    env: { PATH: "/usr/bin:/bin" },
    cwd: "/",
  });
  shell.on("error", () => {});
  if (shell.pid === undefined) {
    // No descriptor or process is left for it. Whatever is watched next tries again.
    startsLeft += 1;
    return;
  }
  shell.stdin?.on("error", () => {});
  shell.on("exit", () => {
    reaper = null;
    if (watched.size > 0) start();
  });
  shell.unref();
  // The pipe must not keep our event loop alive either; `unref` is on sockets only.
  (shell.stdin as unknown as { unref?: () => void }).unref?.();
  reaper = shell;
  for (const line of watched) send(shell, `+${line}`);
}
