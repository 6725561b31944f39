import type { AdviceCase } from "./advice-on-calls.ts";

const ISSUES = `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\n`;

/** What is looked up by a key that it does not have. */
export const ADVICE_ON_LOOKUPS: [name: string, given: AdviceCase][] = [
  [
    "a Map",
    {
      wrong: `${ISSUES}const seen = new Map([["a", 1]]);\nreturn issues.map((one) => seen[one.title]);`,
      told: ["`seen` is a Map", "Write `seen.get(one.title)`"],
      mended: `${ISSUES}const seen = new Map([["a", 1]]);\nreturn issues.map((one) => seen.get(one.title));`,
    },
  ],
  [
    "listed names of which one is none",
    {
      wrong: `const me = await github.get_me();\nreturn ["login", "logn"].map((key) => me[key]);`,
      told: [
        "has no `logn`, which `key` may be. Did you mean `login`?",
        "Its fields are: `login`.",
      ],
      mended: `const me = await github.get_me();\nreturn ["login"].map((key) => me[key]);`,
    },
  ],
  [
    "groups by any text",
    {
      wrong: `${ISSUES}const groups = Object.groupBy(issues, (one) => one.state);\nconst key = String(input);\nreturn groups[key];`,
      told: ["not every text is a key of `groups`", "`groups[key as keyof typeof groups] ?? ...`"],
      mended: `${ISSUES}const groups = Object.groupBy(issues, (one) => one.state);\nconst key = String(input);\nreturn groups[key as keyof typeof groups] ?? [];`,
    },
  ],
  [
    "a list of the program's own, by names",
    {
      wrong: `${ISSUES}const counts = [];\nfor (const one of issues) counts["x"] = one.number;\nreturn counts;`,
      told: ["`counts` is a list", "Declare it as an object: `counts = {}`"],
      mended: `${ISSUES}const counts = {};\nfor (const one of issues) counts["x"] = one.number;\nreturn counts;`,
    },
  ],
  [
    "a list, by a truth value",
    {
      wrong: `${ISSUES}return ["few", "many"][issues.length > 3];`,
      told: ["is true or false, which is no index", '`["few", "many"][issues.length > 3 ? 1 : 0]`'],
      mended: `${ISSUES}return ["few", "many"][issues.length > 3 ? 1 : 0];`,
    },
  ],
];
