import { isJsonObject, type JsonValue } from "../../json.ts";
import type { AuthConfig } from "../auth.ts";
import type { Translator } from "./variables.ts";

/** What other programs say of OAuth, each in words of its own. */
interface Given {
  clientId: JsonValue | undefined;
  clientSecret?: JsonValue | undefined;
  redirectPort?: JsonValue | undefined;
  /** A list, or one text with spaces between. */
  scopes: JsonValue | undefined;
}

/** `oauth` of Claude Code or `auth` of Cursor. */
export function readJsonSignIn(
  given: JsonValue | undefined,
  translator: Translator,
): AuthConfig | null {
  if (!isJsonObject(given)) return null;
  const known = new Set(["clientId", "callbackPort", "scopes", "CLIENT_ID", "CLIENT_SECRET"]);
  const unread = Object.keys(given).filter((name) => !known.has(name));
  if (unread.length > 0) {
    const names = unread.map((name) => `\`${name}\``).join(", ");
    translator.notes.add(`of how it signs in, ${names} is not taken over: see \`auth\``);
  }
  return readSignIn(
    {
      clientId: given["clientId"] ?? given["CLIENT_ID"],
      clientSecret: given["CLIENT_SECRET"],
      redirectPort: given["callbackPort"],
      scopes: given["scopes"],
    },
    translator,
  );
}

/** @returns `null` where nothing is said that `codemode login` would not find out by itself */
export function readSignIn(given: Given, translator: Translator): AuthConfig | null {
  const { clientId, redirectPort } = given;
  if (given.clientSecret !== undefined) {
    // It may only be sent to one authorization server, and these programs do not say which.
    translator.notes.add("its client secret is not taken over: give it `auth` with an `issuer`");
    return null;
  }
  const scopes = readScopes(given.scopes);
  const auth: AuthConfig = {
    type: "oauth",
    ...(typeof clientId === "string" && clientId !== ""
      ? { clientId: translator.text(clientId) }
      : {}),
    ...(typeof redirectPort === "number" ? { redirectPort } : {}),
    ...(scopes.length === 0 ? {} : { scopes }),
  };
  return Object.keys(auth).length === 1 ? null : auth;
}

function readScopes(given: JsonValue | undefined): string[] {
  const scopes = typeof given === "string" ? given.split(/ +/) : Array.isArray(given) ? given : [];
  return scopes.filter((scope): scope is string => typeof scope === "string" && scope !== "");
}
