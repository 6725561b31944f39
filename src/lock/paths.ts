/** Names of what codemode writes into the output folder, as paths with `/` relative to it. */

export const LOCK_PATH = "codemode.lock.json";
export const CHANGELOG_PATH = "CHANGELOG.md";
export const FILE_LIST_PATH = "files.json";
/** Only there while a command writes, or after one was interrupted. */
export const WORK_FOLDER = ".codemode-write";

export function catalogPath(serverKey: string): string {
  return `catalog/${serverKey}.json`;
}

/** No step begins with a dot, so that none is `..` or hidden. */
const OWN_PATH = /^(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*\/){0,8}[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;

/**
 * Whether a path could be one of ours. Lists of paths are read from committed files, which a hostile repository may have
 * written: what does not pass is never opened, replaced or removed.
 */
export function isOwnPath(path: string): boolean {
  return path.length <= 300 && OWN_PATH.test(path);
}
