import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

interface LockedPackage {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const lockfile = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockedPackage>;
};

/** Native packages are asked for by exact version; the odd range (fsevents) is met by being there. */
function satisfies(locked: string | undefined, wanted: string): boolean {
  return locked !== undefined && (locked === wanted || /^[~^]/.test(wanted));
}

test("every dependency is pinned to one exact version", () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, range]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range),
  );
  expect(loose).toEqual([]);
});

// `npm ci` refuses a lockfile that lacks a platform's package on that platform.
test("the lockfile has the native packages of every platform", () => {
  const missing = Object.entries(lockfile.packages).flatMap(([place, locked]) =>
    Object.entries(locked.optionalDependencies ?? {})
      .filter(([name, version]) =>
        [`node_modules/${name}`, `${place}/node_modules/${name}`].every(
          (candidate) => !satisfies(lockfile.packages[candidate]?.version, version),
        ),
      )
      .map(([name, version]) => `${place} needs ${name}@${version}`),
  );
  expect(missing).toEqual([]);
});

test("workerd is locked for Linux, macOS and Windows", () => {
  const locked = Object.keys(lockfile.packages["node_modules/workerd"]?.optionalDependencies ?? {});
  expect(locked.toSorted()).toEqual([
    "@cloudflare/workerd-darwin-64",
    "@cloudflare/workerd-darwin-arm64",
    "@cloudflare/workerd-linux-64",
    "@cloudflare/workerd-linux-arm64",
    "@cloudflare/workerd-windows-64",
  ]);
});

test("docs/architecture.md has a row for every dependency", () => {
  const page = readFileSync(path.join(ROOT, "docs", "architecture.md"), "utf8");
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const rows = new Set([...page.matchAll(/^\| `([^`]+)` +\|/gm)].map((match) => match[1]));
  expect(names.filter((name) => !rows.has(name))).toEqual([]);
});
