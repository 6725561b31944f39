import type { Node } from "oxc-parser";
import { pathAt, unwrap } from "../ast.ts";
import type { RawDiagnostic } from "../compiler.ts";
import type { CompilerFinding, ExplainContext, Explainer } from "./context.ts";
import { isOwnData } from "./own-data.ts";

const NOT_ITERABLE = new Set([2488, 2461, 2495]);

/**
 * What nothing is known of is `unknown`, of which everything may be read; looked at with care, `value?.x` or
 * `value ? value.x : ""`, it becomes `{}` to the compiler, which then knows that it has no `x`. The program's own `{}`
 * is one of which something is known: it is empty.
 */
export const explainNarrowed: Explainer = (finding, context) => {
  const { code, first } = finding;
  switch (code) {
    case 2339:
    case 2551:
    case 2550:
      return / on type '(?:\{\}|object)'\./.test(first) ? relaxedBut(finding, context) : undefined;
    case 2349:
      return / Type '\{\}' has no call signatures\./.test(finding.text)
        ? relaxedBut(finding, context)
        : undefined;
    case 2365:
      return /^Operator '.+' cannot be applied to types '(?:\{\}' and|.+' and '\{\}')/.test(first)
        ? relaxedBut(finding, context)
        : undefined;
    default:
      if (!NOT_ITERABLE.has(code)) return undefined;
      return /^Type '(?:\{\}|object)' /.test(first) ? relaxedBut(finding, context) : undefined;
  }
};

/** The codes that say that a value may be null or undefined. */
const NULLABLE = new Set([18047, 18048, 18049, 2531, 2532, 2533]);

/** How many messages are looked through for values that were `unknown`. */
const MAX_MESSAGES = 500;

const UNKNOWN_FIELD = / on type '\{\}'\.$/;

/**
 * Leaves out that an `unknown` may be undefined: after `if (value === null)` it is `{} | undefined` to the compiler,
 * which says of `value.x` both that `value` may be undefined and that `{}` has no `x`.
 */
export function withoutNarrowed(
  raw: readonly RawDiagnostic[],
  { parsed }: ExplainContext,
): readonly RawDiagnostic[] {
  const subjects = new Set<string>();
  const fields = raw.filter(({ code, text }) => code === 2339 && UNKNOWN_FIELD.test(text));
  for (const { start } of fields.slice(0, MAX_MESSAGES)) {
    const member = pathAt(parsed.program, start).findLast(
      (node) => node.type === "MemberExpression" && node.property.start === start,
    );
    if (member?.type === "MemberExpression")
      subjects.add(`${member.object.start} ${member.object.end}`);
  }
  if (subjects.size === 0) return raw;
  return raw.filter(
    ({ code, start, end }) => !NULLABLE.has(code) || !subjects.has(`${start} ${end}`),
  );
}

/** `null`: it is right at run time. `undefined`, for the other explainers, where the program wrote the object down. */
function relaxedBut(finding: CompilerFinding, context: ExplainContext): null | undefined {
  return subjectsOf(finding).some((subject) => isOwn(subject, context)) ? undefined : null;
}

/** The expressions one of which is of the type that the message names. */
function subjectsOf({ path, start }: CompilerFinding): Node[] {
  for (const node of path.toReversed()) {
    switch (node.type) {
      case "MemberExpression":
        if (start >= node.property.start) return [node.object];
        break;
      case "BinaryExpression":
        return [node.left, node.right];
      case "AssignmentExpression":
        return [node.right];
      case "CallExpression":
        return [node.callee];
      case "VariableDeclarator":
        return node.init === null ? [] : [node.init];
      case "ForOfStatement":
        return [node.right];
      default:
    }
  }
  return [];
}

/** Of `value ?? {}`, the first one counts. */
function isOwn(expression: Node, context: ExplainContext): boolean {
  const node = unwrap(expression);
  if (node.type === "LogicalExpression") return isOwn(node.left, context);
  return isOwnData(node, context);
}
