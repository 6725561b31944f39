import type { Node } from "oxc-parser";
import { isFunction, staticKey } from "../ast.ts";
import { findingAt, type Finding } from "../finding.ts";
import { mainFunction } from "../main-function.ts";
import { isWriteTarget } from "../flow/constants.ts";
import type { Binding } from "../scope.ts";
import type { RuleContext } from "./context.ts";

/**
 * A server's name means the server, where the program's own statements stand, and it never means `any`. Inside a
 * function or block another value may have the name (`memories.map((memory) => ...)`): that is right JavaScript.
 */
export function checkShadowing(context: RuleContext): Finding[] {
  const main = mainFunction(context.form, context.scopes);
  return context.scopes.bindings
    .filter(({ name }) => context.index.servers.has(name))
    .filter((binding) => !isImportOfItself(binding) && !isReadFromSdk(binding, context))
    .filter((binding) => isOfTheProgram(binding, main, context) || isUntyped(binding))
    .map((binding) =>
      findingAt(
        "CHECK_SHADOWED",
        binding.identifier,
        `\`${binding.name}\` is a server of the SDK, and the program declares the name again.`,
        `Rename it, for example to \`${binding.name}Value\`.`,
      ),
    );
}

/** `github.list_issues = ...`: what the SDK has stays as it is. */
export function checkAssigned(context: RuleContext): Finding[] {
  const { uses, parsed } = context;
  return uses.uses.flatMap(({ server, node, access }) => {
    if (isChanged(node, context)) {
      return [findingAt("CHECK_ASSIGNED", node, `\`${server}\` is changed.`)];
    }
    if (isWriteTarget(node, parsed.parents)) {
      return [findingAt("CHECK_ASSIGNED", node, `\`${server}\` is given another value.`)];
    }
    if (access?.type !== "MemberExpression" || !isWriteTarget(access, parsed.parents)) return [];
    return [findingAt("CHECK_ASSIGNED", access, `A tool of \`${server}\` is given another value.`)];
  });
}

const CHANGING = new Map([
  ["Object", /^(?:assign|defineProperty|defineProperties|setPrototypeOf)$/],
  ["Reflect", /^(?:set|defineProperty|deleteProperty|setPrototypeOf)$/],
]);

/** `Object.assign(github, ...)` */
function isChanged(node: Node, { parsed, flow }: RuleContext): boolean {
  const call = parsed.parents.get(node);
  if (call?.type !== "CallExpression" || call.arguments[0] !== node) return false;
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return false;
  const { name } = callee.object;
  return (
    CHANGING.get(name)?.test(staticKey(callee.property, callee.computed) ?? "") === true &&
    flow.constants.isGlobal(callee.object, name)
  );
}

function isImportOfItself({ kind, name, declaration }: Binding): boolean {
  if (kind !== "import" || declaration.type !== "ImportSpecifier") return false;
  const { imported } = declaration;
  return imported.type === "Identifier" && imported.name === name;
}

/** `const { github } = sdk;` or `const github = sdk.github;`, where `sdk` is an import of the whole SDK. */
function isReadFromSdk({ name, identifier, declaration }: Binding, context: RuleContext): boolean {
  if (declaration.type !== "VariableDeclarator" || declaration.init === null) return false;
  const statement = context.parsed.parents.get(declaration);
  if (statement?.type !== "VariableDeclaration" || statement.kind !== "const") return false;
  const { id, init } = declaration;
  if (id.typeAnnotation) return false;
  if (id === identifier) {
    return (
      init.type === "MemberExpression" &&
      staticKey(init.property, init.computed) === name &&
      isSdk(init.object, context)
    );
  }
  if (id.type !== "ObjectPattern" || !isSdk(init, context)) return false;
  return id.properties.some(
    (property) =>
      property.type === "Property" &&
      property.value === identifier &&
      staticKey(property.key, property.computed) === name,
  );
}

function isSdk(node: Node, { scopes, imports }: RuleContext): boolean {
  const binding = node.type === "Identifier" ? scopes.resolved.get(node) : null;
  return binding?.kind === "import" && imports.namespaces.includes(binding.name);
}

function isOfTheProgram(binding: Binding, main: Node | null, { parsed }: RuleContext): boolean {
  if (binding.topLevel) return true;
  if (main === null) return false;
  for (
    let at = parsed.parents.get(binding.identifier);
    at !== undefined;
    at = parsed.parents.get(at)
  ) {
    if (isFunction(at)) return at === main;
    if (at.type === "BlockStatement" && parsed.parents.get(at) !== main) return false;
    if (/^(?:For|Catch|Switch)/.test(at.type)) return false;
  }
  return false;
}

/** Declared as `any`, by its annotation or its value, or caught. */
function isUntyped({ identifier, declaration, kind }: Binding): boolean {
  if (kind === "catch") return true;
  const annotation = identifier.type === "Identifier" ? identifier.typeAnnotation : null;
  if (annotation?.typeAnnotation.type === "TSAnyKeyword") return true;
  if (declaration.type !== "VariableDeclarator" || declaration.init === null) return false;
  const { init } = declaration;
  return (
    (init.type === "TSAsExpression" || init.type === "TSTypeAssertion") &&
    init.typeAnnotation.type === "TSAnyKeyword"
  );
}
