// The programs that every contestant runs, each in its own form. They call one tool, which gives back its input.

/** @typedef {"none" | "one" | "seq100" | "par100"} ProgramName */

/** @type {readonly ProgramName[]} */
export const PROGRAM_NAMES = ["none", "one", "seq100", "par100"];

/** What the figures call them. @type {Record<ProgramName, string>} */
export const PROGRAM_TITLES = {
  none: "no call",
  one: "1 call",
  seq100: "100 calls, one after the other",
  par100: "100 calls at once",
};

/**
 * @param {ProgramName} name
 * @param {(input: string) => string} call the expression of a call
 * @returns {string} the body of an async function
 */
export function programBody(name, call) {
  switch (name) {
    case "none":
      return "return 1;";
    case "one":
      return `await ${call("{ a: 1, b: 2 }")}; return 1;`;
    case "seq100":
      return `for (let i = 0; i < 100; i += 1) await ${call("{ a: i, b: 2 }")}; return 1;`;
    case "par100":
      return `await Promise.all(Array.from({ length: 100 }, (_, i) => ${call("{ a: i, b: 2 }")})); return 1;`;
    default:
      throw new Error(`there is no program ${String(name)}`);
  }
}
