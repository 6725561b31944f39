import type { DiagnosticCode } from "../../diagnostics/codes.ts";
import { createDiagnostic, type Diagnostic } from "../../diagnostics/diagnostic.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { measureJson } from "../limits.ts";
import { createPatience, type Patience } from "../patience.ts";
import { safeLine } from "../text.ts";
import { checkContent } from "./check-content.ts";
import { readElicitation } from "./read-elicitation.ts";
import type { Elicitation, ElicitationAnswer, QuestionHandlers, SamplingAnswer } from "./types.ts";

/** Where the questions of one server arrive, on behalf of one run. */
export interface Desk {
  /**
   * @param params of `elicitation/create`
   * @returns its result; what could not be asked is declined or cancelled, and told to the run
   * @throws the reason of `signal`
   */
  elicit(params: JsonValue | undefined, signal: AbortSignal): Promise<JsonObject>;
  /**
   * @param params of `sampling/createMessage`
   * @returns its result
   * @throws RequestRefused; the reason of `signal`
   */
  sample(params: JsonValue | undefined, signal: AbortSignal): Promise<JsonObject>;
}

/** What a server is answered that asks for what nobody gives. */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";
  /** A JSON-RPC error code. */
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Thrown by a handler that cannot ask this: the same as if there were none. */
export class NobodyToAsk extends Error {
  override readonly name = "NobodyToAsk";
}

/** Specification 2025-11-25, "Sampling", "Error Handling". */
const USER_REJECTED = -1;
const INVALID_PARAMS = -32_602;

/** The questions of one run, whichever server asks. */
export interface Questions {
  /** @param report what the run is told of a question that nobody answered */
  desk(server: string, report: (diagnostic: Diagnostic) => void): Desk;
  /** The run's clocks: they stand still while somebody is being asked. */
  readonly patience: Patience;
}

export interface QuestionLimits {
  /** How many questions there may be. */
  questions: number;
  /** How long the answer to one may take, in milliseconds. */
  answerMs: number;
}

/** UTF-16 code units of what a model is asked, or answers, roughly as JSON. */
const SAMPLING_LIMITS = { depth: 32, size: 1_000_000 };

export function createQuestions(handlers: QuestionHandlers, limits: QuestionLimits): Questions {
  const patience = createPatience();
  let asked = 0;

  /** Waits for a handler, at most `answerMs`. @returns `null` when that is over */
  const wait = async <Answer>(
    signal: AbortSignal,
    handle: (signal: AbortSignal) => Answer | Promise<Answer>,
  ): Promise<Answer | null> => {
    signal.throwIfAborted();
    const release = patience.hold();
    const ending = new AbortController();
    const cleanups = [release];
    try {
      return await new Promise<Answer | null>((resolve, reject) => {
        const timer = setTimeout(() => resolve(null), limits.answerMs);
        const onAbort = (): void => reject(signal.reason as Error);
        signal.addEventListener("abort", onAbort, { once: true });
        cleanups.push(
          () => clearTimeout(timer),
          () => signal.removeEventListener("abort", onAbort),
        );
        Promise.resolve()
          .then(() => handle(ending.signal))
          .then(resolve, reject);
      });
    } finally {
      for (const cleanup of cleanups) cleanup();
      ending.abort(signal.reason);
    }
  };

  return {
    patience,
    desk: (server, report) => {
      const tell = (code: DiagnosticCode, what: string): void =>
        report(createDiagnostic(code, `Server \`${server}\`: ${what}.`, { location: { server } }));
      const isOver = (): boolean => {
        asked += 1;
        if (asked <= limits.questions) return false;
        tell(
          "SERVER_QUESTION_LIMIT",
          `asked more than ${limits.questions} questions; the rest is refused`,
        );
        return true;
      };
      const decline = (): JsonObject => {
        tell(
          "SERVER_QUESTION_DECLINED",
          "asked for input; there was nobody to ask, and it was declined",
        );
        return { action: "decline" };
      };
      return {
        elicit: async (params, signal) => {
          if (isOver()) return { action: "cancel" };
          const read = readElicitation(params);
          if (!read.ok) {
            tell("SERVER_QUESTION_INVALID", `what it asked for ${read.problem}; it was declined`);
            return { action: "decline" };
          }
          const { onElicitation } = handlers;
          if (onElicitation === undefined) return decline();
          try {
            const answer = await wait(signal, (ending) =>
              onElicitation({ ...read.elicitation, server, signal: ending }),
            );
            if (answer !== null) return readAnswer(read.elicitation, answer);
            tell("SERVER_QUESTION_UNANSWERED", `nobody answered within ${limits.answerMs} ms`);
          } catch (error) {
            signal.throwIfAborted();
            if (error instanceof NobodyToAsk) return decline();
            tell("SERVER_QUESTION_FAILED", `its question could not be answered: ${textOf(error)}`);
          }
          return { action: "cancel" };
        },
        sample: async (params, signal) => {
          if (isOver()) throw new RequestRefused(USER_REJECTED, "Too many requests");
          const { onSampling } = handlers;
          if (onSampling === undefined) {
            tell("SERVER_SAMPLING_REFUSED", "asked for a model's answer and there is no handler");
            throw new RequestRefused(USER_REJECTED, "User rejected sampling request");
          }
          if (!isJsonObject(params) || !measureJson(params, SAMPLING_LIMITS).ok) {
            tell("SERVER_QUESTION_INVALID", "asked a model for something that is not read");
            throw new RequestRefused(INVALID_PARAMS, "Invalid or too large parameters");
          }
          try {
            const answer = await wait(signal, (ending) =>
              onSampling({ server, signal: ending, params }),
            );
            if (answer !== null) return readSample(answer);
            tell("SERVER_QUESTION_UNANSWERED", `no model answered within ${limits.answerMs} ms`);
          } catch (error) {
            signal.throwIfAborted();
            tell("SERVER_QUESTION_FAILED", `its question could not be answered: ${textOf(error)}`);
          }
          throw new RequestRefused(USER_REJECTED, "Sampling request failed");
        },
      };
    },
  };
}

/** For questions outside of every call: there is no run that they could belong to. */
export const NOBODY: Desk = createQuestions({}, { questions: Infinity, answerMs: 0 }).desk(
  "",
  () => {},
);

/** A handler is anybody's code. */
function readAnswer(
  asked: { mode: "url" } | Pick<Extract<Elicitation, { mode: "form" }>, "mode" | "fields">,
  answer: ElicitationAnswer,
): JsonObject {
  const action: string | undefined = isJsonObject(answer) ? answer.action : undefined;
  if (action === "decline" || action === "cancel") return { action };
  if (action !== "accept") throw new Error("the answer is none of accept, decline and cancel");
  if (asked.mode === "url") return { action };
  const checked = checkContent(asked.fields, (answer as { content?: unknown }).content);
  if (!checked.ok) throw new Error(checked.problem);
  return { action, content: checked.content };
}

function readSample(answer: SamplingAnswer): JsonObject {
  const result: JsonObject = isJsonObject(answer) ? answer : {};
  const { role, content, model } = result;
  if (
    (role !== "assistant" && role !== "user") ||
    content === undefined ||
    typeof model !== "string"
  ) {
    throw new Error("the model's answer must have `role`, `content` and `model`");
  }
  if (!measureJson(result, SAMPLING_LIMITS).ok) {
    throw new Error("the model's answer is too large");
  }
  return result;
}

/** A handler's own words, or the name of a field. */
function textOf(error: unknown): string {
  return safeLine(error instanceof Error ? error.message : String(error), 300);
}
