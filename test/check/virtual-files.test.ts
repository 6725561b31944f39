import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import { analyze, parseSource, writeCheckCopy } from "../../src/check/prepare.ts";
import { createSdkIndex } from "../../src/check/sdk-index.ts";
import { SDK } from "./sdk.ts";

/** What must not be told of a file that is there. */
const CANARY = "CANARY-1f9c";

const ENGINES = ["api", "cli"] as const;
const gates = {
  api: createGate(SDK, { engine: "api" }),
  cli: createGate(SDK, { engine: "cli" }),
};

// In the temporary folder, where `tsc -p` works: what lies above its folder is what it would look at.
const folder = mkdtempSync(path.join(tmpdir(), "codemode-canary-"));

beforeAll(() => {
  mkdirSync(path.join(folder, "node_modules/@types/evil"), { recursive: true });
  const typed = `declare global { const planted: "${CANARY}"; }\nexport declare const secret: "${CANARY}";\nexport type Secret = "${CANARY}";`;
  writeFileSync(
    path.join(folder, "source.ts"),
    `export const secret = "${CANARY}";\nexport type Secret = "${CANARY}";`,
  );
  writeFileSync(path.join(folder, "typed.d.ts"), typed);
  writeFileSync(path.join(folder, "plain.js"), `export const secret = "${CANARY}";`);
  writeFileSync(path.join(folder, "data.json"), `{ "secret": "${CANARY}" }`);
  writeFileSync(path.join(folder, "node_modules/@types/evil/index.d.ts"), typed);
  writeFileSync(
    path.join(folder, "package.json"),
    `{ "name": "${CANARY}", "types": "typed.d.ts" }`,
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all(ENGINES.map((engine) => gates[engine].close()));
});

/** Programs that try to see a module, by its name. */
const ATTEMPTS: [string, (name: string) => string][] = [
  ["import", (name) => `import { secret } from "${name}"; const x: 1 = secret; return x;`],
  [
    "import type",
    (name) => `import type { secret } from "${name}"; const x: typeof secret = 1; return x;`,
  ],
  ["import for effect", (name) => `import "${name}"; const x: 1 = planted; return x;`],
  [
    "import of everything",
    (name) => `import * as all from "${name}"; const x: 1 = all.secret; return x;`,
  ],
  ["import =", (name) => `import all = require("${name}"); const x: 1 = all.secret; return x;`],
  ["type of a module", (name) => `const x: typeof import("${name}").secret = 1; return x;`],
  ["type in a module", (name) => `const x: import("${name}").Secret = 1; return x;`],
  [
    "type of a module, with options",
    (name) =>
      `const x: typeof import("${name}", { with: { "resolution-mode": "import" } }).secret = 1; return x;`,
  ],
  [
    "dynamic import",
    (name) => `const all = await import("${name}"); const x: 1 = all.secret; return x;`,
  ],
  [
    "dynamic import of a template",
    (name) => `const all = await import(\`${name}\`); const x: 1 = all.secret; return x;`,
  ],
  ["export from", (name) => `export { secret } from "${name}"; export default 1;`],
  ["export all from", (name) => `export * from "${name}"; export default 1;`],
  [
    "augmentation",
    (name) => `declare module "${name}" { const x: typeof secret; }\nexport default 1;`,
  ],
  [
    "reference to a path",
    (name) => `/// <reference path="${name}" />\nconst x: 1 = planted; return x;`,
  ],
  [
    "reference to types",
    (name) => `/// <reference types="${name}" />\nconst x: 1 = planted; return x;`,
  ],
  [
    "import in a comment",
    (name) => `/** @import { secret } from "${name}" */\nconst x: 1 = secret; return x;`,
  ],
  ["pragma", (name) => `/** @jsxImportSource ${name} */\nconst x: 1 = planted; return x;`],
];

/** The folder of the canary, or another one, in which nothing is. */
const NAMES: [string, (place: string) => string][] = [
  ["an absolute path", (place) => path.join(place, "source")],
  ["a path upwards", (place) => `${"../".repeat(12)}${place.slice(1)}/source`],
  ["its extension", (place) => path.join(place, "source.ts")],
  ["declarations", (place) => path.join(place, "typed.d.ts")],
  ["JavaScript", (place) => path.join(place, "plain.js")],
  ["data", (place) => path.join(place, "data.json")],
  ["a package", (place) => place],
  ["its types", (place) => path.join(place, "node_modules/@types/evil")],
];

describe.each(ENGINES)("no file of the machine is read (%s)", (engine) => {
  const told = async (source: string): Promise<string> => {
    const { ok, diagnostics } = await gates[engine].check(source);
    expect(ok).toBe(false);
    return JSON.stringify(diagnostics);
  };

  test.each(ATTEMPTS)("%s", async (_name, attempt) => {
    // One process a check: the slower engine is asked about the likeliest.
    for (const [, nameOf] of engine === "cli" ? NAMES.slice(0, 3) : NAMES) {
      const nowhere = `${folder.slice(0, -3)}!!!`;
      const there = await told(attempt(nameOf(folder)));
      expect(there).not.toContain(CANARY);
      // Nor whether it is there.
      expect(there.replaceAll(folder, nowhere)).toBe(await told(attempt(nameOf(nowhere))));
    }
  });
});

// On Windows a path can be another machine, which is spoken to when the file is only looked for.
describe("no name of a module reaches the compiler", () => {
  test.each(ATTEMPTS)("%s", async (_name, attempt) => {
    const outcome = await parseSource(attempt("//elsewhere.example/share"));
    if (outcome.kind !== "parsed") throw new Error(outcome.kind);
    const { text } = writeCheckCopy(analyze(outcome.parsed, createSdkIndex(SDK.lock)));
    expect(text).not.toContain("elsewhere");
  });
});
