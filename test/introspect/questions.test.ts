import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { ServerConnection } from "../../src/introspect/connect.ts";
import { createQuestions, type QuestionLimits } from "../../src/introspect/questions/desk.ts";
import type { Elicitation, QuestionHandlers } from "../../src/introspect/questions/types.ts";
import type { JsonObject, JsonValue } from "../../src/json.ts";
import { connect, fixtureServer, nodeServer } from "./servers.ts";

const ERAS = ["legacy", "modern"] as const;
const LIMITS = { questions: 20, answerMs: 60_000 };

const servers = new Map<string, ServerConnection>();

beforeAll(async () => {
  for (const era of ERAS) servers.set(era, await connect(asking(era)));
});

afterAll(async () => {
  await Promise.all(Array.from(servers.values(), (server) => server.close()));
});

function asking(era: (typeof ERAS)[number], callMs?: number): ReturnType<typeof nodeServer> {
  const options = callMs === undefined ? {} : { timeouts: { callMs } };
  const server = nodeServer([fixtureServer("asking"), era], options);
  return { ...server, protocol: era === "modern" ? "2026-07-28" : "legacy" };
}

interface Asked {
  /** What the tool made of the answers. */
  answers: JsonValue;
  asked: Elicitation[];
  codes: string[];
}

interface AskOptions {
  limits?: Partial<QuestionLimits>;
  signal?: AbortSignal;
  server?: ServerConnection;
}

async function ask(
  era: (typeof ERAS)[number],
  tool: string,
  handlers: QuestionHandlers,
  { limits, signal, server = servers.get(era) }: AskOptions = {},
): Promise<Asked> {
  const asked: Elicitation[] = [];
  const diagnostics: Diagnostic[] = [];
  const { onElicitation } = handlers;
  const questions = createQuestions(
    {
      ...handlers,
      ...(onElicitation === undefined
        ? {}
        : {
            onElicitation: (elicitation) => {
              asked.push(elicitation);
              return onElicitation(elicitation);
            },
          }),
    },
    { ...LIMITS, ...limits },
  );
  const desk = questions.desk("server", (diagnostic) => diagnostics.push(diagnostic));
  const result = (await server?.callTool(tool, {}, { desk, signal })) ?? {};
  return { answers: answersOf(result), asked, codes: diagnostics.map(({ code }) => code) };
}

function answersOf(result: JsonObject): JsonValue {
  const [block] = result["content"] as { text: string }[];
  const { text } = block as { text: string };
  return text.startsWith("[") ? (JSON.parse(text) as JsonValue) : text;
}

const accept = (content: Record<string, string>) => () => ({ action: "accept" as const, content });

