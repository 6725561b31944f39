import type {
  CallExpression,
  Expression,
  ObjectProperty,
  ObjectPropertyKind,
  Program,
  Statement,
} from "oxc-parser";
import { defineConfig, importFrom } from "./define.ts";
import { openapi } from "./openapi.ts";

/** Said of a configuration that has to be run to know what it exports. */
const UNKNOWN = Symbol("unknown");

/**
 * The value of a configuration that is nothing but data: `export default` of a literal, or of `defineConfig` of one, also
 * with `importFrom` in it. It need not be run, and nearly every configuration is of this kind: reading it takes a tenth of
 * compiling it.
 *
 * @param file its name tells whether it is TypeScript
 * @returns `null` for one that computes anything or cannot be parsed: it has to be run
 */
export async function readLiteralConfig(
  file: string,
  text: string,
): Promise<{ value: unknown } | null> {
  // A text without it is no module that could be one, and the parser is not loaded for it.
  if (!text.includes("export default")) return null;
  const { parseSync } = await import("oxc-parser");
  const lang = /\.m?ts$/.test(file) ? "ts" : "js";
  const { program, errors } = parseSync(file, text, { lang, sourceType: "module" });
  if (errors.length > 0) return null;
  const value = exportedValue(program);
  return value === UNKNOWN ? null : { value };
}

function exportedValue({ body }: Program): unknown {
  const last = body.at(-1);
  if (last?.type !== "ExportDefaultDeclaration") return UNKNOWN;
  if (!body.slice(0, -1).every(isHarmless)) return UNKNOWN;
  const { declaration } = last;
  if (
    declaration.type === "FunctionDeclaration" ||
    declaration.type === "ClassDeclaration" ||
    declaration.type === "TSInterfaceDeclaration"
  ) {
    return UNKNOWN;
  }
  return valueOf(declaration, importedCalls(body));
}

/** What does nothing when it is run: types, and the import of `codemode`. */
function isHarmless(statement: Statement): boolean {
  switch (statement.type) {
    case "ImportDeclaration":
      return statement.importKind === "type" || statement.source.value === "codemode";
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
      return true;
    default:
      return false;
  }
}

interface DataCall {
  /** How many arguments it takes. */
  takes: number;
  call: (...args: never[]) => unknown;
}

/** What a configuration calls and is data all the same: these functions of `codemode` do nothing but give an object. */
const DATA_CALLS: ReadonlyMap<string, DataCall> = new Map<string, DataCall>([
  ["defineConfig", { takes: 1, call: defineConfig }],
  ["importFrom", { takes: 2, call: importFrom }],
  ["openapi", { takes: 1, call: openapi }],
]);

/** By the name that the file gives them. */
type Calls = ReadonlyMap<string, DataCall>;

function importedCalls(body: readonly Statement[]): Calls {
  const calls = new Map<string, DataCall>();
  for (const statement of body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== "codemode") continue;
    if (statement.importKind === "type") continue;
    for (const one of statement.specifiers) {
      if (one.type !== "ImportSpecifier" || one.importKind === "type") continue;
      const call =
        one.imported.type === "Identifier" ? DATA_CALLS.get(one.imported.name) : undefined;
      if (call !== undefined) calls.set(one.local.name, call);
    }
  }
  return calls;
}

function callValue(expression: CallExpression, calls: Calls): unknown {
  const { callee, optional } = expression;
  const call = callee.type === "Identifier" && !optional ? calls.get(callee.name) : undefined;
  const count = expression.arguments.length;
  if (call === undefined || count < 1 || count > call.takes) return UNKNOWN;
  const args = known(
    expression.arguments.map((one) =>
      one.type === "SpreadElement" ? UNKNOWN : valueOf(one, calls),
    ),
  );
  return args === UNKNOWN ? UNKNOWN : call.call(...(args as never[]));
}

function withoutTypes(expression: Expression): Expression {
  switch (expression.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "ParenthesizedExpression":
      return withoutTypes(expression.expression);
    default:
      return expression;
  }
}

function valueOf(given: Expression, calls: Calls): unknown {
  const expression = withoutTypes(given);
  switch (expression.type) {
    case "Literal":
      // Regular expressions and big integers are nobody's options.
      if ("regex" in expression || "bigint" in expression) return UNKNOWN;
      return isOctal(expression.raw) ? UNKNOWN : expression.value;
    case "TemplateLiteral":
      return expression.expressions.length === 0
        ? (expression.quasis[0]?.value.cooked ?? UNKNOWN)
        : UNKNOWN;
    case "ArrayExpression":
      return known(
        expression.elements.map((element) =>
          element === null || element.type === "SpreadElement" ? UNKNOWN : valueOf(element, calls),
        ),
      );
    case "ObjectExpression":
      return objectOf(expression.properties, calls);
    case "CallExpression":
      return callValue(expression, calls);
    default:
      return UNKNOWN;
  }
}

/** `010` and `"\\101"`: no module may have them, which this parser does not mind. */
function isOctal(raw: string | null): boolean {
  if (raw === null) return false;
  if (/^0\d/.test(raw)) return true;
  return /^["']/.test(raw) && /^(?:[^\\]|\\[^0-9]|\\0(?!\d))*\\(?:[1-9]|0\d)/.test(raw);
}

function objectOf(properties: readonly ObjectPropertyKind[], calls: Calls): unknown {
  const entries: [string, unknown][] = [];
  for (const property of properties) {
    if (property.type === "SpreadElement") {
      const spread = valueOf(property.argument, calls);
      if (property.argument.type !== "CallExpression" || !isObject(spread)) return UNKNOWN;
      entries.push(...Object.entries(spread));
      continue;
    }
    const name = nameOf(property);
    const value = name === null ? UNKNOWN : valueOf(property.value, calls);
    if (name === null || value === UNKNOWN) return UNKNOWN;
    entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nameOf({ kind, key, computed, method, shorthand }: ObjectProperty): string | null {
  if (kind !== "init" || computed || method || shorthand) return null;
  const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? key.value : null;
  // In a literal it is no property, but sets the prototype.
  return typeof name === "string" && name !== "__proto__" ? name : null;
}

function known(values: unknown[]): unknown {
  return values.includes(UNKNOWN) ? UNKNOWN : values;
}
