import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The installed package's folder: the nearest with a `package.json`, whether this runs from `src/`, `dist/` or a bundle. */
export const PACKAGE_ROOT = findPackageRoot(import.meta.dirname);

/** What `npm run build` makes: the checker's library and workerd's configuration. */
export const ASSETS = path.join(PACKAGE_ROOT, "dist", "assets");

/** Real sources that are copied into outputs or handed to workerd. */
export const TEMPLATES = path.join(PACKAGE_ROOT, "templates");

export const VERSION = readVersion();

function findPackageRoot(folder: string): string {
  return existsSync(path.join(folder, "package.json"))
    ? folder
    : findPackageRoot(path.dirname(folder));
}

function readVersion(): string {
  const text = readFileSync(path.join(PACKAGE_ROOT, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
