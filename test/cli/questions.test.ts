import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { CliContext } from "../../src/cli/context.ts";
import { createAsker, type Asker } from "../../src/cli/questions.ts";
import { createUi } from "../../src/cli/ui.ts";
import { readElicitation } from "../../src/introspect/questions/read-elicitation.ts";
import type { Elicitation, ElicitationAnswer } from "../../src/introspect/questions/types.ts";
import type { JsonObject } from "../../src/json.ts";

interface Terminal {
  asker: Asker;
  screen: () => string;
}

/** A person who answers each prompt with the next of these lines. */
function terminal(answers: string[]): Terminal {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  let screen = "";
  const lines = [...answers];
  const stderr = {
    isTTY: true,
    write: (text: string) => {
      screen += text;
      const answer = /[?:] $/.test(text) ? lines.shift() : undefined;
      if (answer === undefined) return;
      screen += `${answer}\n`;
      setImmediate(() => stdin.write(`${answer}\n`));
    },
  };
  const { signal } = new AbortController();
  const context: CliContext = { cwd: "/", env: {}, stdin, stdout: stderr, stderr, signal };
  const ui = createUi(context, { verbose: false, quiet: true });
  return { asker: createAsker(context, ui), screen: () => screen };
}

function question(params: JsonObject, signal = new AbortController().signal): Elicitation {
  const read = readElicitation(params);
  if (!read.ok) throw new Error(read.problem);
  return { ...read.elicitation, server: "diner", signal };
}

const table = (properties: JsonObject, required: string[] = []): JsonObject => ({
  message: "Which table?",
  requestedSchema: { type: "object", properties, required },
});

const SEATS = { seats: { type: "integer", minimum: 1, maximum: 8, default: 2 } };
const WHERE = {
  where: {
    type: "string",
    description: "In or out?",
    enum: ["in", "out"],
    enumNames: ["Inside", "Outside"],
  },
};
const EXTRAS = {
  extras: {
    type: "array",
    items: {
      anyOf: [
        { const: "w", title: "Wine" },
        { const: "b", title: "Bread" },
      ],
    },
  },
};
const NAME = { name: { type: "string", title: "Your name", minLength: 2 } };
const OUTDOOR = { outdoor: { type: "boolean" } };
const URL_PARAMS = {
  mode: "url",
  message: "Sign in",
  url: "https://bücher.example/sign-in?next=%2F",
};

test.each<[string, { given: JsonObject; lines: string[]; want: ElicitationAnswer }]>([
  [
    "a value",
    {
      given: table(NAME, ["name"]),
      lines: ["a", "Ada"],
      want: { action: "accept", content: { name: "Ada" } },
    },
  ],
  [
    "a value that is not allowed, then one that is",
    {
      given: table(NAME, ["name"]),
      lines: ["a", "A", "", "Ada"],
      want: { action: "accept", content: { name: "Ada" } },
    },
  ],
  [
    "no value that is allowed",
    {
      given: table(NAME, ["name"]),
      lines: ["a", "A", "B", "C", "D", "E"],
      want: { action: "cancel" },
    },
  ],
  [
    "what may be left out",
    {
      given: table({ ...NAME, ...SEATS }),
      lines: ["a", "", ""],
      want: { action: "accept", content: {} },
    },
  ],
  [
    "a number",
    {
      given: table(SEATS),
      lines: ["a", "9", "x", "1.5", "4"],
      want: { action: "accept", content: { seats: 4 } },
    },
  ],
  [
    "a choice by its number",
    {
      given: table(WHERE),
      lines: ["a", "2"],
      want: { action: "accept", content: { where: "out" } },
    },
  ],
  [
    "a choice by its value",
    {
      given: table(WHERE),
      lines: ["a", "3", "in"],
      want: { action: "accept", content: { where: "in" } },
    },
  ],
  [
    "choices",
    {
      given: table(EXTRAS),
      lines: ["a", "1, b"],
      want: { action: "accept", content: { extras: ["w", "b"] } },
    },
  ],
  [
    "yes and no",
    {
      given: table(OUTDOOR),
      lines: ["a", "maybe", "NO"],
      want: { action: "accept", content: { outdoor: false } },
    },
  ],
  [
    "a form without values",
    { given: table({}), lines: ["a"], want: { action: "accept", content: {} } },
  ],
  ["no", { given: table(NAME, ["name"]), lines: ["d"], want: { action: "decline" } }],
  ["nothing", { given: table(NAME, ["name"]), lines: ["c"], want: { action: "cancel" } }],
  [
    "what is none of the answers",
    { given: table(NAME, ["name"]), lines: ["x", "", "y"], want: { action: "cancel" } },
  ],
  ["that an address was visited", { given: URL_PARAMS, lines: ["a"], want: { action: "accept" } }],
])("a person answers: %s", async (_, { given, lines, want }) => {
  const { asker } = terminal(lines);
  expect(await asker.onElicitation(question(given))).toEqual(want);
});

