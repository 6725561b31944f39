// The corpus of test/check/corpus, which is written in TypeScript: loaded with jiti, as configurations are.
import path from "node:path";
import { createJiti } from "jiti";

const CORPUS = path.resolve(import.meta.dirname, "../../test/check/corpus");

/**
 * @typedef {"typed" | "inferred" | "untyped"} SdkKind
 * @typedef {{ name: string, kind: SdkKind, source: string }} Program
 * @typedef {{ name: string, operator: string, kind: SdkKind, program: Program, source: string, line: number, fix: string[] }} Mutant
 */

/**
 * @returns {Promise<{
 *   kinds: SdkKind[],
 *   catalogsOf: (kind: SdkKind) => any[],
 *   sdkOf: (kind: SdkKind) => any,
 *   committedSdk: (catalogs: any[]) => any,
 *   right: Program[],
 *   variantsOf: (programs: Program[]) => Promise<Program[]>,
 *   wrong: (Program & { codes: string[] })[],
 *   mutants: Mutant[],
 * }>}
 */
export async function loadCorpus() {
  const jiti = createJiti(import.meta.url);
  const load = (/** @type {string} */ file) => jiti.import(path.join(CORPUS, file));
  const { catalogsOf, sdkOf, SDK_KINDS } = await load("sdks.ts");
  const { rightPrograms, wrongPrograms } = await load("programs.ts");
  const { variantsOf } = await load("variants.ts");
  const { mutantsOf } = await load("mutate/mutants.ts");
  const { committedSdk } = await load("../sdk.ts");
  const right = rightPrograms();
  return {
    kinds: SDK_KINDS,
    catalogsOf,
    sdkOf,
    committedSdk,
    right,
    variantsOf,
    wrong: wrongPrograms(),
    mutants: await mutantsOf(right),
  };
}
