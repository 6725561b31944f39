import { createDiagnostic } from "../diagnostics/diagnostic.ts";
import { found, passed, type DoctorCheck } from "./types.ts";

/** `engines` of package.json: ^20.19.0 || >=22.12.0. @param version such as `20.20.2` */
export function checkNode(version: string): DoctorCheck {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (supported) return passed("node", `Node ${version}`);
  return found("node", `Node ${version}`, [
    createDiagnostic("DOCTOR_NODE", `Node ${version} is not supported.`),
  ]);
}
