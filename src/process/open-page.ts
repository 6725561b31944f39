import { spawn } from "node:child_process";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Has the browser of a desktop show a page. No shell is involved, and only pages of the web are shown: what a server names
 * must not become a program (`file:`, `javascript:` and what else a desktop opens).
 *
 * The one child that may outlive us, and so not of `spawnChild`: a browser that was not running yet goes on.
 *
 * @returns whether it was tried: not without a desktop
 */
export function openPage(page: URL, env: Environment): boolean {
  if (!isWebPage(page)) return false;
  const opener = findOpener(page.href, env);
  if (opener === null) return false;
  try {
    const child = spawn(opener.command, opener.args, {
      env: desktopEnvironment(env),
      stdio: "ignore",
      detached: true,
      windowsHide: true,
    });
    // Without an opener there is still the address that was printed.
    child.on("error", () => {});
    child.unref();
    return true;
  } catch {
    // Not an event: a text that is too long for an argument.
    return false;
  }
}

function isWebPage({ protocol, hostname }: URL): boolean {
  if (protocol === "https:") return true;
  return protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

function findOpener(page: string, env: Environment): { command: string; args: string[] } | null {
  if (env["SSH_CONNECTION"] !== undefined && env["DISPLAY"] === undefined) return null;
  switch (process.platform) {
    case "darwin":
      return { command: "open", args: [page] };
    case "win32":
      // Not `start`, which is a shell's.
      return { command: "rundll32", args: ["url.dll,FileProtocolHandler", page] };
    default: {
      const hasDesktop = env["DISPLAY"] !== undefined || env["WAYLAND_DISPLAY"] !== undefined;
      return hasDesktop ? { command: "xdg-open", args: [page] } : null;
    }
  }
}

/** What finds the desktop and its browser; no key of the user's gets into a browser this way. */
const DESKTOP =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|XDG_\w+|DESKTOP_SESSION|KDE_\w+|GNOME_\w+|BROWSER|TMPDIR|TEMP|TMP|SystemRoot|USERPROFILE|APPDATA|LOCALAPPDATA|ProgramFiles.*)$/i;

function desktopEnvironment(env: Environment): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => DESKTOP.test(name)));
}
