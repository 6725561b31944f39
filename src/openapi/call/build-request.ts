import type { JsonObject, JsonValue } from "../../json.ts";
import { trimUrl } from "../base-url.ts";
import { own } from "../own.ts";
import type { ParameterRecipe, Recipe, SecurityNeed } from "../recipe.ts";
import { isOwnedHeader } from "../parameters.ts";
import { headerText, InputError, pathText, percentEncode, queryPairs } from "./encode.ts";
import { encodeBody } from "./encode-body.ts";

export interface BuiltRequest {
  url: string;
  method: string;
  headers: Headers;
  body: string | Uint8Array | null;
}

export interface RequestParts {
  recipe: Recipe;
  /** Without a final slash; of the configuration or the recipe. */
  baseUrl: string;
  /** Of the configuration: they win over everything a program gives. */
  headers: Readonly<Record<string, string>>;
  /** What the chosen alternative of the operation's security needs. */
  needs: readonly SecurityNeed[];
  /** Credentials by scheme. */
  auth: Readonly<Record<string, string>>;
}

/**
 * The request of one call.
 *
 * @throws InputError for a value that cannot stand where it goes; ConfiguredValueError
 */
export function buildRequest(parts: RequestParts, input: JsonObject): BuiltRequest {
  const { recipe, needs } = parts;
  const given = recipe.parameters.flatMap((parameter): [ParameterRecipe, JsonValue][] => {
    const value = own(input, parameter.input);
    return value === undefined ? [] : [[parameter, value]];
  });
  const inPlace = (place: ParameterRecipe["in"]): [ParameterRecipe, JsonValue][] =>
    given.filter(([parameter]) => parameter.in === place);
  const query = [
    ...programPairs(recipe, "query", inPlace("query")),
    ...needs
      .filter(({ kind }) => kind === "query")
      .map(({ name, scheme }) => [percentEncode(name), percentEncode(parts.auth[scheme] ?? "")]),
  ].map(([name, value]) => `${name}=${value}`);
  const headers = new Headers({ accept: recipe.accept });
  for (const [parameter, value] of inPlace("header")) {
    if (!isOwnedHeader(parameter.name)) headers.set(parameter.name, headerText(parameter, value));
  }
  const bodyValue = recipe.body === null ? undefined : own(input, recipe.body.input);
  const encoded =
    recipe.body === null || bodyValue === undefined ? null : encodeBody(recipe.body, bodyValue);
  if (encoded !== null) headers.set("content-type", encoded.contentType);
  setCookies(headers, inPlace("cookie"), parts);
  setCredentials(headers, parts);
  for (const [name, value] of Object.entries(parts.headers)) {
    setConfigured(headers, name, value, `headers.${name}`);
  }
  return {
    url: `${buildUrl(recipe, parts.baseUrl, inPlace("path"))}${query.length === 0 ? "" : `?${query.join("&")}`}`,
    method: recipe.method.toUpperCase(),
    headers,
    body: encoded?.body ?? null,
  };
}

/** Characters of RFC 3986's `pchar` and the slash stay in the literal parts of a path. */
const NO_PCHAR = /[^A-Za-z0-9\-._~!$&'()*+,;=:@%/]/gu;

/** Every parameter stays in its step: the path that the URL parser makes of it is the one that was written. */
function buildUrl(
  recipe: Recipe,
  baseUrl: string,
  given: readonly [ParameterRecipe, JsonValue][],
): string {
  const values = new Map(
    given.map(([parameter, value]) => {
      const text = pathText(parameter, value);
      if (text === "") throw new InputError(`\`${parameter.input}\` must not be empty`);
      return [parameter.name, text];
    }),
  );
  const pieces = recipe.path.split(/\{([^{}]*)\}/);
  const path = pieces
    .map((piece, index) => {
      if (index % 2 === 0) return piece.replace(NO_PCHAR, (char) => encodeURIComponent(char));
      const value = values.get(piece);
      if (value === undefined) throw new InputError(`the path parameter \`${piece}\` is missing`);
      return value;
    })
    .join("");
  const written = `${baseUrl}${path}`;
  const url = new URL(written);
  if (`${url.origin}${url.pathname}` !== written) {
    throw new InputError("a path parameter must not be `.` or `..`");
  }
  return written;
}

/** The members of an exploded object choose names of their own: none may be that of a credential. */
function programPairs(
  recipe: Recipe,
  place: "query" | "cookie",
  given: readonly [ParameterRecipe, JsonValue][],
): [string, string][] {
  const pairs = given.flatMap(([parameter, value]) => queryPairs(parameter, value));
  for (const { kind, name } of recipe.security.flat()) {
    const isTaken = kind === place && pairs.some(([key]) => key === percentEncode(name));
    if (isTaken) throw new InputError(`\`${name}\` is the name of a credential`);
  }
  return pairs;
}

function setCookies(
  headers: Headers,
  given: readonly [ParameterRecipe, JsonValue][],
  { recipe, needs, auth }: RequestParts,
): void {
  const pairs = programPairs(recipe, "cookie", given);
  for (const { kind, name, scheme } of needs) {
    if (kind === "cookie") pairs.push([name, percentEncode(auth[scheme] ?? "")]);
  }
  if (pairs.length > 0) {
    headers.set("cookie", pairs.map(([name, value]) => `${name}=${value}`).join("; "));
  }
}

function setCredentials(headers: Headers, { needs, auth }: RequestParts): void {
  for (const { kind, name, scheme } of needs) {
    const value = Object.hasOwn(auth, scheme) ? auth[scheme] : undefined;
    if (value === undefined) continue;
    if (kind === "header") setConfigured(headers, name, value, `auth.${scheme}`);
    if (kind === "bearer") {
      setConfigured(headers, "authorization", `Bearer ${value}`, `auth.${scheme}`);
    }
    if (kind === "basic") {
      // RFC 7617: `user:password`.
      headers.set("authorization", `Basic ${Buffer.from(value).toString("base64")}`);
    }
  }
}

/** A value of the configuration that no header can have; it is secret, and its place is told instead. */
export class ConfiguredValueError extends Error {
  override readonly name = "ConfiguredValueError";
}

/** @param place in the configuration */
function setConfigured(headers: Headers, name: string, value: string, place: string): void {
  try {
    headers.set(name, value);
  } catch {
    // Its own message repeats the value.
    throw new ConfiguredValueError(place);
  }
}

/** The configuration's base URL as it is put before paths. */
export function normalizeBaseUrl(baseUrl: string): string {
  return trimUrl(new URL(baseUrl));
}
