import { generate } from "../../src/generate.ts";
import { createProject, fixtureServer, type Project } from "../e2e/project.ts";

/** A project whose SDK of the fixture server `calculator` is generated already. */
export async function createCalculatorProject(): Promise<Project> {
  const project = createProject({
    calculator: { command: process.execPath, args: [fixtureServer("calculator")] },
  });
  const report = await generate({ cwd: project.dir });
  if (!report.ok) throw new Error(JSON.stringify(report.diagnostics));
  return project;
}
