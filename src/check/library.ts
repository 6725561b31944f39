import { readFileSync } from "node:fs";
import path from "node:path";
import { ASSETS, TEMPLATES } from "../package-root.ts";

/**
 * Where the compiler finds what it is given; none of these files exists. They lie in the root because the compiler looks
 * for a `package.json` in every folder above a file, every time.
 */
export const VIRTUAL = {
  lib: "/lib.d.ts",
  iterator: "/lib.iterator.d.ts",
  arrays: "/lib.arrays.d.ts",
  sandbox: "/sandbox.d.ts",
  sdk: "/sdk.d.ts",
  program: "/program.ts",
} as const;

type VirtualFile = readonly [path: string, text: string];

let library: { always: VirtualFile[]; arrays: VirtualFile } | null = null;

/** What a program is checked against, beside itself. The same strings every time, so that the compiler reads them once. */
export function filesFor(program: string, sdk: string): Map<string, string> {
  const { always, arrays } = readLibrary();
  const library = TYPED_ARRAY.test(program) ? [...always, arrays] : always;
  return new Map([...library, [VIRTUAL.sdk, sdk], [VIRTUAL.program, program]]);
}

/** The names that `lib.arrays.d.ts` declares, and any other that ends like them. */
const TYPED_ARRAY = /(?:Int|Uint|Float)\d+(?:Clamped)?Array/;

function readLibrary(): NonNullable<typeof library> {
  library ??= {
    always: [
      [VIRTUAL.lib, readFileSync(path.join(ASSETS, "lib.d.ts"), "utf8")],
      [VIRTUAL.iterator, readFileSync(path.join(ASSETS, "lib.iterator.d.ts"), "utf8")],
      [VIRTUAL.sandbox, readFileSync(path.join(TEMPLATES, "checker", "sandbox.d.ts"), "utf8")],
    ],
    arrays: [VIRTUAL.arrays, readFileSync(path.join(ASSETS, "lib.arrays.d.ts"), "utf8")],
  };
  return library;
}
