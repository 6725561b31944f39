import { readFileSync } from "node:fs";
import path from "node:path";

/** The installed package's folder: `src/` and `dist/` lie at the same depth in it. */
export const PACKAGE_ROOT = path.resolve(import.meta.dirname, "..");

/** What `npm run build` makes: the checker's library and workerd's configuration. */
export const ASSETS = path.join(PACKAGE_ROOT, "dist", "assets");

/** Real sources that are copied into outputs or handed to workerd. */
export const TEMPLATES = path.join(PACKAGE_ROOT, "templates");

export const VERSION = readVersion();

function readVersion(): string {
  const text = readFileSync(path.join(PACKAGE_ROOT, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
