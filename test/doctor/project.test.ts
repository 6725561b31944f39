import { afterAll, beforeAll, expect, test } from "vitest";
import { checkProject } from "../../src/doctor/project.ts";
import { generate } from "../../src/generate.ts";
import { createProject, fixtureServer, type Project } from "../e2e/project.ts";

const SERVER = {
  command: process.execPath,
  args: [fixtureServer("mutable")],
  env: { TOOLS: "${TOOLS:-first}" },
};
let project: Project;

beforeAll(async () => {
  project = createProject({ words: SERVER });
  const report = await generate({ cwd: project.dir });
  if (!report.ok) throw new Error(JSON.stringify(report.diagnostics));
});
afterAll(() => project.remove());

interface Given {
  /** The tools that the server has now. */
  tools?: string;
  /** What is configured now. */
  servers?: Record<string, object>;
}

/** `status name: code message` of everything that is not as it should be. */
async function findings({
  tools = "first",
  servers = { words: SERVER },
}: Given): Promise<string[]> {
  project.write("codemode.config.json", JSON.stringify({ servers }));
  const checks = await checkProject({ cwd: project.dir, env: { ...process.env, TOOLS: tools } });
  return checks.flatMap(({ name, status, diagnostics }) =>
    diagnostics.map(({ code, message }) => `${status} ${name}: ${code} ${message}`),
  );
}

const drift = (what: string): string =>
  `warning server words: RUN_DRIFT Server \`words\` no longer advertises what the SDK was generated from: ${what}.`;

test.each<[string, { given: Given; want: string[] }]>([
  ["all as it was generated", { given: {}, want: [] }],
  ["another schema", { given: { tools: "schema" }, want: [drift("`greet` (inputSchema)")] }],
  [
    "another tool",
    {
      given: { tools: "added" },
      want: ["ok server words: OUTPUT_STALE Server `words` has tools that the SDK lacks: `wave`."],
    },
  ],
  [
    "another server",
    {
      given: { servers: { words: SERVER, more: SERVER } },
      want: ["warning sdk: OUTPUT_STALE This server is configured, but not in the SDK: `more`."],
    },
  ],
  [
    "another command for it, under another name",
    {
      given: { servers: { other: { ...SERVER, args: [...SERVER.args, "--loud"] } } },
      want: [
        "warning sdk: OUTPUT_STALE This server is configured, but not in the SDK: `other`.",
        "warning sdk: OUTPUT_STALE This server is in the SDK, but no longer configured: `words`.",
      ],
    },
  ],
  [
    "another command for it",
    {
      given: { servers: { words: { ...SERVER, args: [...SERVER.args, "--loud"] } } },
      want: [
        "warning sdk: OUTPUT_STALE This server is configured otherwise than when the SDK was generated: `words`.",
      ],
    },
  ],
])("%s", async (_, { given, want }) => {
  expect(await findings(given)).toEqual(want);
});

test("what there is is counted by kind", async () => {
  const shelf = createProject({
    shelf: { command: process.execPath, args: [fixtureServer("shelf")] },
  });
  try {
    expect((await generate({ cwd: shelf.dir })).ok).toBe(true);
    const checks = await checkProject({ cwd: shelf.dir, env: process.env });
    const text = (name: string): string | undefined =>
      checks.find((check) => check.name === name)?.text;
    expect(text("sdk")).toMatch(/, 1 tool, 3 prompts, \d+ functions for resources of 1 server$/);
    expect(text("server shelf")).toMatch(/, 1 tool, 3 prompts, 8 resources$/);
  } finally {
    shelf.remove();
  }
});
