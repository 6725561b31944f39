/**
 * The names of the environment that a server inherits: what the official SDK's `getDefaultEnvironment` passes on, and
 * what locale, temporary files, proxies and certificates need. Everything else (tokens of other tools above all) it
 * gets only through its own `env`.
 */
const POSIX_NAMES = ["HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER"];

const WINDOWS_NAMES = [
  "APPDATA",
  "COMSPEC",
  "HOMEDRIVE",
  "HOMEPATH",
  "LOCALAPPDATA",
  "PATH",
  "PATHEXT",
  "PROCESSOR_ARCHITECTURE",
  "PROGRAMDATA",
  "PROGRAMFILES",
  "PROGRAMFILES(X86)",
  "PROGRAMW6432",
  "SYSTEMDRIVE",
  "SYSTEMROOT",
  "TEMP",
  "TMP",
  "USERNAME",
  "USERPROFILE",
  "WINDIR",
];

const COMMON_NAMES = [
  "LANG",
  "LANGUAGE",
  "TZ",
  "TMPDIR",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "ALL_PROXY",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "XDG_CACHE_HOME",
  "XDG_CONFIG_HOME",
  "XDG_DATA_HOME",
];

/** Proxies are spelt in lower case as often as not. */
const INHERITED = new Set([...POSIX_NAMES, ...WINDOWS_NAMES, ...COMMON_NAMES]);

/**
 * The whole environment of a server's process.
 *
 * @param env the environment of this process
 * @param own the server's own `env`, already expanded; it wins
 */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const inherited = Object.entries(env).filter((entry): entry is [string, string] => {
    const [name, value] = entry;
    // A value that begins with "()" is a function that an old bash would execute (Shellshock).
    return value !== undefined && isInherited(name) && !value.startsWith("()");
  });
  return Object.fromEntries([...inherited, ...Object.entries(own)]);
}

function isInherited(name: string): boolean {
  return (
    INHERITED.has(name) ||
    /^LC_[A-Z]+$/.test(name) ||
    /^(?:https?|no|all)_proxy$/.test(name) ||
    (process.platform === "win32" && INHERITED.has(name.toUpperCase()))
  );
}
