import { checkMachine } from "./machine.ts";
import { checkNode } from "./node.ts";
import { checkProject } from "./project.ts";
import type { DoctorOptions, DoctorReport } from "./types.ts";

/**
 * Tries everything that codemode needs, each thing by using it: Node, the compiler, the sandbox and what protects it,
 * the configuration, the committed SDK, and every server.
 */
export async function diagnose(options: DoctorOptions): Promise<DoctorReport> {
  const [machine, project] = await Promise.all([checkMachine(), checkProject(options)]);
  const checks = [checkNode(process.versions.node), ...machine, ...project];
  return { ok: checks.every(({ status }) => status !== "error"), checks };
}
