import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { windowsLaunch as WindowsLaunch } from "../../src/process/windows-launch.ts";

// What would be started on Windows; that it is started there cannot be shown here.
let folder: string;
let launch: (command: string, args: string[]) => ReturnType<typeof WindowsLaunch>;
const platform = Object.getOwnPropertyDescriptor(process, "platform") as PropertyDescriptor;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "codemode-windows-"));
  for (const name of ["npx.cmd", "tool.exe", "node_modules/.bin/shim.cmd"]) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), "");
    chmodSync(path.join(folder, name), 0o755);
  }
  // Looked at once, when it is loaded.
  Object.defineProperty(process, "platform", { ...platform, value: "win32" });
  process.env["PATHEXT"] = ".exe;.cmd";
  const { windowsLaunch } = await import("../../src/process/windows-launch.ts");
  const env = { Path: [folder, path.join(folder, "node_modules/.bin")].join(";") };
  launch = (command, args) => windowsLaunch(command, args, { cwd: folder, env });
});
afterAll(() => {
  Object.defineProperty(process, "platform", platform);
  delete process.env["PATHEXT"];
  rmSync(folder, { recursive: true });
});

test("a program is started as it stands", () => {
  expect(launch("tool", ["a b", "&"])).toEqual({
    command: "tool",
    args: ["a b", "&"],
    verbatim: false,
  });
});

test("a .cmd launcher by way of cmd.exe, which is given one quoted line", () => {
  expect(launch("npx", ["-y", "@scope/server"])).toEqual({
    command: "cmd.exe",
    args: ["/d", "/s", "/c", `"npx ^"-y^" ^"@scope/server^""`],
    verbatim: true,
  });
});

const hostile: [string, { given: string; want: string }][] = [
  ["another command", { given: "a&calc", want: '^"a^&calc^"' }],
  ["a quote that would end it", { given: '"&calc&"', want: '^"\\^"^&calc^&\\^"^"' }],
  ["a variable", { given: "%PATH%", want: '^"^%PATH^%^"' }],
  ["a redirection", { given: ">x|y", want: '^"^>x^|y^"' }],
  ["nothing", { given: "", want: '^"^"' }],
];

describe("an argument is nothing but an argument", () => {
  test.each(hostile)("%s", (_name, { given, want }) => {
    expect(launch("npx", [given]).args.at(-1)).toBe(`"npx ${want}"`);
  });

  test("also of a shim, which hands its arguments on", () => {
    expect(launch("shim", ["a&b"]).args.at(-1)).toBe(`"shim ^^^"a^^^&b^^^""`);
  });

  test.each(["a\nb", "a\rb", "a\0b"])("%j cannot be one", (argument) => {
    expect(() => launch("npx", [argument])).toThrow("line break");
  });
});

test("a command that is not there", () => {
  expect(() => launch("nothing-of-the-kind", [])).toThrow(
    expect.objectContaining({ code: "ENOENT" }) as Error,
  );
});
