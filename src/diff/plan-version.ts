import type { ReleasedSurface, SurfaceTool } from "../lock/types.ts";
import { compareSurfaces, type SurfaceDiff } from "./compare.ts";
import { FIRST_VERSION, isVersion, stepOf, stepVersion, type VersionStep } from "./version.ts";

export interface VersionPlan {
  /** The version to be written. */
  version: string;
  /** What the changelog counts from: the base before this run. */
  base: ReleasedSurface;
  /** What the lock records from now on: `base`, or the present surface when this run releases it. */
  released: ReleasedSurface;
  diff: SurfaceDiff;
  step: VersionStep;
}

/**
 * The version of a surface: the released one moved by the difference to it.
 *
 * @param released from the lock; `null` on the first run, whose surface is the first release
 * @param release whether the present surface becomes the base of the next difference
 */
export function planVersion(
  surface: SurfaceTool[],
  released: ReleasedSurface | null,
  release: boolean,
): VersionPlan {
  const isKnown = released !== null && isVersion(released.version);
  const base = isKnown ? released : { version: FIRST_VERSION, tools: surface };
  const diff = compareSurfaces(base.tools, surface);
  const step = stepOf(diff);
  const version = stepVersion(base.version, step);
  return { version, base, released: release ? { version, tools: surface } : base, diff, step };
}
