import type { RunnableProgram } from "../check/types.ts";

/** A place in the program as it was given: 1-based line and column. */
export interface SourcePlace {
  line: number;
  column: number;
}

export type SourceMap = Pick<RunnableProgram, "toSource">;

/** The program's module in the isolate, as V8 writes its frames. */
const FRAME = /\(?\bprogram\.ts:(\d{1,9}):(\d{1,9})\)?\s*$/;

/**
 * The places of the program's own frames in a stack, innermost first, at most ten. Frames of the shim and the runtime
 * are dropped. The stack comes out of the isolate: it is read, never trusted.
 */
export function programFrames(stack: string, program: SourceMap): SourcePlace[] {
  const places: SourcePlace[] = [];
  for (const line of stack.split("\n")) {
    const match = FRAME.exec(line.slice(0, 1000));
    if (match === null) continue;
    places.push(program.toSource(Number(match[1]), Number(match[2])));
    if (places.length === 10) break;
  }
  return places;
}

/** Where an error was made, for its diagnostic: the innermost of the program's own frames, and who called it. */
export function placeOf(
  stack: string,
  program: SourceMap,
): { location?: { file: string; line: number; column: number }; detail?: string } {
  const [first, ...outer] = programFrames(stack, program);
  if (first === undefined) return {};
  const callers = outer.map(({ line, column }) => `called from line ${line}, column ${column}`);
  return {
    location: { file: "program.ts", ...first },
    ...(callers.length === 0 ? {} : { detail: callers.join("\n") }),
  };
}
