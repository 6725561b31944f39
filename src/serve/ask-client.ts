import { randomUUID } from "node:crypto";
import type {
  ClientCapabilities,
  CreateMessageRequest,
  ElicitRequestFormParams,
  ServerContext,
} from "@modelcontextprotocol/server";
import { NobodyToAsk } from "../introspect/questions/desk.ts";
import type {
  Elicitation,
  ElicitationAnswer,
  ElicitationField,
  QuestionHandlers,
  SamplingAnswer,
} from "../introspect/questions/types.ts";
import type { JsonObject } from "../json.ts";

/** Ours (`limits.answerMs`) ends a question before; `setTimeout` takes no more than this. */
const NEVER_MS = 2_147_483_647;

/**
 * Passes what servers ask for on to the client of `serve`, so far as it has declared that it answers (specification
 * 2025-11-25, "Elicitation" and "Sampling", "Capabilities"). A client of 2026-07-28 takes no requests of ours: it is
 * asked nothing, and everything is declined.
 *
 * @param capabilities of the client, `undefined` where it takes no requests
 * @param request the call that the program runs for
 */
export function askClient(
  capabilities: ClientCapabilities | undefined,
  {
    elicitInput,
    requestSampling,
  }: Pick<ServerContext["mcpReq"], "elicitInput" | "requestSampling">,
): QuestionHandlers {
  const { elicitation, sampling } = capabilities ?? {};
  return {
    ...(elicitation === undefined
      ? {}
      : {
          onElicitation: async (asked) => {
            if (!takes(elicitation, asked.mode)) throw new NobodyToAsk();
            const options = { signal: asked.signal, timeout: NEVER_MS };
            return (await elicitInput(paramsOf(asked), options)) as ElicitationAnswer;
          },
        }),
    ...(sampling === undefined
      ? {}
      : {
          onSampling: async ({ params, signal }) => {
            // Its own progress token and task are between it and us.
            const passed = Object.fromEntries(
              Object.entries(params).filter(([name]) => name !== "_meta" && name !== "task"),
            );
            return (await requestSampling(passed as unknown as CreateMessageRequest["params"], {
              signal,
              timeout: NEVER_MS,
            })) as unknown as SamplingAnswer;
          },
        }),
  };
}

/** A client that names no mode takes forms. */
function takes(
  elicitation: NonNullable<ClientCapabilities["elicitation"]>,
  mode: Elicitation["mode"],
): boolean {
  if (mode === "url") return elicitation.url !== undefined;
  return elicitation.form !== undefined || elicitation.url === undefined;
}

function paramsOf(asked: Elicitation): Parameters<ServerContext["mcpReq"]["elicitInput"]>[0] {
  // Whoever answers sees one server, `codemode`, and has to know which one behind it wants to know.
  const message = `Server \`${asked.server}\` asks: ${asked.message}`;
  if (asked.mode === "url") {
    return { mode: "url", message, url: asked.url, elicitationId: randomUUID() };
  }
  return { mode: "form", message, requestedSchema: formOf(asked.fields) };
}

/**
 * The form as it was read, not as it was sent: whoever checks the answer by it meets no regular expression and no keyword
 * that has not been looked at.
 */
function formOf(fields: readonly ElicitationField[]): ElicitRequestFormParams["requestedSchema"] {
  // What has a default may be left out: it is filled in when the answer is held against the fields.
  const required = fields
    .filter((field) => field.required && field.default === null)
    .map(({ name }) => name);
  const form = {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, propertyOf(field)])),
    ...(required.length === 0 ? {} : { required }),
  };
  return form as ElicitRequestFormParams["requestedSchema"];
}

function propertyOf(field: ElicitationField): JsonObject {
  const { title, description, default: value } = field;
  return present({ ...typeOf(field), title, description, default: value });
}

function typeOf(field: ElicitationField): JsonObject {
  switch (field.kind) {
    case "string": {
      const { format, minLength, maxLength } = field;
      return { type: "string", format, minLength, maxLength };
    }
    case "number":
    case "integer": {
      const { kind, minimum, maximum } = field;
      return { type: kind, minimum, maximum };
    }
    case "boolean":
      return { type: "boolean" };
    case "choice":
      return { type: "string", oneOf: optionsOf(field) };
    default: {
      const { minItems, maxItems } = field;
      return { type: "array", items: { anyOf: optionsOf(field) }, minItems, maxItems };
    }
  }
}

function optionsOf({
  options,
}: Extract<ElicitationField, { kind: "choice" | "choices" }>): JsonObject[] {
  return options.map(({ value, title }) => ({ const: value, title }));
}

function present(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
