import type { AdviceCase } from "./advice-on-calls.ts";

/** Programs that are no TypeScript. */
export const ADVICE_ON_SYNTAX: [name: string, given: AdviceCase][] = [
  [
    "a block that is not closed, at its opening",
    {
      wrong: `for (const x of [1]) {\n  console.log(x);\n\nreturn 1;`,
      told: [
        "1 error",
        "1| for",
        "This `{` is not closed: by the indentation, `}` is missing before line 4.",
      ],
      untold: ["return' statement"],
    },
  ],
  [
    "an inner block that is not closed",
    {
      wrong: `async function go() {\n  if (input) {\n    return 1;\n}\nreturn await go();`,
      told: ["2| if (input) {", "`}` is missing before line 4."],
    },
  ],
  [
    "a parenthesis that is not closed",
    {
      wrong: `const r = await Promise.all(["a"].map(async (x) => {\n  return x;\n});\nreturn r;`,
      told: ["3| });", "`)` is missing before this `;`: the `(` of line 1 is not closed."],
    },
  ],
  [
    "a bracket that another closes",
    {
      wrong: `const a = {\n  b: [1, 2\n};\nreturn a;`,
      told: ["3| };", "`]` is missing before this `}`"],
    },
  ],
  [
    "a bracket too many",
    { wrong: `const a = 1;\n}\nreturn a;`, told: ["This `}` closes nothing."] },
  ],
  [
    "a string over two lines",
    {
      wrong: `const a = "one\ntwo";\nreturn a;`,
      told: ["This string does not end in its line", "write `\\n`"],
      mended: `const a = "one\\ntwo";\nreturn a;`,
    },
  ],
  [
    "a template that does not end",
    { wrong: "const a = `one;\nreturn a;", told: ["This template does not end"] },
  ],
  [
    "a comment that does not end",
    { wrong: "/* one\nreturn 1;", told: ["This comment does not end"] },
  ],
  ["markup", { wrong: `return <div>hello</div>;`, told: ["Markup is not available in a program"] }],
  [
    "a syntax error hides nothing that is certain",
    {
      wrong: `import fs from "node:fs";\nconst r = await github.listIssues({ owner: "a" };\nconst s = await fetch("x");\nreturn [r, s];`,
      told: [
        '"node:fs" cannot be imported',
        "`)` is missing before this `;`",
        "it is `list_issues`.",
        "`fetch` does not exist in the sandbox.",
      ],
    },
  ],
  [
    "with a syntax error, what may be the program's own is left alone",
    {
      wrong: `const fetch = (x) => x;\nconst github = { nope: (x) => x };\nreturn [fetch("a"), github.nope(1);`,
      told: ["1 error"],
      untold: ["sandbox", "no tool"],
    },
  ],
];
