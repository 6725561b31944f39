import path from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emitSdkFiles } from "../../src/emit/sdk-files.ts";
import { createTree, type Tree } from "../lock/tree.ts";
import { catalogOf, modelOf, toolOf } from "./catalogs.ts";

const SOURCE = `import { shop } from "./sdk/index.js";
const { orders } = await shop.list_orders({ status: "open" });
await shop.refund({  });
orders.length;
`;

let tree: Tree;
let service: ts.LanguageService;

beforeAll(() => {
  const model = modelOf(
    catalogOf("shop", [
      toolOf("list-orders", ["status"], {
        description: "Lists the orders of a shop.",
        outputSchema: {
          type: "object",
          properties: { orders: { type: "array", items: { type: "string" } } },
          required: ["orders"],
        },
      }),
      toolOf("refund", ["order", "reason?"]),
    ]),
  );
  tree = createTree({ ...Object.fromEntries(emitSdkFiles(model)), "main.ts": SOURCE });
  const options: ts.CompilerOptions = {
    strict: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    types: [],
  };
  service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [main()],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => {
      const text = ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => tree.dir,
    getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
    fileExists: (file) => ts.sys.fileExists(file),
    readFile: (file) => ts.sys.readFile(file),
  });
});
afterAll(() => {
  service.dispose();
  tree.remove();
});

const main = (): string => path.join(tree.dir, "main.ts");

/** What an editor offers right behind a text. */
function completions(behind: string): string[] {
  const at = SOURCE.indexOf(behind) + behind.length;
  const found = service.getCompletionsAtPosition(main(), at, {});
  return found?.entries.map(({ name }) => name) ?? [];
}

/** What an editor shows of the word at a text: its type, then its documentation. */
function hover(word: string): string {
  const info = service.getQuickInfoAtPosition(main(), SOURCE.indexOf(word) + 1);
  return ts.displayPartsToString([...(info?.displayParts ?? []), ...(info?.documentation ?? [])]);
}

test("an editor completes servers, tools and parameters", () => {
  expect(completions("await shop.")).toEqual(["list_orders", "refund"]);
  expect(completions("refund({ ")).toEqual(["order", "reason"]);
  expect(completions("orders.")).toContain("map");
});

test("an editor shows what a tool does and gives", () => {
  const text = hover("list_orders");
  expect(text).toContain("(input: shop.ListOrdersInput) => Promise<shop.ListOrdersOutput>");
  expect(text).toContain("Lists the orders of a shop.");
  expect(text).toContain(`The server's own name for it: "list-orders".`);
  expect(hover("orders }")).toContain("string[]");
});
