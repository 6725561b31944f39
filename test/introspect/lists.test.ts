import { expect, test } from "vitest";
import type { ServerCatalog } from "../../src/introspect/catalog.ts";
import { introspectServers } from "../../src/introspect/introspect.ts";
import { fixtureServer, nodeServer, ROOT } from "./servers.ts";

async function listed(mode: string): Promise<{ catalog: ServerCatalog; codes: string[] }> {
  const server = nodeServer([fixtureServer("shelf")], { env: { SHELF: mode } });
  const { catalogs, failures, diagnostics } = await introspectServers([server], {
    rootDir: ROOT,
    env: process.env,
  });
  expect(failures).toEqual([]);
  const [catalog] = catalogs;
  if (catalog === undefined) throw new Error("no catalog");
  return { catalog, codes: diagnostics.map(({ code }) => code) };
}

test("all lists of all pages, sorted, verbatim", async () => {
  const { catalog, codes } = await listed("");
  expect(codes).toEqual([]);
  expect(catalog.prompts).toMatchObject([{ name: "broken" }, { name: "greet" }, { name: "slow" }]);
  expect(catalog.resources).toMatchObject([
    { name: "without a URI" },
    { uri: "shelf://broken" },
    { uri: "shelf://folder" },
    { uri: "shelf://lie" },
    { uri: "shelf://note" },
    { uri: "shelf://photo" },
    { uri: "shelf://secret" },
  ]);
  expect(catalog.resourceTemplates).toMatchObject([{ uriTemplate: "shelf://items/{id}{?lang}" }]);
});

test("a server that declares neither is not asked for them", async () => {
  const server = nodeServer([fixtureServer("calculator")]);
  const { catalogs } = await introspectServers([server], { rootDir: ROOT, env: process.env });
  expect(Object.keys(catalogs[0] ?? {})).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/prompts|resources|resourceTemplates/)]),
  );
});

test.each([
  ["refuses to list its prompts", "errors", ["SERVER_LIST_FAILED"], { prompts: 0, resources: 7 }],
  ["knows no templates", "unlisted", [], { prompts: 3, resources: 7, resourceTemplates: 0 }],
  ["has endless pages of resources", "endless", ["SERVER_LIST_CAPPED"], { resources: 200 }],
] as [string, string, string[], Partial<Record<keyof ServerCatalog, number>>][])(
  "a server that %s keeps its tools, and the rest",
  async (_, mode, codes, counts) => {
    const found = await listed(mode);
    expect(found.catalog.tools).toHaveLength(1);
    expect(found.codes).toEqual(codes);
    for (const [member, count] of Object.entries(counts)) {
      const list = found.catalog[member as "prompts"] ?? [];
      expect([member, list.length]).toEqual([member, count]);
    }
  },
);

test("one that dies of being asked keeps its tools", async () => {
  const { catalog, codes } = await listed("dies");
  expect(catalog.tools).toHaveLength(1);
  expect(catalog).not.toHaveProperty("prompts");
  expect(codes).toContain("SERVER_LIST_FAILED");
});
