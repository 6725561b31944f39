import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { format } from "prettier";
import { Node, Project } from "ts-morph";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emitSdkFiles } from "../../src/emit/sdk-files.ts";
import { createTree, type Tree } from "../lock/tree.ts";
import { catalogOf, modelOf, toolOf } from "./catalogs.ts";
import { hostileCatalogs } from "./hostile.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

const shop = catalogOf(
  "shop",
  [
    toolOf("list-orders", ["status", "page?"], {
      title: "Orders of the shop",
      annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: true },
      outputSchema: {
        type: "object",
        properties: { orders: { type: "array", items: { type: "string" } } },
        required: ["orders"],
      },
    }),
    toolOf("refund", ["order"], {
      inputSchema: {
        type: "object",
        properties: {
          order: { type: "string", description: "Its number.", pattern: "^[0-9]+$" },
          amount: { type: "number", minimum: 0, default: 1 },
        },
        required: ["order"],
      },
    }),
    toolOf("ping"),
  ],
  { serverInfo: { name: "shop", title: "The Shop", version: "2.0.0" }, instructions: "Be kind." },
);

const CONSUMER = `
import { connect, disconnect, shop, ToolError } from "./sdk/index.js";
import type { CallToolResult } from "./sdk/index.js";

export async function main(): Promise<string> {
  await connect();
  const { orders } = await shop.list_orders({ status: "open" });
  const first: string | undefined = orders[0];
  const input: shop.RefundInput = { order: first ?? "" };
  const text: string = await shop.refund(input);
  const all: string[] = await Promise.all([shop.ping(), shop.ping({}), shop.refund({ order: "1", amount: 2 })]);
  const whole: CallToolResult = await shop.ping.raw();
  const images = whole.content.flatMap((block) => (block.type === "image" ? [block.data] : []));
  // @ts-expect-error -- no such tool
  await shop.list_order({ status: "open" });
  // @ts-expect-error -- a parameter is missing
  await shop.list_orders({});
  // @ts-expect-error -- the input is missing
  await shop.list_orders();
  // @ts-expect-error -- a parameter too much
  await shop.list_orders({ status: "open", sort: "up" });
  // @ts-expect-error -- a wrong type
  await shop.refund({ order: 5 });
  // @ts-expect-error -- the result is text
  (await shop.refund({ order: "5" })).amount;
  // @ts-expect-error -- no such field
  (await shop.list_orders({ status: "open" })).items;
  try {
    await disconnect();
  } catch (error) {
    if (error instanceof ToolError) return error.server + error.tool + error.code;
  }
  return [text, ...all, ...images].join();
}
`;

describe("in a user's project", () => {
  let tree: Tree;
  beforeAll(() => {
    tree = createTree(Object.fromEntries(emitSdkFiles(modelOf(shop, ...hostileCatalogs()))));
    tree.write("package.json", `{"type":"module"}`);
    tree.write("main.ts", CONSUMER);
  });
  afterAll(() => tree.remove());

  const STRICTEST =
    "--exactOptionalPropertyTypes --noUncheckedIndexedAccess --verbatimModuleSyntax --isolatedModules --noImplicitOverride --noPropertyAccessFromIndexSignature --noUnusedLocals";
  const MODULES: [string, string][] = [
    ["nodenext", `--module nodenext --erasableSyntaxOnly ${STRICTEST}`],
    ["bundler", "--module esnext --moduleResolution bundler --isolatedDeclarations --declaration"],
  ];
  const VERSIONS: [string, string][] = [
    ["5.9", "typescript-5.9"],
    ["6.0", "typescript"],
    ["7.0", "@typescript/native"],
  ];
  const RUNS = VERSIONS.flatMap(([version, name]) =>
    MODULES.map(([kind, flags]): [string, string, string, string] => [version, kind, name, flags]),
  );
  test.concurrent.each(RUNS)("TypeScript %s, %s", async (version, _kind, name, flags) => {
    const manifest = require.resolve(`${name}/package.json`);
    expect(JSON.parse(readFileSync(manifest, "utf8"))).toMatchObject({
      version: expect.stringContaining(version) as string,
    });
    const options = `--noEmit --strict --target es2022 --lib es2022 --skipLibCheck false ${flags}`;
    const args = [
      path.join(path.dirname(manifest), "bin", "tsc"),
      ...options.split(" "),
      "main.ts",
    ];
    const done = await run(process.execPath, args, { cwd: tree.dir }).catch(
      (error: unknown) => error,
    );
    expect(done).toMatchObject({ stdout: "" });
  });
});