describe.each(ERAS)("a server of the %s era asks while it works on a call", (era) => {
  test("for a form: defaults are filled in, and it is told field by field", async () => {
    const { answers, asked, codes } = await ask(era, "book", {
      onElicitation: accept({ name: "Ada" }),
    });
    expect(answers).toEqual([
      { action: "accept", content: { name: "Ada", guests: 2, outdoor: false } },
    ]);
    expect(codes).toEqual([]);
    const [form] = asked;
    expect(form).toMatchObject({ server: "server", mode: "form" });
    expect(form?.mode === "form" ? form.fields.map(({ name, kind }) => [name, kind]) : []).toEqual([
      ["name", "string"],
      ["guests", "integer"],
      ["where", "choice"],
      ["extras", "choices"],
      ["outdoor", "boolean"],
      ["email", "string"],
    ]);
  });

  test.each<[string, { given: QuestionHandlers; want: JsonValue; codes: string[] }]>([
    [
      "is declined",
      {
        given: { onElicitation: () => ({ action: "decline" }) },
        want: { action: "decline" },
        codes: [],
      },
    ],
    [
      "is cancelled",
      {
        given: { onElicitation: () => ({ action: "cancel" }) },
        want: { action: "cancel" },
        codes: [],
      },
    ],
    [
      "has nobody to answer",
      { given: {}, want: { action: "decline" }, codes: ["SERVER_QUESTION_DECLINED"] },
    ],
    [
      "is answered with too little",
      {
        given: { onElicitation: accept({}) },
        want: { action: "cancel" },
        codes: ["SERVER_QUESTION_FAILED"],
      },
    ],
    [
      "is answered with what was not asked",
      {
        given: { onElicitation: accept({ name: "Ada", x: "" }) },
        want: { action: "cancel" },
        codes: ["SERVER_QUESTION_FAILED"],
      },
    ],
    [
      "is answered with what is no email",
      {
        given: { onElicitation: accept({ name: "Ada", email: "x" }) },
        want: { action: "cancel" },
        codes: ["SERVER_QUESTION_FAILED"],
      },
    ],
    [
      "has a handler that throws",
      {
        given: {
          onElicitation: () => {
            throw new Error("no");
          },
        },
        want: { action: "cancel" },
        codes: ["SERVER_QUESTION_FAILED"],
      },
    ],
    [
      "has a handler that rejects",
      {
        given: { onElicitation: () => Promise.reject(new Error("no")) },
        want: { action: "cancel" },
        codes: ["SERVER_QUESTION_FAILED"],
      },
    ],
    [
      "is answered with nonsense",
      {
        given: { onElicitation: () => "yes" as never },
        want: { action: "cancel" },
        codes: ["SERVER_QUESTION_FAILED"],
      },
    ],
  ])("what %s", async (_, { given, want, codes }) => {
    const outcome = await ask(era, "book", given);
    expect(outcome.answers).toEqual([want]);
    expect(outcome.codes).toEqual(codes);
  });

  test("to open a URL", async () => {
    const { answers, asked } = await ask(era, "visit", { onElicitation: accept({}) });
    expect(answers).toEqual([{ action: "accept" }]);
    expect(asked).toMatchObject([{ mode: "url", url: "https://example.com/sign-in?id=1" }]);
  });

  test.each(["visit-ftp", "nested"])("what cannot be shown is declined: %s", async (tool) => {
    const { answers, asked, codes } = await ask(era, tool, { onElicitation: accept({}) });
    expect(answers).toEqual([{ action: "decline" }]);
    expect(asked).toEqual([]);
    expect(codes).toEqual(["SERVER_QUESTION_INVALID"]);
  });

  test("several things, one after the other", async () => {
    const { answers } = await ask(era, "twice", { onElicitation: accept({ name: "Ada" }) });
    expect(answers).toEqual([
      { action: "accept", content: { name: "Ada", guests: 2, outdoor: false } },
      { action: "accept" },
    ]);
  });

  test("a model, through a handler", async () => {
    const { answers } = await ask(era, "ask-model", {
      onSampling: ({ server, params }) => ({
        role: "assistant",
        content: { type: "text", text: `${server}: ${JSON.stringify(params["messages"])}` },
        model: "none",
      }),
    });
    expect(answers).toEqual([
      {
        role: "assistant",
        model: "none",
        content: {
          type: "text",
          text: 'server: [{"role":"user","content":{"type":"text","text":"Say hello"}}]',
        },
      },
    ]);
  });

  test("more often than a run allows", async () => {
    const { answers, codes } = await ask(
      era,
      "twice",
      { onElicitation: accept({ name: "Ada" }) },
      { limits: { questions: 1 } },
    );
    expect(answers).toMatchObject([{ action: "accept" }, { action: "cancel" }]);
    expect(codes).toEqual(["SERVER_QUESTION_LIMIT"]);
  });

  test("and nobody answers in time: the call's own time stands still until then", async () => {
    const server = await connect(asking(era, 1_000));
    try {
      const slow = await ask(
        era,
        "book",
        {
          onElicitation: async () => {
            await new Promise((resolve) => setTimeout(resolve, 1_300));
            return { action: "accept", content: { name: "Ada" } };
          },
        },
        { server },
      );
      expect(slow.answers).toMatchObject([{ action: "accept" }]);
      let signal: AbortSignal | null = null;
      const never = await ask(
        era,
        "book",
        {
          onElicitation: (elicitation) => {
            ({ signal } = elicitation);
            return new Promise(() => {});
          },
        },
        { server, limits: { answerMs: 50 } },
      );
      expect(never.answers).toEqual([{ action: "cancel" }]);
      expect(never.codes).toEqual(["SERVER_QUESTION_UNANSWERED"]);
      expect(signal).toMatchObject({ aborted: true });
    } finally {
      await server.close();
    }
  });

  test("and the call is cancelled: the question ends", async () => {
    const ending = new AbortController();
    let signal: AbortSignal | null = null;
    const call = ask(
      era,
      "book",
      {
        onElicitation: (elicitation) => {
          ({ signal } = elicitation);
          ending.abort(new Error("enough"));
          return new Promise(() => {});
        },
      },
      { signal: ending.signal },
    );
    await expect(call).rejects.toThrow("enough");
    expect(signal).toMatchObject({ aborted: true });
  });
});

