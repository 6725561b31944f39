import type { JsonObject, JsonValue } from "../../json.ts";

/**
 * What a server asks a person for while it works on a call (specification, "Elicitation"). Its texts are the server's:
 * show them as data, and say which server it is.
 */
export type Elicitation = FormElicitation | UrlElicitation;

/** A few values. */
export interface FormElicitation extends Question {
  mode: "form";
  message: string;
  /** What to ask for, in the server's order. */
  fields: ElicitationField[];
  /** The same as the server sent it. */
  schema: JsonObject;
}

/** Something to be done in a browser; what is entered there never passes through here. */
export interface UrlElicitation extends Question {
  mode: "url";
  message: string;
  /** `https:`, or `http:` on this machine. Show all of it before it is opened. */
  url: string;
}

/** What a server asks a model for (specification, "Sampling"). */
export interface SamplingRequest extends Question {
  /** The parameters of `sampling/createMessage` as they came: `messages`, `maxTokens`, `systemPrompt` ... */
  params: JsonObject;
}

interface Question {
  /** The server's key in the configuration. */
  server: string;
  /** Aborted when the answer is no longer wanted. */
  signal: AbortSignal;
}

/** One value of a form. */
export type ElicitationField = FieldBase &
  (
    | {
        kind: "string";
        format: "email" | "uri" | "date" | "date-time" | null;
        minLength: number | null;
        maxLength: number | null;
        default: string | null;
      }
    | {
        kind: "number" | "integer";
        minimum: number | null;
        maximum: number | null;
        default: number | null;
      }
    | { kind: "boolean"; default: boolean | null }
    | { kind: "choice"; options: ElicitationOption[]; default: string | null }
    | {
        kind: "choices";
        options: ElicitationOption[];
        minItems: number | null;
        maxItems: number | null;
        default: string[] | null;
      }
  );

interface FieldBase {
  name: string;
  title: string | null;
  description: string | null;
  required: boolean;
}

export interface ElicitationOption {
  value: string;
  /** What to show for it. */
  title: string;
}

export type ElicitationValue = string | number | boolean | string[];

/**
 * `accept`: with the form's values, or the person agreed to open the URL and has done there what was asked. `decline`: the
 * person said no. `cancel`: there was no answer.
 */
export type ElicitationAnswer =
  | { action: "accept"; content?: Readonly<Record<string, ElicitationValue>> }
  | { action: "decline" | "cancel" };

/** A model's answer: the result of `sampling/createMessage`. */
export interface SamplingAnswer {
  role: "user" | "assistant";
  content: JsonValue;
  model: string;
  stopReason?: string;
}

/** Who answers what servers ask. */
export interface QuestionHandlers {
  /** Default: everything is declined. */
  onElicitation?: (elicitation: Elicitation) => ElicitationAnswer | Promise<ElicitationAnswer>;
  /** Default: it is refused. */
  onSampling?: (request: SamplingRequest) => SamplingAnswer | Promise<SamplingAnswer>;
}
