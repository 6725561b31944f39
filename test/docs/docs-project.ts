import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { generate } from "../../src/generate.ts";
import { createProject, ROOT, serverEntry, type Project } from "../e2e/project.ts";

/** The project that the pages talk about: three real servers, their SDK, a program. */
export async function createDocsProject(): Promise<Project> {
  const project = createProject({
    everything: { command: process.execPath, args: [serverEntry("everything")] },
    filesystem: { command: process.execPath, args: [serverEntry("filesystem"), "."] },
    memory: {
      command: process.execPath,
      args: [serverEntry("memory")],
      env: { MEMORY_FILE_PATH: "${GRAPH:-graph.jsonl}" },
    },
  });
  project.write("notes/alpha.md", "one\n");
  project.write("task.ts", "return await memory.read_graph({});\n");
  project.write("programs/read.ts", "return await memory.read_graph({});\n");
  project.write("input.json", "{}\n");
  const report = await generate({
    cwd: project.dir,
    env: { ...process.env, GRAPH: path.join(project.dir, "graph.jsonl") },
  });
  if (!report.ok) throw new Error(JSON.stringify(report.diagnostics));
  const modules = path.join(project.dir, "node_modules");
  mkdirSync(modules);
  symlinkSync(ROOT, path.join(modules, "codemode"), "dir");
  symlinkSync(path.join(ROOT, "node_modules", "@types"), path.join(modules, "@types"), "dir");
  return project;
}
