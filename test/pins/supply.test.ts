// What is installed with codemode: cases D1 to D5 of the threat model.
//
// - D1 nothing that is installed needs to run a script for it: below
// - D2 what is installed is what was locked: each package has a SHA-512 in the lockfile, which `npm ci` holds it against.
//   The binary is not hashed again when it is started: whoever can change it can change codemode beside it.
// - D3 one registry, no packages from elsewhere: below
// - D4 few packages at run time, each with its reason in docs/architecture.md (dependencies.test.ts), none that fetches or
//   executes what a schema says: below
// - D5 the version floor of workerd: below, and run/lifetime.test.ts for what is installed. Its age is not tested: no test
//   reads a clock.
//
// Known advisories are no test either: the answer is the registry's, and changes without a change here.
import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findWorkerd } from "../../src/run/find-workerd.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dev?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
}

const { packages } = JSON.parse(read("package-lock.json")) as {
  packages: Record<string, LockedPackage>;
};
const locked = Object.entries(packages).filter(([place]) => place !== "");
const nameOf = (place: string): string => place.split("node_modules/").at(-1) ?? "";
/** On every platform. */
const atRunTime = locked.filter(([, { dev, optional }]) => dev !== true && optional !== true);

test("D1: one package has an install script, and works without it", () => {
  const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  expect(scripted.map(([place]) => nameOf(place))).toEqual(["workerd"]);
  // The script only puts the binary where a script stands otherwise: ours is the platform package's own.
  const { binary } = findWorkerd();
  expect(binary).toMatch(/@cloudflare[\\/]workerd-/);
  const file = openSync(binary, "r");
  const magic = Buffer.alloc(4);
  readSync(file, magic, 0, 4, 0);
  closeSync(file);
  // ELF, Mach-O in either order of bytes, PE.
  expect(magic.toString("hex")).toMatch(/^(?:7f454c46|cffaedfe|feedfacf|4d5a)/);
});

test("D2: every package is locked with a SHA-512", () => {
  const without = locked.filter(([, { integrity = "" }]) => !integrity.startsWith("sha512-"));
  expect(without.map(([place]) => place)).toEqual([]);
});

test("D3: every package is the registry's, under a version", () => {
  const odd = locked.filter(
    ([, { resolved, link, version = "" }]) =>
      link === true ||
      !/^\d+\.\d+\.\d+/.test(version) ||
      (resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/")),
  );
  expect(odd.map(([place]) => place)).toEqual([]);
});

test("D4: few packages at run time", () => {
  expect(atRunTime.length).toBeLessThanOrEqual(70);
});

/** They fetch references or print what a schema says as code, or fetch and start what they need when installed. */
const REFUSED =
  /^(?:json-schema-to-typescript|node-gyp|node-pre-gyp|prebuild-install|request|vm2)$/;

test("D4: none at run time that fetches or executes what a schema says", () => {
  expect(atRunTime.map(([place]) => nameOf(place)).filter((name) => REFUSED.test(name))).toEqual(
    [],
  );
  // One that can fetch is there for OpenAPI documents, and has one user, which forbids it.
  const fetching = atRunTime.filter(([place]) => nameOf(place).endsWith("json-schema-ref-parser"));
  for (const [place] of fetching) expect(place).toContain("@readme/openapi-parser/");
  const users = sourceFiles().filter((file) => /from "@readme\/openapi-parser"/.test(read(file)));
  expect(users.filter((file) => file !== "src/openapi/validate-worker.ts")).toEqual([]);
  for (const file of users) {
    expect(read(file)).toContain("resolve: { external: false, file: false }");
  }
});

test("D5: the locked workerd is not below the floor", () => {
  const floor = /FLOOR = "1\.(\d{8})\./.exec(read("src/run/find-workerd.ts"))?.[1];
  const version = packages["node_modules/workerd"]?.version;
  const date = /^1\.(\d{8})\./.exec(version ?? "")?.[1];
  expect(Number(floor)).toBeGreaterThanOrEqual(20_260_619);
  expect(Number(date)).toBeGreaterThanOrEqual(Number(floor));
  // The installed one is the locked one.
  expect(findWorkerd().version).toBe(version);
});

function sourceFiles(): string[] {
  return readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `src/${file.replaceAll("\\", "/")}`);
}
