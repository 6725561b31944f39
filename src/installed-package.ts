import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/**
 * The real folder of an installed package. Node's own resolution costs milliseconds of every start when it is first asked
 * for a package with `exports`; it is asked only where there is no `node_modules` (Yarn's Plug'n'Play).
 *
 * @param from the folder of a package that depends on it
 * @throws Error `MODULE_NOT_FOUND`
 */
export function installedPackage(name: string, from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, "node_modules", name);
    if (existsSync(path.join(candidate, "package.json"))) return realpathSync(candidate);
    if (path.dirname(folder) === folder) return resolvedPackage(name, from);
  }
}

function resolvedPackage(name: string, from: string): string {
  const { resolve } = createRequire(path.join(from, "package.json"));
  return path.dirname(resolve(`${name}/package.json`));
}
