import { createHash } from "node:crypto";
import { readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { serverUrlProblem } from "../config/server-url.ts";
import { codemodeError, type CodemodeError } from "../diagnostics/error.ts";
import type { JsonValue } from "../json.ts";
import type { FetchOne } from "./fetch-one.ts";
import { FETCH_SPEC_MS, MAX_SPEC_BYTES, MAX_SPEC_FILES } from "./limits.ts";
import { parseSpecText } from "./parse-text.ts";
import type { SpecFile } from "./references.ts";
import { readBounded } from "./read-bounded.ts";

/** A document and what it was read from. */
export interface Spec {
  main: SpecFile;
  /** A file that the document refers to; `null` when it may not or cannot be read. */
  open(reference: string, from: SpecFile): SpecFile | null;
  /** SHA-256 (hex) of every file read so far by its name, line ends as on Unix. */
  digests(): Record<string, string>;
}

export interface ReadSpecOptions {
  rootDir: string;
  signal?: AbortSignal | undefined;
  /** Node's own unless given. */
  fetch?: FetchOne | undefined;
  /** Milliseconds that a remote document may take. Default 30 000. */
  fetchMs?: number | undefined;
}

/** Whether the document is fetched, which is done when the SDK is generated and never when a program runs. */
export function isRemoteSpec(spec: string): boolean {
  return /^https?:\/\//i.test(spec);
}

/**
 * Reads the document. A local one may refer to files of its own folder, JSON and YAML, which are read when they are
 * needed; nothing else is ever opened, and only a document that is itself a URL is fetched.
 *
 * @param spec a path relative to `options.rootDir`, or an https: URL (http: on the loopback interface)
 * @throws CodemodeError `OPENAPI_UNREADABLE`, `OPENAPI_INVALID`
 */
export async function readSpec(
  server: string,
  spec: string,
  options: ReadSpecOptions,
): Promise<Spec> {
  const refuse = (code: "OPENAPI_UNREADABLE" | "OPENAPI_INVALID", why: string): CodemodeError =>
    codemodeError(code, `Server \`${server}\`: its OpenAPI document ${why}.`, {
      location: { server },
    });
  const digests = new Map<string, string>();
  const parse = async (name: string, text: string): Promise<JsonValue> => {
    digests.set(name, digestOf(text));
    try {
      return await parseSpecText(text);
    } catch (error) {
      throw refuse("OPENAPI_INVALID", (error as Error).message);
    }
  };
  if (isRemoteSpec(spec)) {
    const text = await fetchSpec(spec, refuse, options);
    const main: SpecFile = { name: "", root: await parse("", text) };
    return { main, open: () => null, digests: () => Object.fromEntries(digests) };
  }
  const file = path.resolve(options.rootDir, spec);
  const read = readText(file);
  if ("problem" in read) throw refuse("OPENAPI_UNREADABLE", `(${spec}) ${read.problem}`);
  const main: SpecFile = { name: "", root: await parse("", read.text) };
  const others = await readReferredFiles(path.dirname(file), main, digests);
  return {
    main,
    open: (reference, from) => others.get(nameOf(reference, from) ?? "") ?? null,
    digests: () => Object.fromEntries(digests),
  };
}

/** Whether the files of a committed catalog are still the same; `null` when the document itself is not there. */
export function sameSpec(
  spec: string,
  rootDir: string,
  digests: Readonly<Record<string, string>>,
): boolean | null {
  const file = path.resolve(rootDir, spec);
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return null;
  return Object.entries(digests).every(([name, digest]) => {
    const inner = name === "" ? file : fileInside(path.dirname(file), name);
    const read = inner === null ? null : readText(inner);
    return read !== null && "text" in read && digestOf(read.text) === digest;
  });
}

function digestOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

function readText(file: string): { text: string } | { problem: string } {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return { problem: "is not a regular file" };
    if (stat.size > MAX_SPEC_BYTES) return { problem: `has more than ${MAX_SPEC_BYTES} bytes` };
    return { text: readFileSync(file, "utf8").replace(/^\uFEFF/, "") };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return { problem: missing ? "does not exist" : "cannot be read" };
  }
}

