// Real MCP servers from npm: what each lists comes into the SDK without loss, and programs use them.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { programs } from "../../servers/programs.mjs";
import { HOW_TO_INSTALL, startServices } from "../../servers/services.mjs";
import { realServers } from "../../servers/table.mjs";
import { createProject } from "../project.mjs";

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testServers(report) {
  const folder = mkdtempSync(path.join(tmpdir(), "codemode-servers-"));
  const files = path.join(folder, "files");
  mkdirSync(files);
  const services = await startServices();
  const web = await servePage();
  const servers = realServers({ folder: files, ...services });
  const configs = Object.fromEntries([...servers].map(([key, { config }]) => [key, config]));
  const project = createProject(configs);
  try {
    await testCatalogs(report, project, servers);
    await testPrograms(report, project, web.url, services);
  } finally {
    project.remove();
    web.server.close();
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function testCatalogs(report, project, servers) {
  const { status, stdout, stderr } = await project.codemode(["generate", "--json"]);
  const generated = stdout === "" ? { servers: [], diagnostics: [] } : JSON.parse(stdout);
  await report.test(`${servers.size} real servers are generated in one go`, () => {
    const failed = generated.diagnostics.filter(({ severity }) => severity === "error");
    assert.deepEqual(failed, [], stderr);
    assert.equal(status, 0);
  });
  for (const [key, { tools, tasks }] of servers) {
    await report.test(`${key}: ${tools} tools without loss`, () => {
      assert.equal(generated.servers.find((server) => server.key === key)?.tools, tools);
      const catalog = readJson(project.dir, `catalog/${key}.json`);
      const lock = readJson(project.dir, "codemode.lock.json");
      const { tools: locked } = lock.servers.find((server) => server.key === key);
      const namesOf = (kind) =>
        locked.filter((one) => one.kind === kind).map(({ wireName }) => wireName);
      const listed = (list, name) => new Set((list ?? []).map((entry) => entry[name]));
      assert.deepEqual(new Set([...namesOf(undefined), ...tasks]), listed(catalog.tools, "name"));
      assert.deepEqual(new Set(namesOf("prompt")), listed(catalog.prompts, "name"));
      assert.deepEqual(
        new Set(namesOf("resource-template")),
        listed(catalog.resourceTemplates, "uriTemplate"),
      );
      const said = generated.diagnostics.filter(
        ({ severity, location }) => severity !== "info" && location?.server === key,
      );
      assert.deepEqual(
        said.map(({ code }) => code),
        tasks.map(() => "SCHEMA_TOOL_REQUIRES_TASKS"),
      );
    });
  }
  await report.test("their SDK compiles under strict TypeScript", () => {
    const file = path.join(project.dir, "codemode/sdk/index.ts");
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      allowImportingTsExtensions: true,
      types: [],
    });
    const errors = ts.getPreEmitDiagnostics(program);
    assert.deepEqual(
      errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
      [],
    );
  });
  await report.test("generating them again writes nothing", async () => {
    const again = JSON.parse((await project.codemode(["generate", "--json"])).stdout);
    assert.deepEqual(again.changes, []);
  });
}

async function testPrograms(report, project, page, services) {
  for (const { name, needs, source, want } of programs({ page })) {
    const missing = needs.map((need) => lacking(need, services)).find((what) => what !== null);
    if (missing !== undefined) {
      report.skip(name, missing);
      continue;
    }
    await report.test(name, async () => {
      project.write("program.ts", source);
      const run = await project.codemode(["exec", "program.ts", "--json"], {
        env: { HOME: project.dir },
      });
      const { ok, result, diagnostics } = JSON.parse(run.stdout);
      assert.deepEqual({ ok, result }, { ok: true, result: want }, JSON.stringify(diagnostics));
    });
  }
}

/** What a server cannot work without on this machine, or `null`. */
function lacking(server, { postgres, redis, chromium }) {
  const service = { postgres, redis, playwright: chromium };
  if (!Object.hasOwn(service, server) || service[server] !== undefined) return null;
  const name = server === "playwright" ? "chromium" : server;
  return `needs ${name}: ${HOW_TO_INSTALL[name]}`;
}

function readJson(dir, file) {
  const at = path.join(dir, "codemode", file);
  return existsSync(at) ? JSON.parse(readFileSync(at, "utf8")) : {};
}

/** A page on loopback, for a browser. */
async function servePage() {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end("<h1>A real page</h1>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}/` };
}
