import { isJsonObject, renderJsonFile, type JsonValue } from "../json.ts";
import { digestText } from "../lock/digest.ts";
import { CHANGELOG_PATH, FILE_LIST_PATH, isOwnPath } from "../lock/paths.ts";

/** `files.json`: every file that codemode wrote, by its path, with its SHA-256. What is not in it is not ours. */
export function renderFileList(files: ReadonlyMap<string, string>): string {
  const digests = [...files]
    .filter(([path]) => path !== FILE_LIST_PATH)
    // People may edit what the changelog says of releases; nothing is stale then.
    .map(([path, text]) => [path, path === CHANGELOG_PATH ? "" : digestText(text)]);
  return renderJsonFile({ filesVersion: 1, files: Object.fromEntries(digests) as JsonValue });
}

/** The digests by path; `null` when it is no such list, or names what can never be ours. */
export function parseFileList(text: string): Map<string, string> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isJsonObject(value) || value["filesVersion"] !== 1 || !isJsonObject(value["files"])) {
    return null;
  }
  const digests = new Map<string, string>();
  for (const [path, digest] of Object.entries(value["files"])) {
    if (!isOwnPath(path) || typeof digest !== "string" || !isDigestOf(path, digest)) return null;
    digests.set(path, digest);
  }
  return digests;
}

function isDigestOf(path: string, digest: string): boolean {
  return digest === "" ? path === CHANGELOG_PATH : /^[0-9a-f]{64}$/.test(digest);
}
