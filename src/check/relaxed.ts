import type { RawDiagnostic } from "./compiler.ts";

interface RelaxedCode {
  /** What it means that is no error at run time. */
  reason: string;
  /** When only some messages of the code are relaxed: those that match. */
  only?: RegExp;
}

/**
 * `{ items: [], last: null }` has `items` that nothing fits into and a `last` that is never anything but null; what
 * nothing is known of is `unknown`; of a tool's blocks of content some have a `text`. Where it is the input of a tool,
 * `explain/arguments.ts` comes first.
 */
const LOOSE = "inference is narrower than what the program does";
const LOOSE_VALUE =
  /^(?:Argument of type|Type) 'unknown' is not assignable|to (?:parameter of )?type '(?:never(?:\[\])*|null|undefined|null \| undefined)'\.?$/;

const UNTYPED = "a value without an annotation is untyped, and runs";

/**
 * What the compiler reports under `strict` that is never an error at run time. `strict` stays on, because without it
 * inference is worse (`[]` becomes `never[]`) and more right programs are refused, not fewer.
 */
export const RELAXED_CODES: ReadonlyMap<number, RelaxedCode> = new Map<number, RelaxedCode>([
  [7005, { reason: UNTYPED }],
  [7006, { reason: UNTYPED }],
  [7008, { reason: UNTYPED }],
  [7010, { reason: UNTYPED }],
  [7011, { reason: UNTYPED }],
  [7018, { reason: UNTYPED }],
  [7019, { reason: UNTYPED }],
  [7022, { reason: "a value that refers to itself is untyped, and runs" }],
  [7023, { reason: "a function that refers to itself is untyped, and runs" }],
  [7024, { reason: "a function that refers to itself is untyped, and runs" }],
  [7031, { reason: UNTYPED }],
  [7032, { reason: UNTYPED }],
  [7034, { reason: UNTYPED }],
  [7055, { reason: UNTYPED }],
  [7057, { reason: UNTYPED }],
  [7009, { reason: "`new` of a plain function is untyped, and runs" }],
  [7041, { reason: "`this` of a function is untyped, and runs" }],
  [2683, { reason: "`this` of a function is untyped, and runs" }],
  [2362, { reason: "arithmetic on dates and the like converts to numbers" }],
  [2363, { reason: "arithmetic on dates and the like converts to numbers" }],
  [7053, { reason: "an object literal used as a map", only: /type '\{\}'/ }],
  [2322, { reason: LOOSE, only: LOOSE_VALUE }],
  [2345, { reason: LOOSE, only: LOOSE_VALUE }],
  [2769, { reason: LOOSE, only: /to type 'never(?:\[\])*'\.?$/ }],
  [2339, { reason: LOOSE, only: /on type '(?:never|unknown|ContentBlock)'/ }],
  [2538, { reason: "any value is a key as text", only: /^Type '(?:unknown|undefined|null)'/ }],
  [2488, { reason: LOOSE, only: /^Type '(?:never|unknown)'/ }],
  [2571, { reason: LOOSE }],
  [18046, { reason: LOOSE }],
  [2698, { reason: "anything can be spread" }],
  [2790, { reason: "what is deleted is gone, whatever its type" }],
  [1313, { reason: "an empty statement does nothing" }],
  [6133, { reason: "what is not used does no harm" }],
  [6192, { reason: "what is not used does no harm" }],
  [6196, { reason: "what is not used does no harm" }],
  [7027, { reason: "code that is never reached does no harm" }],
  [7028, { reason: "a label that is not used does no harm" }],
  [7029, { reason: "a case may fall through" }],
  [7030, { reason: "a function may return nothing on some paths" }],
]);

export function isRelaxed({ code, text }: RawDiagnostic): boolean {
  const relaxed = RELAXED_CODES.get(code);
  if (relaxed === undefined) return false;
  return relaxed.only === undefined || relaxed.only.test(text);
}
