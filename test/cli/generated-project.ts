import { generate } from "../../src/generate.ts";
import { createProject, fixtureServer, type Project } from "../e2e/project.ts";

/** A project whose SDK of the fixture server `calculator` is generated already. */
export function createCalculatorProject(): Promise<Project> {
  return createGeneratedProject({ calculator: "calculator" });
}

/** A project whose SDK of these fixture servers, by their keys, is generated already. */
export async function createGeneratedProject(servers: Record<string, string>): Promise<Project> {
  const project = createProject(
    Object.fromEntries(
      Object.entries(servers).map(([key, name]) => [
        key,
        { command: process.execPath, args: [fixtureServer(name)] },
      ]),
    ),
  );
  const report = await generate({ cwd: project.dir });
  if (!report.ok) throw new Error(JSON.stringify(report.diagnostics));
  return project;
}