describe("what is printed", () => {
  const files = emitSdkFiles(modelOf(shop, ...hostileCatalogs()));

  test("prettier's defaults leave every file alone", async () => {
    for (const [file, text] of files) expect(await format(text, { filepath: file })).toBe(text);
  });

  test("has only the kinds of nodes that the printer prints, whatever servers say", () => {
    const project = new Project({ useInMemoryFileSystem: true });
    const found = new Set<string>();
    const called = new Set<string>();
    for (const [file, text] of files) {
      if (!file.endsWith(".ts") || file.endsWith(".d.ts")) continue;
      const source = project.createSourceFile(file, text);
      source.forEachDescendant((node) => {
        found.add(node.getKindName());
        if (Node.isCallExpression(node)) called.add(node.getExpression().getText());
      });
      expect(
        project.getProgram().compilerObject.getSyntacticDiagnostics(source.compilerNode),
      ).toEqual([]);
    }
    expect([...called]).toEqual(["bind"]);
    const notListed = [...found].filter((kind) => !PRINTED.has(kind));
    expect(notListed).toEqual([]);
  });

  test("tells everything about a tool", () => {
    const text = files.get("sdk/shop.ts") as string;
    for (const part of [
      "Generated by codemode: do not edit.",
      "The Shop 2.0.0.",
      "Be kind.",
      "Orders of the shop",
      "Does list-orders.",
      "read-only, reaches the outside world",
      `The server's own name for it: "list-orders".`,
      "The status.",
      "Its number.",
      "@pattern ^[0-9]+$",
      "@minimum 0",
      "@default 1",
      "list_orders: Tool<ListOrdersInput, ListOrdersOutput>;",
      "refund: Tool<RefundInput, string>;",
      "ping: OptionalTool<PingInput, string>;",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("no server's file takes the place of the index or the runtime", () => {
    expect(files.has("sdk/index.server.ts")).toBe(true);
    expect(files.has("sdk/runtime.server.ts")).toBe(true);
    expect(files.get("sdk/index.ts")).toContain(`export { index } from "./index.server.js";`);
  });

  test("the index has the same servers and tools in TypeScript and in JavaScript", () => {
    const plain = files.get("sdk/index.js") as string;
    for (const match of (files.get("sdk/index.ts") as string).matchAll(
      /^export \{ (\w+) \} from/gm,
    )) {
      expect(plain).toMatch(new RegExp(`export const ${match[1]} =\\s+bind\\(\\s*"${match[1]}"`));
      expect(plain).toMatch(new RegExp(`^  ${match[1]}: \\[`, "m"));
    }
  });
});

/** Names, types, one constant list and one call of `bind`: nothing else can be in a module of a server. */
const PRINTED = new Set([
  ..."ArrayLiteralExpression ArrayType BooleanKeyword CallExpression ConstKeyword DeclareKeyword".split(
    " ",
  ),
  ..."EndOfFileToken ExportDeclaration ExportKeyword ExportSpecifier FirstLiteralToken".split(" "),
  ..."FirstStatement Identifier ImportClause ImportDeclaration ImportSpecifier IndexSignature".split(
    " ",
  ),
  ..."InterfaceDeclaration JSDoc LiteralType ModuleBlock ModuleDeclaration NamedExports".split(" "),
  ..."NamedImports NeverKeyword NullKeyword NumberKeyword NumericLiteral Parameter".split(" "),
  ..."PropertySignature QualifiedName QuestionToken StringKeyword StringLiteral".split(" "),
  ..."TypeAliasDeclaration TypeLiteral TypeReference UnionType UnknownKeyword".split(" "),
  ..."VariableDeclaration VariableDeclarationList VariableStatement".split(" "),
]);

describe("from plain Node", () => {
  let tree: Tree;
  beforeAll(() => {
    tree = createTree(Object.fromEntries(emitSdkFiles(modelOf(shop))));
    tree.write("package.json", `{"type":"module"}`);
    // The package's own `connectSdk` is tried end to end elsewhere; here only what the SDK asks of it.
    tree.write("node_modules/codemode/package.json", `{"type":"module","exports":"./index.js"}`);
    tree.write(
      "node_modules/codemode/index.js",
      `let opened = 0;
export async function connectSdk(options) {
  opened += 1;
  if (process.env.REFUSE === String(opened)) throw new Error("cannot open");
  return {
    call: async (call) => call.tool === "refund"
      ? { ok: false, error: { code: "RUN_TOOL_ERROR", message: "no", server: "shop", tool: "refund" } }
      : { ok: true, value: { call, opened, options } },
    close: async () => console.log("closed"),
  };
}`,
    );
  });
  afterAll(() => tree.remove());

  async function node(source: string, env: Record<string, string> = {}): Promise<string[]> {
    writeFileSync(path.join(tree.dir, "main.js"), source);
    const { stdout } = await run(process.execPath, ["main.js"], {
      cwd: tree.dir,
      env: { ...process.env, ...env },
    });
    return stdout.trim().split("\n");
  }

  test("a call before connect() says so", async () => {
    const lines = await node(`import { shop, ToolError } from "./sdk/index.js";
try { await shop.ping(); } catch (error) { console.log(error instanceof ToolError, error.name, error.code, error.message); }`);
    expect(lines).toEqual([
      "true ToolError SDK_NOT_CONNECTED shop.ping was called before connect(): call `await connect()` first.",
    ]);
  });

  test("calls, raw calls, errors and the end go through one connection", async () => {
    const lines = await node(`import { connect, disconnect, shop } from "./sdk/index.js";
await Promise.all([connect(), connect()]);
console.log(JSON.stringify(await shop.list_orders({ status: "open" })));
console.log(JSON.stringify((await shop.ping.raw()).call));
try { await shop.refund({ order: "1" }); } catch (error) { console.log(error.code, error.server, error.tool, error.message); }
await disconnect();
try { await shop.ping(); } catch (error) { console.log(error.code); }`);
    expect(JSON.parse(lines[0] as string)).toEqual({
      call: { server: "shop", tool: "list_orders", input: { status: "open" }, raw: false },
      opened: 1,
      options: { sdkDir: path.join(tree.dir, "sdk") },
    });
    expect(JSON.parse(lines[1] as string)).toEqual({
      server: "shop",
      tool: "ping",
      input: {},
      raw: true,
    });
    expect(lines.slice(2)).toEqual([
      "RUN_TOOL_ERROR shop refund no",
      "closed",
      "SDK_NOT_CONNECTED",
    ]);
  });

  test("a connection that cannot be opened can be tried again", async () => {
    const source = `import { connect, shop } from "./sdk/index.js";
await connect().catch((error) => console.log(error.message));
await connect();
console.log((await shop.ping()).opened);`;
    expect(await node(source, { REFUSE: "1" })).toEqual(["cannot open", "2"]);
  });

  test("works as a package", async () => {
    mkdirSync(path.join(tree.dir, "node_modules"), { recursive: true });
    symlinkSync(tree.dir, path.join(tree.dir, "node_modules", "codemode-sdk"), "dir");
    tree.write(
      "package.json",
      `{"type":"module","exports":{".":{"types":"./sdk/index.ts","default":"./sdk/index.js"}}}`,
    );
    expect(
      await node(`import { shop } from "codemode-sdk"; console.log(Object.keys(shop).join());`),
    ).toEqual(["list_orders,ping,refund"]);
  });
});
