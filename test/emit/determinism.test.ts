import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const SRC = path.resolve(import.meta.dirname, "../../src");
const run = promisify(execFile);

test("nothing that decides what is written asks for a locale, a clock or chance", () => {
  const forbidden =
    /\.toLocale\w+\(|\.localeCompare\(|\bIntl\.|\bnew Date\b|Date\.now\(|Math\.random\(|\bEOL\b/;
  const found = ["emit", "diff", "model", "lock/build.ts", "json.ts"]
    .flatMap((place) => (place.endsWith(".ts") ? [place] : sourcesOf(place)))
    .filter((file) => forbidden.test(readFileSync(path.join(SRC, file), "utf8")));
  expect(found).toEqual([]);
});

function sourcesOf(folder: string): string[] {
  return readdirSync(path.join(SRC, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(folder, file));
}

/** The digest of everything that is emitted for the hostile catalogs, by the built package in a process of its own. */
async function digestIn(env: Record<string, string>, shuffle: boolean): Promise<string> {
  const script = path.join(import.meta.dirname, "emit-digest.mjs");
  const { stdout } = await run(process.execPath, [script, String(shuffle)], {
    env: { PATH: process.env["PATH"], ...env },
    cwd: "/",
  });
  return stdout.trim();
}

test("the same bytes in any locale and time zone, and whatever order a server uses", async () => {
  const digests = await Promise.all([
    digestIn({ LC_ALL: "C", TZ: "UTC" }, false),
    digestIn({ LC_ALL: "tr_TR.UTF-8", LANG: "tr", TZ: "Asia/Kathmandu" }, true),
    digestIn({ LC_ALL: "ja_JP.UTF-8", LANG: "ja", TZ: "America/St_Johns" }, true),
  ]);
  expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(digests).size).toBe(1);
});
