const ISSUES = `const { issues } = await github.list_issues({ owner: "a", repo: "b" });\nconst issue = issues[0];\n`;

/** Values of which a program asks something, but not whether they are there. */
const SOURCES: [name: string, source: string][] = [
  [
    "a constant that says the opposite",
    `const free = issue.assignee === null;\nreturn free ? issue.assignee.login : 1;`,
  ],
  [
    "a constant that says one of two things",
    `const ok = issue.assignee !== null || issue.number > 3;\nif (ok) return issue.assignee.login;`,
  ],
  [
    "the branch of what is not there",
    `const ok = !!issue.assignee;\nif (!ok) return issue.assignee.login;`,
  ],
  [
    "null asked for as undefined",
    `const ok = issue.assignee !== undefined;\nif (ok) return issue.assignee.login;`,
  ],
  [
    "null asked for with typeof",
    `const ok = typeof issue.assignee === "object";\nif (ok) return issue.assignee.login;`,
  ],
  [
    "a value that is written after it was asked for",
    `let one = issues[1];\nconst ok = one.assignee !== null;\none = issues[2];\nreturn ok ? one.assignee.login : 1;`,
  ],
  [
    "a field that is written after it was asked for",
    `const ok = issue.assignee !== null;\nissue.assignee = null;\nreturn [1].map(() => (ok ? issue.assignee.login : 1));`,
  ],
  [
    "some that ask for another field",
    `if (issues.some((i) => i.title == null)) return 1;\nreturn issues.map((i) => i.assignee.login);`,
  ],
  [
    "some that have it",
    `if (issues.some((i) => i.assignee)) return issues.map((i) => i.assignee.login);`,
  ],
  [
    "all have it, and it goes on otherwise",
    `if (issues.every((i) => i.assignee)) return 1;\nreturn issues.map((i) => i.assignee.login);`,
  ],
  [
    "all of another list have it",
    `const { issues: others } = await github.list_issues({ owner: "a", repo: "c" });\nif (!others.every((i) => i.assignee)) return 1;\nreturn issues.map((i) => i.assignee.login);`,
  ],
  [
    "found without it",
    `const free = issues.find((i) => !i.assignee);\nreturn free ? free.assignee.login : 1;`,
  ],
  [
    "put into a list unasked",
    `const kept: typeof issues = [];\nfor (const i of issues) if (i.assignee) kept.push(i);\nkept.push(issue);\nreturn kept.map((i) => i.assignee.login);`,
  ],
  [
    "put into a list for another reason",
    `const kept: typeof issues = [];\nfor (const i of issues) if (i.title) kept.push(i);\nreturn kept.map((i) => i.assignee.login);`,
  ],
  [
    "a function that throws now and then",
    `function note(text) { if (text) throw new Error(text); }\nconst bug = issues.find((i) => i.number === 7);\nif (!bug) note("");\nreturn bug.title;`,
  ],
  [
    "a function that only says so",
    `function check(value) { if (!value) console.log("none"); }\nconst bug = issues.find((i) => i.number === 7);\ncheck(bug);\nreturn bug.title;`,
  ],
  [
    "left where it is there",
    `function fail(text) { throw new Error(text); }\nconst bug = issues.find((i) => i.number === 7);\nif (bug) fail("found");\nreturn bug.title;`,
  ],
  [
    "a question that does not leave",
    `const later = [];\nfor (const i of issues) { if (!i.assignee) { console.log(i.title); } later.push(() => i.assignee.login); }\nreturn later.map((f) => f());`,
  ],
];

export const MISTAKEN_GUARDS: [name: string, given: { source: string; codes: string[] }][] =
  SOURCES.map(([name, source]) => [
    name,
    { source: `${ISSUES}${source}`, codes: ["CHECK_NULLABLE"] },
  ]);
