import type { JsonObject } from "../../../json.ts";
import { keyword } from "../schema.ts";
import { only } from "../scalars.ts";
import { ANYTHING, type Values } from "../values.ts";
import { finiteStrings } from "../finite-strings.ts";

/** `pattern` (validation 6.3.3) where it lists strings, as `^(asc|desc)$` does. Any other has no type. */
export function patternValues(schema: JsonObject): Values {
  const pattern = keyword(schema, "pattern");
  const strings = typeof pattern === "string" ? finiteStrings(pattern) : null;
  return strings === null ? ANYTHING : { ...ANYTHING, string: only(strings) };
}
