import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { measureJson } from "../limits.ts";
import { readFields } from "./read-fields.ts";
import type { FormElicitation, UrlElicitation } from "./types.ts";

type WithoutSender<Asked> = Omit<Asked, "server" | "signal">;

export type ReadElicitation =
  | { ok: true; elicitation: WithoutSender<FormElicitation> | WithoutSender<UrlElicitation> }
  /** The end of a sentence that begins with what was asked. */
  | { ok: false; problem: string };

/** UTF-16 code units of what a person is told. */
const MAX_MESSAGE = 10_000;
const MAX_URL = 8_000;
/** Of the form's schema: nobody fills in more. */
const SCHEMA_LIMITS = { depth: 16, size: 100_000 };

/** Reads the parameters of `elicitation/create`; older servers name no mode, which means a form. */
export function readElicitation(params: JsonValue | undefined): ReadElicitation {
  if (params === undefined || !isJsonObject(params)) return unreadable("has no parameters");
  const { message = "" } = params;
  if (typeof message !== "string" || message.length > MAX_MESSAGE) {
    return unreadable("has no message of a readable length");
  }
  const { mode = "form" } = params;
  if (mode === "form") return readForm(message, params);
  if (mode === "url") return readUrl(message, params);
  return unreadable("is neither a form nor a URL");
}

function readForm(message: string, { requestedSchema }: JsonObject): ReadElicitation {
  if (requestedSchema === undefined || !isJsonObject(requestedSchema)) {
    return unreadable("has no schema of a form");
  }
  if (!measureJson(requestedSchema, SCHEMA_LIMITS).ok) return unreadable("has too large a form");
  const read = readFields(requestedSchema);
  if (!read.ok) return unreadable(read.problem);
  return {
    ok: true,
    elicitation: { mode: "form", message, fields: read.fields, schema: requestedSchema },
  };
}

function readUrl(message: string, { url }: JsonObject): ReadElicitation {
  if (typeof url !== "string" || url.length > MAX_URL || !URL.canParse(url)) {
    return unreadable("has no readable URL");
  }
  const parsed = new URL(url);
  const { protocol, username, password } = parsed;
  if (username !== "" || password !== "") return unreadable("has a URL with credentials");
  if (protocol !== "https:" && !(protocol === "http:" && isThisMachine(parsed))) {
    return unreadable("has a URL that is not https");
  }
  // As parsed: a host in another script is in its ASCII form, in which it can be told apart.
  return { ok: true, elicitation: { mode: "url", message, url: parsed.href } };
}

function isThisMachine({ hostname }: URL): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

function unreadable(problem: string): { ok: false; problem: string } {
  return { ok: false, problem };
}
