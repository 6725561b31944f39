import { cpSync, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TEMPLATES } from "../../src/package-root.ts";
import { compile, COMPILERS, installedVersion, STRICTEST } from "../emit/compilers.ts";
import { createTree, type Tree } from "../lock/tree.ts";

const CASES = path.resolve(import.meta.dirname, "../../fixtures/cases");

/** The cases that leave an SDK behind. */
const names = readdirSync(CASES).filter((name) =>
  existsSync(path.join(CASES, name, "expected/sdk/index.ts")),
);

let tree: Tree;
beforeAll(() => {
  tree = createTree({ "package.json": `{"type":"module"}` });
  for (const name of names) {
    const sdk = path.join(tree.dir, name, "sdk");
    cpSync(path.join(CASES, name, "expected/sdk"), sdk, { recursive: true });
    // The same in every SDK, so that the cases leave it out.
    cpSync(path.join(TEMPLATES, "sdk"), sdk, { recursive: true });
  }
});
afterAll(() => tree.remove());

test("there are SDKs", () => {
  expect(names).toEqual(expect.arrayContaining(["hard-names", "real-servers"]));
});

test.each(COMPILERS)(
  "TypeScript %s accepts the SDK of every case",
  async (version, name) => {
    expect(installedVersion(name)).toContain(version);
    const modules = names.flatMap((one) =>
      readdirSync(path.join(tree.dir, one, "sdk"))
        .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
        .map((file) => path.join(one, "sdk", file)),
    );
    expect(modules).toContain("real-servers/sdk/filesystem.ts");
    const flags = `--module nodenext --erasableSyntaxOnly ${STRICTEST}`;
    expect(await compile(name, tree.dir, flags, modules)).toBe("");
  },
  120_000,
);
