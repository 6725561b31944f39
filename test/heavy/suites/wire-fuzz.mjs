// Answers that were changed on the way, over HTTP and stdio: each session ends in time, with what could be read or with
// a coded error, and nothing goes wrong beside it. WIRE_SEED and WIRE_RUNS of the environment choose others, and more.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import path from "node:path";
import { resolveServers } from "../../../dist/config/interpolate.js";
import { validateConfig } from "../../../dist/config/schema.js";
import { CodemodeError } from "../../../dist/diagnostics/error.js";
import { connectServer } from "../../../dist/introspect/connect.js";
import { introspectServers } from "../../../dist/introspect/introspect.js";
import { buildModel } from "../../../dist/model/build.js";
import { printNamedType } from "../../../dist/model/print.js";
import { readToolResult } from "../../../dist/run/tool-result.js";
import { createRandom, mutate, pick } from "../mutate.mjs";
import { ROOT } from "../project.mjs";
import { answerOf, METHODS } from "../wire-session.mjs";

const SEED = Number(process.env["WIRE_SEED"] ?? 1);
const RUNS = Number(process.env["WIRE_RUNS"] ?? 2000);
/** A process for each: fewer of them. */
const STDIO_SHARE = 0.1;
const AT_ONCE = 8;

/** Short: an answer that does not arrive is waited for to the end. */
const TIMEOUTS = { connectMs: 400, listMs: 400, callMs: 400 };
const STDIO_TIMEOUTS = { ...TIMEOUTS, connectMs: 2_000 };

const MAX_GROWTH_BYTES = 256 * 1024 * 1024;

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testWireFuzz(report) {
  const loose = [];
  const note = (error) => loose.push(error);
  process.on("unhandledRejection", note);
  process.on("uncaughtException", note);
  const before = process.memoryUsage().rss;
  const web = await serveMutated();
  await report.test(`wire: ${RUNS} changed sessions over HTTP`, () =>
    runAll(RUNS, (seed) => ({ url: `${web.url}${seed}`, protocol: "legacy", timeouts: TIMEOUTS })),
  );
  web.server.closeAllConnections();
  web.server.close();
  const spawned = Math.ceil(RUNS * STDIO_SHARE);
  const fixture = path.join(ROOT, "fixtures/servers/mutated.mjs");
  await report.test(`wire: ${spawned} changed sessions over stdio`, () =>
    runAll(spawned, (seed) => ({
      command: process.execPath,
      args: [fixture, String(seed)],
      timeouts: STDIO_TIMEOUTS,
    })),
  );
  process.off("unhandledRejection", note);
  process.off("uncaughtException", note);
  await report.test("wire: no error went past them, and memory stayed where it was", () => {
    assert.deepEqual(loose, []);
    assert.equal({}.polluted, undefined);
    assert.ok(process.memoryUsage().rss - before < MAX_GROWTH_BYTES);
  });
}

async function runAll(count, configOf) {
  const codes = new Map();
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const seed = SEED * 1_000_000 + next;
      next += 1;
      const code = await runOne(configOf(seed)).catch((error) => {
        throw new Error(`seed ${seed}: ${error.stack}`);
      });
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  console.log(`    ${[...codes].map(([code, times]) => `${times} ${code}`).join(", ")}`);
  // When nothing is read in spite of it, or nothing refused, it is the test that is broken.
  assert.ok(codes.get("read") > 0 && codes.size > 2);
}

/** @returns what became of it: `read`, or the code of the error */
async function runOne(config) {
  const valid = validateConfig({ servers: { wire: config } });
  const servers = resolveServers(valid.config.servers, process.env);
  const options = { rootDir: ROOT, env: process.env };
  const { catalogs, failures } = await introspectServers(servers, options);
  for (const { diagnostic } of failures) return diagnostic.code;
  readAll(catalogs);
  let connection;
  try {
    connection = await connectServer(servers[0], options);
    const result = await connection.callTool("greet", { name: "ada" });
    for (const mode of ["structured", "text", "raw"]) readToolResult(result, mode, (text) => text);
    return "read";
  } catch (error) {
    if (!(error instanceof CodemodeError)) throw error;
    return error.code;
  } finally {
    await connection?.close();
  }
}

/** What later stages make of it may say less, and never fails. */
function readAll(catalogs) {
  const model = buildModel(catalogs, { filters: new Map() });
  for (const { tools } of model.servers) {
    for (const tool of tools) printNamedType(tool.input, { docs: "full" });
  }
}

/** `/<seed>`: the same session for each seed, one of its answers changed. */
async function serveMutated() {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const answer = request.method === "POST" ? answerOf(JSON.parse(body)) : undefined;
      if (answer === undefined) response.writeHead(405).end();
      else if (answer === null) response.writeHead(202).end();
      else reply(response, answer, Number(request.url.slice(1)), JSON.parse(body).method);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}/` };
}

function reply(response, answer, seed, method) {
  const random = createRandom(seed);
  const changed = pick(METHODS, random);
  const asEvent = random() < 0.5;
  const json = JSON.stringify(answer);
  const text = asEvent ? `event: message\ndata: ${json}\n\n` : json;
  response.writeHead(200, { "content-type": asEvent ? "text/event-stream" : "application/json" });
  response.end(method === changed ? mutate(text, random) : text);
}
