import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { JsonValue } from "../json.ts";
import { isIdentifier } from "./mangle.ts";
import { printNamedType } from "./print.ts";
import { RESERVED_SERVER_NAMES } from "./reserved.ts";
import { compileSchema } from "./schema/compile.ts";

/**
 * One JSON Schema (drafts 4 to 2020-12) as TypeScript: every valid value is assignable to the type, once properties
 * that the schema neither names nor opens are left out. Nothing is ever fetched or read for a `$ref`.
 *
 * @param schema any JSON; what is malformed in it becomes `unknown` with a diagnostic
 * @param options.name an identifier; `code` declares and exports a type of this name
 * @param options.role an `input` is an object, closed where the schema does not open it, with defaults optional
 * @throws TypeError when `name` is no identifier
 */
export function schemaToTypeScript(
  schema: JsonValue,
  options: { name: string; role: "input" | "output" },
): { code: string; diagnostics: Diagnostic[] } {
  const { name, role } = options;
  if (!isIdentifier(name) || RESERVED_SERVER_NAMES.has(name)) {
    throw new TypeError(
      `\`name\` must be an identifier that is free for a type: ${JSON.stringify(name)}`,
    );
  }
  const { type, diagnostics } = compileSchema(schema, { name, role });
  return { code: printNamedType(type, { docs: "full", exported: true }), diagnostics };
}
