// GitHub's REST description, one of the largest OpenAPI documents there are: generated without loss, twice the same, and
// programs are checked against it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createProject } from "../project.mjs";

const DOCUMENT = path.resolve(
  import.meta.dirname,
  "../node_modules/@octokit/openapi/generated/api.github.com.json",
);

/** The one operation that is on another host than all others. */
const UPLOAD = "repos/upload-release-asset";
const UPLOAD_HOST = "https://uploads.github.com";

/** Megabytes of JavaScript heap within which it is generated: 13 MB of document, and all that is made of it. */
const HEAP_MB = 512;

/** Tokens of the index of its 1,222 tools: what a model always reads. */
const MAX_INDEX_TOKENS = 3_000;

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch"]);

const RIGHT = `
  const issues = await github.issues_list_for_repo({ owner: "a", repo: "b", state: "open", per_page: 5 });
  const made = await github.issues_create({ owner: "a", repo: "b", body: { title: issues[0]?.title ?? "none" } });
  return { made: made.number, mine: issues.filter((issue) => issue.user?.login === "c").length };
`;

/** @type {[string, { program: string, want: RegExp }][]} */
const WRONG = [
  [
    "a word that no value is",
    {
      program: 'return github.issues_list_for_repo({ owner: "a", repo: "b", state: "opened" });',
      want: /"opened"/,
    },
  ],
  [
    "a member that no result has",
    {
      program: 'return (await github.repos_get({ owner: "a", repo: "b" })).stars;',
      want: /stars/,
    },
  ],
  ["a parameter left out", { program: 'return github.repos_get({ owner: "a" });', want: /repo/ }],
];

/** @param {ReturnType<import("../report.mjs").createReport>} report */
export async function testOpenApi(report) {
  const github = { openapi: DOCUMENT };
  const project = createProject({ github, uploads: { ...github, baseUrl: UPLOAD_HOST } });
  const again = createProject({ github, uploads: { ...github, baseUrl: UPLOAD_HOST } });
  const env = { NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` };
  try {
    const { status, stdout, stderr } = await project.codemode(["generate", "--json"], { env });
    const generated = stdout === "" ? { servers: [], diagnostics: [] } : JSON.parse(stdout);
    const operations = operationIds();
    await report.test(`GitHub: ${operations.length} operations but one, in ${HEAP_MB} MB`, () => {
      assert.equal(status, 0, stderr);
      const dropped = of(generated, "github", "OPENAPI_OPERATION_DROPPED");
      assert.equal(dropped.length, 1);
      assert.match(dropped[0].detail, /^POST \S+\/assets: it is on another host, \S+$/);
      const wanted = new Set(operations.filter((name) => name !== UPLOAD));
      assert.deepEqual(new Set(locked(project, "github").map(wireName)), wanted);
    });
    await report.test("GitHub: what is on the other host is a server of its own", () => {
      assert.deepEqual(locked(project, "uploads").map(wireName), [UPLOAD]);
    });
    await report.test("GitHub: no two tools have one name", () => {
      const names = locked(project, "github").map(({ name }) => name);
      assert.equal(new Set(names).size, operations.length - 1);
    });
    await report.test(
      "GitHub: every reference leads somewhere, and the document keeps to the specification",
      () => {
        assert.deepEqual(of(generated, "github", "OPENAPI_REF_UNRESOLVED"), []);
        assert.deepEqual(of(generated, "github", "OPENAPI_NOT_VALID"), []);
      },
    );
    const tokens = JSON.parse(read(project, "prompt/manifest.json")).tokens["prompt/index.md"];
    await report.test(`GitHub: the index has ${tokens} tokens`, () => {
      assert.ok(tokens > 0 && tokens <= MAX_INDEX_TOKENS);
    });
    await again.codemode(["generate", "--json"], { env });
    await report.test("GitHub: a second run elsewhere writes the same files", () => {
      assert.deepEqual(filesOf(again), filesOf(project));
      for (const file of filesOf(project)) assert.equal(read(again, file), read(project, file));
    });
    await testPrograms(report, project);
  } finally {
    project.remove();
    again.remove();
  }
}

async function testPrograms(report, project) {
  await report.test("GitHub: a right program passes", async () => {
    const { status, stdout } = await project.codemode(["check", "-"], { stdin: RIGHT });
    assert.equal(status, 0, stdout);
  });
  for (const [name, { program, want }] of WRONG) {
    await report.test(`GitHub: ${name} is refused`, async () => {
      const { status, stdout, stderr } = await project.codemode(["check", "-"], { stdin: program });
      assert.equal(status, 1);
      assert.match(stdout + stderr, want);
    });
  }
}

/** As the document has them; GitHub gives each operation a name of its own. */
function operationIds() {
  const { paths } = JSON.parse(readFileSync(DOCUMENT, "utf8"));
  return Object.values(paths).flatMap((item) =>
    Object.entries(item).flatMap(([method, { operationId }]) =>
      METHODS.has(method) ? [operationId] : [],
    ),
  );
}

function of({ diagnostics }, server, code) {
  return diagnostics.filter((one) => one.code === code && one.location?.server === server);
}

function locked(project, key) {
  const { servers } = JSON.parse(read(project, "codemode.lock.json"));
  return servers.find((server) => server.key === key)?.tools ?? [];
}

function wireName(tool) {
  return tool.wireName;
}

function read(project, file) {
  return readFileSync(path.join(project.dir, "codemode", file), "utf8");
}

function filesOf(project) {
  return readdirSync(path.join(project.dir, "codemode"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(
        path.join(project.dir, "codemode"),
        path.join(entry.parentPath ?? entry.path, entry.name),
      ),
    )
    .toSorted(compareText);
}

function compareText(a, b) {
  return a < b ? -1 : Number(a > b);
}
