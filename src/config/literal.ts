import type {
  Expression,
  ObjectProperty,
  ObjectPropertyKind,
  Program,
  Statement,
} from "oxc-parser";

/** Said of a configuration that has to be run to know what it exports. */
const UNKNOWN = Symbol("unknown");

/**
 * The value of a configuration that is nothing but data: `export default` of a literal, or of `defineConfig` of one. It
 * need not be run, and nearly every configuration is of this kind: reading it takes a tenth of compiling it.
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
  const expression = withoutTypes(declaration);
  if (expression.type !== "CallExpression") return valueOf(expression);
  const [argument] = expression.arguments;
  if (
    argument === undefined ||
    expression.arguments.length > 1 ||
    expression.optional ||
    expression.callee.type !== "Identifier" ||
    !importsDefineConfig(body, expression.callee.name)
  ) {
    return UNKNOWN;
  }
  return argument.type === "SpreadElement" ? UNKNOWN : valueOf(argument);
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

function importsDefineConfig(body: readonly Statement[], local: string): boolean {
  return body.some(
    (statement) =>
      statement.type === "ImportDeclaration" &&
      statement.source.value === "codemode" &&
      statement.importKind !== "type" &&
      statement.specifiers.some(
        (one) =>
          one.type === "ImportSpecifier" &&
          one.importKind !== "type" &&
          one.local.name === local &&
          one.imported.type === "Identifier" &&
          one.imported.name === "defineConfig",
      ),
  );
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

function valueOf(given: Expression): unknown {
  const expression = withoutTypes(given);
  switch (expression.type) {
    case "Literal":
      // Regular expressions and big integers are nobody's options.
      return "regex" in expression || "bigint" in expression ? UNKNOWN : expression.value;
    case "TemplateLiteral":
      return expression.expressions.length === 0
        ? (expression.quasis[0]?.value.cooked ?? UNKNOWN)
        : UNKNOWN;
    case "ArrayExpression":
      return known(
        expression.elements.map((element) =>
          element === null || element.type === "SpreadElement" ? UNKNOWN : valueOf(element),
        ),
      );
    case "ObjectExpression":
      return objectOf(expression.properties);
    default:
      return UNKNOWN;
  }
}

function objectOf(properties: readonly ObjectPropertyKind[]): unknown {
  const entries: [string, unknown][] = [];
  for (const property of properties) {
    const name = property.type === "Property" ? nameOf(property) : null;
    if (property.type !== "Property" || name === null) return UNKNOWN;
    entries.push([name, valueOf(property.value)]);
  }
  const values = known(entries.map(([, value]) => value));
  return values === UNKNOWN ? UNKNOWN : Object.fromEntries(entries);
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