describe("a server of the legacy era", () => {
  test("is told why a model is not asked", async () => {
    const { answers, codes } = await ask("legacy", "ask-model", {});
    expect(answers).toEqual([{ code: -1, message: "User rejected sampling request" }]);
    expect(codes).toEqual(["SERVER_SAMPLING_REFUSED"]);
  });

  test("that asks for roots is told that there are none", async () => {
    const { answers } = await ask("legacy", "roots", {});
    expect(answers).toMatchObject([{ code: -32_601 }]);
  });

  test("withdraws its question", async () => {
    let signal: AbortSignal | null = null;
    const { answers } = await ask("legacy", "withdrawn", {
      onElicitation: (elicitation) => {
        ({ signal } = elicitation);
        return new Promise(() => {});
      },
    });
    expect(answers).toBe("no answer");
    expect(signal).toMatchObject({ aborted: true });
  });

  test("ends the call while its question is open", async () => {
    let signal: AbortSignal | null = null;
    const { answers } = await ask("legacy", "and-forget", {
      onElicitation: (elicitation) => {
        ({ signal } = elicitation);
        return new Promise(() => {});
      },
    });
    expect(answers).toBe("done");
    expect(signal).toMatchObject({ aborted: true });
  });

  test("asks without end: each question beyond the limit is cancelled", async () => {
    const { answers, codes, asked } = await ask("legacy", "endless", {
      onElicitation: accept({ name: "Ada" }),
    });
    expect(answers).toBe("done");
    expect(asked).toHaveLength(20);
    expect(new Set(codes)).toEqual(new Set(["SERVER_QUESTION_LIMIT"]));
  });

  test("refuses a call until a URL has been visited", async () => {
    const server = await connect(asking("legacy"));
    try {
      const declined = ask("legacy", "locked", {}, { server });
      await expect(declined).rejects.toMatchObject({ code: "SERVER_ERROR_REPLY" });
      const { answers, asked } = await ask(
        "legacy",
        "locked",
        { onElicitation: accept({}) },
        { server },
      );
      expect(answers).toBe("unlocked");
      expect(asked).toMatchObject([{ mode: "url", url: "https://example.com/sign-in?id=1" }]);
    } finally {
      await server.close();
    }
  });
});

describe("a server of the modern era", () => {
  test("gets its state back as it was, and none where it sent none", async () => {
    const server = await connect(asking("modern"));
    try {
      await ask("modern", "book", { onElicitation: accept({ name: "Ada" }) }, { server });
      await ask("modern", "twice", { onElicitation: () => ({ action: "decline" }) }, { server });
      await ask("modern", "again", {}, { server });
      const { answers } = await ask("modern", "log", {}, { server });
      const content = { name: "Ada", guests: 2, outdoor: false };
      expect(answers).toEqual([
        { inputResponses: { q: { action: "accept", content } } },
        { inputResponses: { q: { action: "decline" } }, requestState: "[]" },
        {
          inputResponses: { q: { action: "decline" } },
          requestState: '[{"action":"decline"}]',
        },
        { requestState: "second" },
      ]);
    } finally {
      await server.close();
    }
  });

  test.each([
    ["endless", "SERVER_INPUT_ROUNDS"],
    ["ask-model", "SERVER_INPUT_REFUSED"],
    ["roots", "SERVER_INPUT_UNSUPPORTED"],
  ])("that cannot be given what it asks for ends the call: %s", async (tool, code) => {
    const call = ask("modern", tool, { onElicitation: accept({ name: "Ada" }) });
    await expect(call).rejects.toMatchObject({ code });
  });
});
