import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { emitRuntimeFiles } from "../../src/emit/runtime-files.ts";
import { digestText } from "../../src/lock/digest.ts";
import { TEMPLATES } from "../../src/package-root.ts";
import { catalogOf, modelOf, toolOf } from "./catalogs.ts";
import { hostileCatalogs } from "./hostile.ts";

const files = emitRuntimeFiles(modelOf(...hostileCatalogs()), "1.2.3");

test("the sources are the installed package's own, whatever servers say", () => {
  const templates = readdirSync(path.join(TEMPLATES, "runtime"));
  expect(files.size).toBe(templates.length + 1);
  for (const name of templates) {
    const emitted =
      files.get(`runtime/${name}`) ?? files.get(`runtime/${name.replace(/js$/, "txt")}`);
    expect(emitted).toBe(readFileSync(path.join(TEMPLATES, "runtime", name), "utf8"));
  }
});

test("the host worker finds every module that it imports", () => {
  const host = files.get("runtime/host.js") as string;
  const imports = [...host.matchAll(/from "\.\/([^"]+)"/g)].map((match) => `runtime/${match[1]}`);
  expect(imports).toContain("runtime/shim.txt");
  expect(imports.filter((file) => !files.has(file))).toEqual([]);
});

test("the manifest has the digests and, as data, what each name stands for", () => {
  const one = emitRuntimeFiles(modelOf(catalogOf("git", [toolOf("get-log")])), "1.2.3");
  const manifest = JSON.parse(one.get("runtime/manifest.json") as string) as {
    files: Record<string, string>;
  };
  expect(manifest).toMatchObject({
    generator: { name: "codemode", version: "1.2.3" },
    servers: [{ key: "git", name: "git", tools: [{ name: "get_log", wireName: "get-log" }] }],
  });
  expect(manifest.files["host.js"]).toBe(digestText(one.get("runtime/host.js") as string));
});
