// Prints the SHA-256 of everything that the built package emits for the captured catalogs: `node emit-digest.mjs <shuffle>`.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { planVersion } from "../../dist/diff/plan-version.js";
import { surfaceOf } from "../../dist/diff/surface.js";
import { emitFiles } from "../../dist/emit/emit-files.js";
import { buildModel } from "../../dist/model/build.js";

const cases = path.resolve(import.meta.dirname, "../../fixtures/cases");
const shuffle = process.argv[2] === "true";

const catalogs = ["hard-names", "real-servers"].flatMap((name) => {
  const folder = path.join(cases, name, "input/catalogs");
  return readdirSync(folder).map((file) =>
    JSON.parse(readFileSync(path.join(folder, file), "utf8")),
  );
});
/** The order in which servers and tools happen to come must not matter to the model. */
const shuffled = (list) => (shuffle ? list.toSorted(() => Math.random() - 0.5) : list);
const model = buildModel(
  shuffled(catalogs.map((catalog) => ({ ...catalog, tools: shuffled(catalog.tools) }))),
  { filters: new Map() },
);
const { files } = await emitFiles({
  config: {
    packageName: "codemode-sdk",
    servers: catalogs.map(({ server }) => ({
      transport: "stdio",
      key: server,
      command: "node",
      args: [],
      env: {},
      cwd: null,
    })),
  },
  generatorVersion: "0.0.0",
  model,
  catalogs,
  clientCapabilities: {},
  keptSources: new Map(),
  plan: planVersion(surfaceOf(model), null, false),
  release: false,
  previousChangelog: null,
});
const hash = createHash("sha256");
for (const [file, text] of files) hash.update(`${file}\n${text}\n`);
console.log(hash.digest("hex"));
