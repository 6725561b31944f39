import type { JsonObject, JsonValue } from "../json.ts";
import { isJsonType } from "./media-type.ts";
import { own, ownObject, ownText } from "./own.ts";
import type { ParameterRecipe } from "./recipe.ts";
import type { Place } from "./references.ts";

/** A parameter of an operation as a property of its tool's input. */
export interface InputParameter {
  recipe: ParameterRecipe;
  schema: Place;
  description: string | null;
  required: boolean;
  deprecated: boolean;
}

const PLACES = ["path", "query", "header", "cookie"] as const;
type ParameterPlace = (typeof PLACES)[number];

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;

/** What the request, the connection or the security schemes own; no program may set it (OpenAPI, "Parameter Object"). */
const OWNED_HEADERS = new Set([
  "accept",
  "accept-encoding",
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "cookie",
  "cookie2",
  "date",
  "expect",
  "forwarded",
  "host",
  "keep-alive",
  "origin",
  "referer",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
]);

export function isOwnedHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return OWNED_HEADERS.has(lower) || /^(?:proxy-|sec-|x-forwarded-|x-http-method)/.test(lower);
}

/** The name of the request's body in the input: no parameter of an operation with a body has it. */
export const BODY_INPUT = "body";

/**
 * The parameters that a program gives. Places come in the order path, query, header, cookie; the first of a name has it,
 * a later one is called `<place>_<name>`, with `_` at its end as often as it takes.
 *
 * @param owned `<place> <name>` of what security schemes and the configuration's headers set
 */
export function inputParameters(
  parameters: readonly Place<JsonObject>[],
  owned: ReadonlySet<string>,
  hasBody: boolean,
): InputParameter[] {
  const taken = new Set(hasBody ? [BODY_INPUT] : []);
  return PLACES.flatMap((place) =>
    parameters
      .filter(({ node }) => own(node, "in") === place)
      .flatMap((parameter) => {
        const name = ownText(parameter.node, "name") ?? "";
        if (!isSettable(place, name, owned)) return [];
        let input = name;
        if (taken.has(input)) input = `${place}_${name}`;
        while (taken.has(input)) input += "_";
        taken.add(input);
        return [readParameter(place, name, input, parameter)];
      }),
  );
}

function isSettable(place: ParameterPlace, name: string, owned: ReadonlySet<string>): boolean {
  if (name === "" || name.length > 256) return false;
  if (place === "header") {
    return TOKEN.test(name) && !isOwnedHeader(name) && !owned.has(`header ${name.toLowerCase()}`);
  }
  if (place === "cookie" && (!TOKEN.test(name) || owned.has("header cookie"))) return false;
  return !owned.has(`${place} ${name}`);
}

const DEFAULT_STYLES = {
  path: "simple",
  query: "form",
  header: "simple",
  cookie: "form",
} as const;

const STYLES: Record<ParameterPlace, readonly string[]> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

function readParameter(
  place: ParameterPlace,
  name: string,
  input: string,
  { node, file }: Place<JsonObject>,
): InputParameter {
  const content = Object.entries(ownObject(node, "content") ?? {})[0];
  const given = ownText(node, "style") ?? "";
  const style = STYLES[place].includes(given)
    ? (given as ParameterRecipe["style"])
    : DEFAULT_STYLES[place];
  const explode = own(node, "explode");
  const schema: JsonValue = own(node, "schema") ?? own(content?.[1], "schema") ?? {};
  return {
    recipe: {
      input,
      name,
      in: place,
      style,
      explode: typeof explode === "boolean" ? explode : style === "form" || style === "deepObject",
      ...(content !== undefined && isJsonType(content[0]) ? { json: true as const } : {}),
      ...(place === "query" && own(node, "allowReserved") === true
        ? { allowReserved: true as const }
        : {}),
    },
    schema: { node: schema, file },
    description: ownText(node, "description"),
    required: place === "path" || own(node, "required") === true,
    deprecated: own(node, "deprecated") === true,
  };
}
