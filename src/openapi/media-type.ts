/** `application/json; charset=utf-8` without what follows the type, in lower case. */
export function bareMediaType(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}

/** RFC 6839, section 3.1. Anything (`*` `/*`) is taken for JSON, which nearly every service means by it. */
export function isJsonType(type: string): boolean {
  const bare = bareMediaType(type);
  return (
    bare === "application/json" ||
    bare === "text/json" ||
    bare === "*/*" ||
    bare === "application/*" ||
    bare.endsWith("+json")
  );
}

export function isTextType(type: string): boolean {
  const bare = bareMediaType(type);
  return (
    bare.startsWith("text/") ||
    bare === "application/xml" ||
    bare.endsWith("+xml") ||
    bare === "application/yaml" ||
    bare === "application/x-yaml" ||
    bare === "application/x-ndjson" ||
    bare === "application/jsonl" ||
    bare === "application/javascript"
  );
}

/** Whether it can be sent as a header: a document chooses it. */
export function isMediaType(type: string): boolean {
  return /^[\w!#$&^.+*-]{1,127}\/[\w!#$&^.+*-]{1,127}(?:[ \t]*;[ -~]{0,200})?$/.test(type);
}