/** Reads every file that is referred to, from file to file: what resolves a reference later need not wait. */
async function readReferredFiles(
  folder: string,
  main: SpecFile,
  digests: Map<string, string>,
): Promise<Map<string, SpecFile>> {
  const files = new Map<string, SpecFile>();
  const pending = [main];
  let bytes = 0;
  for (let from = pending.pop(); from !== undefined; from = pending.pop()) {
    for (const reference of referredFiles(from.root)) {
      const name = nameOf(reference, from);
      if (name === null || files.has(name) || files.size >= MAX_SPEC_FILES) continue;
      const file = fileInside(folder, name);
      const read = file === null ? null : readText(file);
      if (read === null || "problem" in read) continue;
      bytes += read.text.length;
      if (bytes > MAX_SPEC_BYTES) return files;
      const root = await parseSpecText(read.text).catch(() => null);
      if (root === null) continue;
      digests.set(name, digestOf(read.text));
      const opened: SpecFile = { name, root };
      files.set(name, opened);
      pending.push(opened);
    }
  }
  return files;
}

/** The files in `$ref` anywhere in a value, without their fragments. */
function referredFiles(root: JsonValue): Set<string> {
  const found = new Set<string>();
  const pending: JsonValue[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== "object" || next === null) continue;
    for (const [key, child] of Object.entries(next)) {
      if (key === "$ref" && typeof child === "string" && !child.startsWith("#")) {
        found.add(child.split("#")[0] as string);
      } else if (typeof child === "object") pending.push(child);
    }
  }
  return found;
}

/** The name of a file inside the document's folder, `null` for any other place: no URL, nothing above. */
function nameOf(reference: string, from: SpecFile): string | null {
  if (/^[a-z][a-z0-9+.-]*:|^\/|\\|\0/i.test(reference)) return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(reference);
  } catch {
    return null;
  }
  const name = path.posix.normalize(path.posix.join(path.posix.dirname(from.name), decoded));
  if (name === ".." || name.startsWith("../") || path.posix.isAbsolute(name)) return null;
  return /\.(?:json|ya?ml)$/i.test(name) && !/[\\\0]/.test(name) ? name : null;
}

/** Also through symbolic links nothing outside of the folder is read. */
function fileInside(folder: string, name: string): string | null {
  try {
    const root = realpathSync(folder);
    const file = realpathSync(path.join(folder, name));
    return file.startsWith(root + path.sep) ? file : null;
  } catch {
    return null;
  }
}

async function fetchSpec(
  url: string,
  refuse: (code: "OPENAPI_UNREADABLE", why: string) => CodemodeError,
  { signal, fetch: fetchOne = fetch, fetchMs = FETCH_SPEC_MS }: ReadSpecOptions,
): Promise<string> {
  const problem = serverUrlProblem(url);
  if (problem !== null) throw refuse("OPENAPI_UNREADABLE", `has a URL that ${problem}`);
  const timeout = AbortSignal.timeout(fetchMs);
  try {
    const response = await fetchOne(url, {
      // To another host only a person should send us.
      redirect: "error",
      headers: { accept: "application/json, application/yaml, text/yaml, */*;q=0.1" },
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw refuse("OPENAPI_UNREADABLE", `was answered with HTTP status ${response.status}`);
    }
    const bytes = await readBounded(response, MAX_SPEC_BYTES);
    if (bytes === null) {
      throw refuse("OPENAPI_UNREADABLE", `has more than ${MAX_SPEC_BYTES} bytes`);
    }
    return bytes.toString("utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (timeout.aborted) {
      throw refuse("OPENAPI_UNREADABLE", `did not arrive within ${fetchMs} ms`);
    }
    if (error instanceof TypeError) throw refuse("OPENAPI_UNREADABLE", "could not be fetched");
    throw error;
  }
}
