/**
 * URI templates (RFC 6570, all four levels): read once, expanded with what a program gives. Our own, because the MCP
 * client's `UriTemplate` leaves values of `{a,b}` unencoded and knows neither `{;a}` nor `{a:3}`.
 */
export interface UriTemplate {
  /** Literal texts and expressions, in their order. */
  parts: (string | Expression)[];
  /** Each variable once, in the order they come. */
  variables: UriVariable[];
}

export interface UriVariable {
  name: string;
  /** Whether a list may be given: `{name*}` somewhere. */
  exploded: boolean;
  /** Whether it stands somewhere where a URI would lack a part without it: everywhere but in a query or fragment. */
  required: boolean;
}

interface Expression {
  operator: Operator;
  variables: { name: string; exploded: boolean; maxLength: number | null }[];
}

interface Operator {
  first: string;
  separator: string;
  /** Whether values carry their names. */
  named: boolean;
  /** What follows the name of an empty value. */
  ifEmpty: string;
  /** Whether reserved characters stay as they are. */
  allowsReserved: boolean;
}

export type UriValue = string | number | readonly (string | number)[];

/** UTF-16 units of a template, and variables in it. */
const MAX_LENGTH = 8192;
const MAX_VARIABLES = 64;

/** RFC 6570, appendix A. */
const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ["", operator("", ",")],
  ["+", { ...operator("", ","), allowsReserved: true }],
  ["#", { ...operator("#", ","), allowsReserved: true }],
  [".", operator(".", ".")],
  ["/", operator("/", "/")],
  [";", { ...operator(";", ";"), named: true }],
  ["?", { ...operator("?", "&"), named: true, ifEmpty: "=" }],
  ["&", { ...operator("&", "&"), named: true, ifEmpty: "=" }],
]);

function operator(first: string, separator: string): Operator {
  return { first, separator, named: false, ifEmpty: "", allowsReserved: false };
}

/** Where a variable may be left out: what follows is complete without it. */
const OPTIONAL_PLACES: ReadonlySet<string> = new Set(["#", ";", "?", "&"]);

const VARIABLE =
  /^(?<name>(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*)(?:(?<star>\*)|:(?<length>[1-9]\d{0,3}))?$/;

/** @returns `null` when it is no template */
export function parseUriTemplate(text: string): UriTemplate | null {
  if (text.length > MAX_LENGTH) return null;
  const parts: UriTemplate["parts"] = [];
  const variables = new Map<string, UriVariable>();
  for (let at = 0; at < text.length;) {
    const open = text.indexOf("{", at);
    const literal = text.slice(at, open === -1 ? text.length : open);
    if (literal.includes("}")) return null;
    if (literal !== "") parts.push(literal);
    if (open === -1) break;
    const close = text.indexOf("}", open);
    const body = close === -1 ? "" : text.slice(open + 1, close);
    const expression = parseExpression(body, variables);
    if (expression === null || variables.size > MAX_VARIABLES) return null;
    parts.push(expression);
    at = close + 1;
  }
  return { parts, variables: [...variables.values()] };
}

function parseExpression(body: string, known: Map<string, UriVariable>): Expression | null {
  const mark = OPERATORS.has(body.charAt(0)) ? body.charAt(0) : "";
  const variables: Expression["variables"] = [];
  for (const text of body.slice(mark.length).split(",")) {
    const groups = VARIABLE.exec(text)?.groups;
    const name = groups?.["name"];
    if (groups === undefined || name === undefined) return null;
    const exploded = groups["star"] !== undefined;
    const length = groups["length"];
    variables.push({ name, exploded, maxLength: length === undefined ? null : Number(length) });
    const before = known.get(name);
    known.set(name, {
      name,
      exploded: exploded || before?.exploded === true,
      required: !OPTIONAL_PLACES.has(mark) || before?.required === true,
    });
  }
  return { operator: OPERATORS.get(mark) as Operator, variables };
}

/** The URI for these values; a variable that has none, or an empty list, is left out (RFC 6570, section 3.2.1). */
export function expandUriTemplate(
  template: UriTemplate,
  values: ReadonlyMap<string, UriValue>,
): string {
  return template.parts
    .map((part) => (typeof part === "string" ? encode(part, true) : expandExpression(part, values)))
    .join("");
}

function expandExpression(
  { operator: how, variables }: Expression,
  values: ReadonlyMap<string, UriValue>,
): string {
  const expanded = variables.flatMap(({ name, exploded, maxLength }) => {
    const value = values.get(name);
    if (value === undefined) return [];
    const label = (text: string): string =>
      how.named ? `${encode(name, true)}${text === "" ? how.ifEmpty : `=${text}`}` : text;
    if (typeof value !== "string" && typeof value !== "number") {
      const items = value.map((item) => encode(String(item), how.allowsReserved));
      if (items.length === 0) return [];
      return exploded ? items.map(label) : [label(items.join(","))];
    }
    const text = String(value);
    const kept = maxLength === null ? text : Array.from(text).slice(0, maxLength).join("");
    return [label(encode(kept, how.allowsReserved))];
  });
  return expanded.length === 0 ? "" : `${how.first}${expanded.join(how.separator)}`;
}

const UNRESERVED = /[A-Za-z0-9\-._~]/;
const RESERVED = /[:/?#[\]@!$&'()*+,;=]/;

/** Percent-encodes what is not allowed, in UTF-8; half a character is U+FFFD. */
function encode(text: string, allowsReserved: boolean): string {
  const wanted = allowsReserved ? /%[0-9A-Fa-f]{2}|./gsu : /./gsu;
  return text.replaceAll(wanted, (character) => {
    if (UNRESERVED.test(character) && character.length === 1) return character;
    if (allowsReserved && (character.length === 3 || RESERVED.test(character))) return character;
    return Array.from(
      Buffer.from(character),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    ).join("");
  });
}
