import type { Node } from "oxc-parser";
import type { DiagnosticCode } from "../../diagnostics/codes.ts";
import type { RuleContext } from "../rules/context.ts";
import type { SdkSlices } from "../sdk-slice.ts";

/** What an explanation may look at beside the compiler's message. */
export interface ExplainContext extends RuleContext {
  slices: SdkSlices;
}

/** One message of the compiler, at its place in the program. */
export interface CompilerFinding {
  /** TypeScript's number. */
  code: number;
  text: string;
  /** The first line of `text`, and the last one: the deepest cause. */
  first: string;
  last: string;
  start: number;
  end: number;
  /** From the program down to the innermost node at `start`. */
  path: readonly Node[];
}

/** A message of the compiler in words that say what to write instead. */
export interface Explanation {
  code: DiagnosticCode;
  message: string;
  hint?: string;
  /** The root cause: of several explanations with the same key, the first one is shown. */
  key: string;
  /** What the compiler kept to itself because of this one. */
  also?: readonly (Omit<Explanation, "also"> & { node: Node })[];
}

/** `undefined`: another explainer's business. `null`: an echo of something that is reported anyway. */
export type Explainer = (
  finding: CompilerFinding,
  context: ExplainContext,
) => Explanation | null | undefined;
