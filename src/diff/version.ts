import type { SurfaceDiff } from "./compare.ts";

/** The version of the first surface that is ever written. */
export const FIRST_VERSION = "1.0.0";

export type VersionStep = "major" | "minor" | "patch" | "none";

/** What a difference means to programs written for the old surface: https://semver.org/spec/v2.0.0.html */
export function stepOf(diff: SurfaceDiff): VersionStep {
  if (diff.removed.length > 0 || diff.changed.length > 0) return "major";
  if (diff.added.length > 0) return "minor";
  return diff.docsOnly.length > 0 ? "patch" : "none";
}

/**
 * The version after a step. Always counted from a released version, so that it does not grow from run to run.
 *
 * @param version `major.minor.patch`
 */
export function stepVersion(version: string, step: VersionStep): string {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (step === "major") return `${major + 1}.0.0`;
  if (step === "minor") return `${major}.${minor + 1}.0`;
  if (step === "patch") return `${major}.${minor}.${patch + 1}`;
  return version;
}

/** Whether a version read from a lock is one that `stepVersion` can count from. */
export function isVersion(version: string): boolean {
  return /^(?:0|[1-9]\d{0,8})(?:\.(?:0|[1-9]\d{0,8})){2}$/.test(version);
}
