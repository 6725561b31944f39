import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openPage } from "../../src/process/open-page.ts";

let folder: string;

/** A desktop whose opener writes down what it is given. */
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "codemode-open-"));
  const opener = path.join(folder, "xdg-open");
  const out = path.join(folder, "opened");
  writeFileSync(
    opener,
    `#!/bin/sh\nprintf '%s\\n' "$#" "$@" > "${out}.new"\n/usr/bin/env >> "${out}.new"\n/bin/mv "${out}.new" "${out}"\n`,
  );
  chmodSync(opener, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const desktop = (): Record<string, string> => ({
  PATH: folder,
  DISPLAY: ":0",
  GITHUB_TOKEN: "canary-token",
});

async function opened(): Promise<string[]> {
  const out = path.join(folder, "opened");
  while (!existsSync(out)) await sleep(10);
  return readFileSync(out, "utf8").split("\n");
}

describe.runIf(process.platform === "linux")("on a desktop", () => {
  test("the page is one argument, whatever stands in it, and no shell reads it", async () => {
    const page = "https://login.example/authorize?a=$(id)&b=`id`&c=;id";
    expect(openPage(new URL(page), desktop())).toBe(true);
    const [count, argument, ...environment] = await opened();
    expect([count, argument]).toEqual(["1", page]);
    expect(environment).toContain("DISPLAY=:0");
    expect(environment.join("\n")).not.toContain("canary");
  });

  test.each([
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://login.example/",
    "vscode://x",
    "data:text/html,x",
  ])("%s is not opened", (page) => {
    expect(openPage(new URL(page), desktop())).toBe(false);
  });

  test("an address that no process takes is not opened, and ends nothing", () => {
    expect(openPage(new URL(`https://x.example/?${"x".repeat(3_000_000)}`), desktop())).toBe(false);
  });

  test("a machine without a desktop opens nothing", () => {
    const page = new URL("https://login.example/");
    expect(openPage(page, { PATH: folder })).toBe(false);
    expect(openPage(page, { PATH: folder, SSH_CONNECTION: "x" })).toBe(false);
  });

  test("an opener that is not there is no failure", async () => {
    rmSync(path.join(folder, "xdg-open"));
    expect(openPage(new URL("https://login.example/"), desktop())).toBe(true);
    await sleep(50);
  });
});
