import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { compareCodeUnits, renderJsonFile } from "../json.ts";
import { digestText } from "../lock/digest.ts";
import type { Model } from "../model/types.ts";
import { TEMPLATES } from "../package-root.ts";

/** The shim's modules are text to the host worker, which hands them to each program's isolate. */
const SHIM = /^(shim(?:-[a-z]+)?)\.js$/;

/**
 * `runtime/`: the Worker that runs programs, ready for `wrangler deploy`. The sources are those of the installed
 * package, unchanged, whatever the servers say; what depends on them is data, in the manifest.
 */
export function emitRuntimeFiles(model: Model, generatorVersion: string): Map<string, string> {
  const folder = path.join(TEMPLATES, "runtime");
  const files = new Map<string, string>();
  for (const name of readdirSync(folder).toSorted(compareCodeUnits)) {
    const text = readFileSync(path.join(folder, name), "utf8");
    files.set(`runtime/${name.replace(SHIM, "$1.txt")}`, text);
  }
  files.set("runtime/manifest.json", renderManifest(files, model, generatorVersion));
  return files;
}

/** Which sources these are, and which tool of which server each name of the SDK stands for. */
function renderManifest(
  files: ReadonlyMap<string, string>,
  model: Model,
  generatorVersion: string,
): string {
  const digests = [...files].map(([file, text]) => [path.posix.basename(file), digestText(text)]);
  return renderJsonFile({
    manifestVersion: 1,
    generator: { name: "codemode", version: generatorVersion },
    files: Object.fromEntries(digests) as Record<string, string>,
    servers: model.servers.map((server) => ({
      key: server.key,
      name: server.name,
      tools: server.tools.map(({ kind, name, wireName }) => ({
        ...(kind === undefined ? {} : { kind }),
        name,
        wireName,
      })),
    })),
  });
}