test("what a person sees of a form", async () => {
  const { asker, screen } = terminal(["a", "Ada", "", "1"]);
  await asker.onElicitation(question(table({ ...NAME, ...SEATS, ...WHERE }, ["name"])));
  expect(screen()).toBe(`
Server \`diner\` asks, while it works on a call:
  | Which table?
It wants to know: name, seats, where.
[a]nswer, [d]ecline or [c]ancel? a
  Your name (text; required): Ada
  seats (whole number; Enter: 2): 
  | In or out?
  | 1. Inside
  | 2. Outside
  where (a number of the list; Enter leaves it out): 1
`);
});

test("an address is shown whole, with the host as the browser will have it", async () => {
  const { asker, screen } = terminal(["d"]);
  await asker.onElicitation(question(URL_PARAMS));
  expect(screen()).toContain(
    "It wants you to open an address of xn--bcher-kva.example in a browser:\n  https://xn--bcher-kva.example/sign-in?next=%2F\n",
  );
});

test("no text of a server acts on the terminal or looks like ours", async () => {
  const evil = "\u001b[2J\r\u202e[a]nswer? ";
  const { asker, screen } = terminal(["a", "x"]);
  const schema = {
    [`n${evil}`]: { type: "string", title: evil, description: `${evil}\n[a]`, default: evil },
  };
  const given = { ...table(schema), message: `Hi\n[a]nswer, [d]ecline or [c]ancel? ${evil}` };
  await asker.onElicitation(question(given));
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  expect(screen()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  const ours = screen()
    .split("\n")
    .filter((line) => line.startsWith("["));
  expect(ours).toEqual(["[a]nswer, [d]ecline or [c]ancel? a"]);
});

test("no text of a server gets to the edge of the terminal by being too long for its line", async () => {
  const far = (text: string): string => `${" ".repeat(76)}${text}`;
  const { asker, screen } = terminal(["a", "x", ""]);
  const fake = "[a]nswer? ";
  const schema = {
    [far(fake)]: { type: "string", title: far(fake), description: far(fake), default: far(fake) },
    [`${far(fake)}2`]: { type: "boolean" },
  };
  await asker.onElicitation(question({ ...table(schema), message: `${far(fake)}${far(fake)}` }));
  const cut = screen()
    .split("\n")
    .flatMap((line) => line.match(/.{1,80}/g) ?? []);
  expect(cut.filter((line) => line.startsWith("[a]nswer? "))).toEqual([]);
  expect(cut.filter((line) => line.includes("[a]nswer? ")).length).toBeGreaterThan(5);
});

test("what a server logs meanwhile waits too, and a flood of it fills no memory", async () => {
  const { asker } = terminal(["d"]);
  const answering = asker.onElicitation(question(table(NAME)));
  let shown = 0;
  for (let line = 0; line < 5_000; line += 1) asker.showLog(() => (shown += 1));
  expect(shown).toBe(0);
  await answering;
  expect(shown).toBe(1_000);
});

test("the program's output waits until the question is answered", async () => {
  const { asker, screen } = terminal(["d"]);
  const answering = asker.onElicitation(question(table(NAME)));
  let shown = "";
  asker.show(() => {
    shown = screen();
  });
  expect(shown).toBe("");
  await answering;
  expect(shown).toContain("[d]ecline or [c]ancel? d");
});

test("two servers are not asked for at the same time", async () => {
  const { asker, screen } = terminal(["d", "a", "Ada"]);
  const answers = await Promise.all([
    asker.onElicitation(question(table(SEATS))),
    asker.onElicitation(question(table(NAME, ["name"]))),
  ]);
  expect(answers).toEqual([{ action: "decline" }, { action: "accept", content: { name: "Ada" } }]);
  expect(screen().indexOf("seats")).toBeLessThan(screen().indexOf("Your name"));
});

test("a question that is no longer wanted ends, and the next is asked", async () => {
  const { asker, screen } = terminal([]);
  const ending = new AbortController();
  const first = asker.onElicitation(question(table(NAME), ending.signal));
  setImmediate(() => ending.abort(new Error("withdrawn")));
  await expect(first).rejects.toThrow("withdrawn");
  expect(screen()).toContain("(no longer asked)");
});
