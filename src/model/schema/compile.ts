import { createDiagnostic, type Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { DiagnosticCode } from "../../diagnostics/codes.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import { NO_DOC, safeLine } from "../docs.ts";
import { pascalCase } from "../mangle.ts";
import type { NamedType } from "../types.ts";
import { findDefaults } from "./defaults.ts";
import { describeSchemas } from "./describe.ts";
import { detectDialect, type Dialect } from "./dialect.ts";
import { openDocument, type SchemaDocument } from "./document.ts";
import { createEvaluation } from "./evaluate.ts";
import { lowerSchema } from "./lower.ts";
import { normalizeSchema } from "./normalize.ts";
import { isSchema, keyword, type Conjunction, type Schema } from "./schema.ts";
import { nameSharedTypes } from "./share.ts";

export interface CompileOptions {
  /** What the type is called. Declarations beside it are called `<name>_<Part>`. */
  name: string;
  /** An input must be an object, is closed where the schema does not open it, and its defaults may be left out. */
  role: "input" | "output";
  /** Where the schema stands, for diagnostics. */
  place?: { server: string; tool: string; pointer: string };
}

export interface CompiledSchema {
  type: NamedType;
  /** Input only: the defaults of required properties, which whoever calls must send when they are left out. */
  defaults: JsonObject;
  diagnostics: Diagnostic[];
}

/** Reports beyond this many of one schema are counted, not listed. */
const MAX_REPORTS = 5;

/**
 * Compiles one JSON Schema (drafts 4 to 2020-12) to a type that every valid value is assignable to, once properties
 * that the schema neither names nor opens are left out. Never throws on account of the schema: what is malformed or
 * passes a cap becomes `unknown`, that part only, with a diagnostic.
 *
 * @param schema any JSON; what is no schema counts as one that accepts everything
 */
export function compileSchema(schema: JsonValue, options: CompileOptions): CompiledSchema {
  const { root, pruned, hasUnevaluated } = normalizeSchema(isSchema(schema) ? schema : true);
  const dialect = detectDialect(root);
  const document = openDocument(dialect === null ? true : root, dialect ?? FALLBACK);
  const reports = createReports(document, options);
  if (dialect === null) {
    reports.report(
      "SCHEMA_DIALECT_UNKNOWN",
      `\`$schema\` names no draft of JSON Schema we know`,
      root,
    );
  }
  if (pruned) reports.capped("its nesting or size", null);
  const evaluation = createEvaluation(document, dialect ?? FALLBACK, reports, hasUnevaluated);
  const conjunction = rootConjunction(document.root, options.role);
  const defaults = options.role === "input" ? findDefaults(conjunction, evaluation) : {};
  const nameFor = createNamer(options.name);
  const lowered = lowerSchema(conjunction, options.name, evaluation, {
    role: options.role,
    defaulted: new Set(Object.keys(defaults)),
    nameFor,
  });
  const { type, declarations } = nameSharedTypes(lowered, nameFor, (origin) =>
    describeSchemas(origin.schemas, origin.hint, evaluation),
  );
  const doc =
    dialect === null ? NO_DOC : describeSchemas([document.root], options.name, evaluation);
  return {
    type: { name: options.name, doc, type, declarations },
    defaults,
    diagnostics: reports.finish(),
  };
}

const FALLBACK: Dialect = { draft: 2020, lenient: true };
const AN_OBJECT: JsonObject = { type: "object" };
const NO_MORE: JsonObject = { additionalProperties: false };

/** An input is an object (MCP, `Tool.inputSchema`), and one with an empty list of properties has none. */
function rootConjunction(root: Schema, role: "input" | "output"): Conjunction {
  if (role === "output") return [root];
  if (!isJsonObject(root)) return [root, AN_OBJECT];
  const conjunction = keyword(root, "type") === "object" ? [root] : [root, AN_OBJECT];
  const properties = keyword(root, "properties");
  const isEmpty = isJsonObject(properties) && Object.keys(properties).length === 0;
  const required = keyword(root, "required");
  const requires = Array.isArray(required) && required.length > 0;
  const speaksOfOthers = requires || Object.keys(root).some((name) => SPEAKS_OF_OTHERS.has(name));
  return isEmpty && !speaksOfOthers ? [...conjunction, NO_MORE] : conjunction;
}

const SPEAKS_OF_OTHERS = new Set([
  "$ref",
  "$dynamicRef",
  "additionalProperties",
  "allOf",
  "anyOf",
  "dependencies",
  "dependentRequired",
  "dependentSchemas",
  "if",
  "oneOf",
  "patternProperties",
  "propertyNames",
  "unevaluatedProperties",
]);

/** Names no other type of the server has: the planner's stems have no underscore. */
function createNamer(owner: string): (hint: string) => string {
  const used = new Set<string>();
  return (hint) => {
    const stem = `${owner}_${pascalCase(hint).slice(0, 40) || "Part"}`;
    let name = stem;
    for (let count = 2; used.has(name); count += 1) name = `${stem}${count}`;
    used.add(name);
    return name;
  };
}

function createReports(
  document: SchemaDocument,
  options: CompileOptions,
): {
  capped(what: string, schema: Schema | null): void;
  report(code: DiagnosticCode, message: string, schema: Schema): void;
  finish(): Diagnostic[];
} {
  const found: Diagnostic[] = [];
  const said = new Map<Schema | null, Set<string>>();
  let more = 0;
  const { place } = options;
  const add = (code: DiagnosticCode, message: string, schema: Schema | null): void => {
    const saidHere = said.get(schema) ?? new Set<string>();
    if (saidHere.has(message)) return;
    said.set(schema, saidHere.add(message));
    if (found.length >= MAX_REPORTS) {
      more += 1;
      return;
    }
    const pointer = schema === null ? "" : (document.pointerOf(schema) ?? "");
    const at = pointer === "" ? options.name : `${options.name} at ${shortened(pointer)}`;
    const location =
      place === undefined ? {} : { location: { ...place, pointer: `${place.pointer}${pointer}` } };
    found.push(createDiagnostic(code, `${at}: ${message}`, location));
  };
  return {
    capped: (what, schema) => {
      add("SCHEMA_CAPPED", `${what} passed the limit, so that part became wider`, schema);
    },
    report: add,
    finish: () => {
      const last = found.at(-1);
      if (more > 0 && last !== undefined) last.detail = `and ${more} more of this schema`;
      return found;
    },
  };
}

/** The end of a long pointer says more than its beginning. */
function shortened(pointer: string): string {
  const safe = safeLine(pointer, 10_000);
  return safe.length <= 120 ? safe : `...${safe.slice(-120)}`;
}
