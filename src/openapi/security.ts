import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import type { SpecDocument } from "./document.ts";
import type { Operation } from "./operations.ts";
import { own, ownText } from "./own.ts";
import type { Recipe, SecurityNeed } from "./recipe.ts";

/** The document's security schemes by name, as what they put into a request. */
export function readSchemes(document: SpecDocument): Map<string, SecurityNeed> {
  const schemes = new Map<string, SecurityNeed>();
  for (const [scheme, given] of Object.entries(document.schemes)) {
    const node = document.references.follow({ node: given, file: document.main })?.node;
    if (node !== undefined) schemes.set(scheme, readScheme(scheme, node));
  }
  return schemes;
}

/** OpenAPI, "Security Scheme Object". */
function readScheme(scheme: string, node: JsonObject): SecurityNeed {
  const type = ownText(node, "type");
  if (type === "apiKey") {
    const place = ownText(node, "in");
    const name = ownText(node, "name") ?? "";
    const isKnown = place === "header" || place === "query" || place === "cookie";
    if (isKnown && name !== "") return { scheme, kind: place, name };
  }
  if (type === "http") {
    const kind = ownText(node, "scheme")?.toLowerCase();
    if (kind === "bearer" || kind === "basic") return { scheme, kind, name: "Authorization" };
  }
  if (type === "oauth2" || type === "openIdConnect") {
    return { scheme, kind: "bearer", name: "Authorization" };
  }
  return unsupported(scheme);
}

/** One that only a header of the configuration can fulfil: `digest`, or a name that the document does not define. */
function unsupported(scheme: string): SecurityNeed {
  return { scheme, kind: "unsupported", name: "Authorization" };
}

/** What an operation needs: one of these alternatives, of which an empty one means that anyone may call. */
export function readSecurity(
  operation: Operation,
  document: SpecDocument,
  schemes: ReadonlyMap<string, SecurityNeed>,
): Recipe["security"] {
  const given = own(operation.node, "security") ?? own(document.main.root, "security");
  if (!Array.isArray(given)) return [];
  return given
    .filter(isJsonObject)
    .map((requirement) =>
      Object.keys(requirement).map((scheme) => schemes.get(scheme) ?? unsupported(scheme)),
    );
}

/** `<place> <name>` of what the schemes put into requests, header names in lower case. */
export function ownedBySchemes(schemes: Iterable<SecurityNeed>): Set<string> {
  return new Set(
    Array.from(schemes, ({ kind, name }) => {
      if (kind === "query" || kind === "cookie") return `${kind} ${name}`;
      return `header ${name.toLowerCase()}`;
    }),
  );
}

/** The first alternative that the configuration fulfils; `null` when it fulfils none. */
export function chooseSecurity(
  security: Recipe["security"],
  auth: Readonly<Record<string, JsonValue>>,
  headerNames: ReadonlySet<string>,
): SecurityNeed[] | null {
  if (security.length === 0) return [];
  const isMet = ({ scheme, kind, name }: SecurityNeed): boolean =>
    (kind !== "unsupported" && Object.hasOwn(auth, scheme)) ||
    (kind !== "query" && kind !== "cookie" && headerNames.has(name.toLowerCase()));
  const met = security.filter((needs) => needs.every(isMet));
  // One with credentials before one without: who has a key wants to be known.
  return met.find((needs) => needs.length > 0) ?? met[0] ?? null;
}
