import { printNamedType } from "../../../src/model/print.ts";
import { compileSchema } from "../../../src/model/schema/compile.ts";
import type { JsonValue } from "../../../src/json.ts";

/** Drafts by the names their `$schema` has. */
export const DRAFT = {
  4: "http://json-schema.org/draft-04/schema#",
  6: "http://json-schema.org/draft-06/schema#",
  7: "http://json-schema.org/draft-07/schema#",
  2019: "https://json-schema.org/draft/2019-09/schema",
  2020: "https://json-schema.org/draft/2020-12/schema",
};

/** What a table's schema becomes: the declarations of `T` without documentation, white space in runs made one. */
export function typeOf(schema: JsonValue, role: "input" | "output" = "output"): string {
  const { type } = compileSchema(schema, { name: "T", role });
  return printNamedType(type, { docs: "none" })
    .replaceAll(/\s+/g, " ")
    .replaceAll(/; }/g, " }")
    .replaceAll(/([=(:]) \| /g, "$1 ")
    .trim()
    .replace(/^type T = /, "")
    .replace(/;$/, "");
}

/** The codes of the diagnostics of a schema. */
export function codesOf(schema: JsonValue, role: "input" | "output" = "output"): string[] {
  return compileSchema(schema, { name: "T", role }).diagnostics.map(({ code }) => code);
}

export const S = { type: "string" };
export const N = { type: "number" };

/** An object schema with these properties. */
export function object(
  properties: Record<string, JsonValue>,
  more: Record<string, JsonValue> = {},
): { [key: string]: JsonValue } {
  return { type: "object", properties, ...more };
}

/** A row of a table that reads as documentation. */
export type Row = [name: string, row: { given: JsonValue; want: string }];
