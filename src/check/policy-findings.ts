import type { Node } from "oxc-parser";
import { staticKey } from "./ast.ts";
import { bestMatches } from "./explain/suggest.ts";
import { findingAt, type Finding } from "./finding.ts";
import type { CompiledPolicy } from "./policy.ts";
import type { SdkIndex } from "./sdk-index.ts";
import type { ServerUse, ServerUses } from "./server-uses.ts";

/** How many tools a message names. */
const SHOWN = 5;

/** Every place from which a program can reach a tool that the policy does not allow. */
export function checkPolicy(
  { uses, leaks }: ServerUses,
  index: SdkIndex,
  policy: CompiledPolicy,
): Finding[] {
  // A program can name one tool ten thousand times.
  const refusedOf = memoize((server: string) =>
    [...(index.servers.get(server)?.tools.keys() ?? [])]
      .filter((tool) => policy.refusal(server, tool) !== null)
      .map((tool) => `${server}.${tool}`),
  );
  const insteadOf = memoize((name: string) => allowedInstead(name, policy));
  const findings: Finding[] = [];
  for (const use of uses) {
    if (use.tools === null) {
      const refused = refusedOf(use.server);
      if (refused.length > 0) {
        findings.push(wholeServer(use, refused, policy, insteadOf(use.server)));
      }
    }
    for (const tool of new Set(use.tools)) {
      const why = policy.refusal(use.server, tool);
      if (why === null) continue;
      const name = `${use.server}.${tool}`;
      findings.push(
        findingAt(
          "CHECK_POLICY",
          placeOf(use, tool),
          `\`${name}\` is not allowed: ${why}.`,
          insteadOf(name),
        ),
      );
    }
  }
  if (leaks.length === 0) return findings;
  const refused = [...index.servers.keys()].flatMap(refusedOf);
  if (refused.length === 0) return findings;
  return [...findings, ...leaks.map((node) => everyServer(node, refused, policy))];
}

function memoize<Value>(make: (key: string) => Value): (key: string) => Value {
  const made = new Map<string, Value>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key) as Value;
  };
}

/** The property of the pattern, or the member expression. */
function placeOf({ access, node }: ServerUse, tool: string): Node {
  if (access?.type !== "ObjectPattern") return access ?? node;
  const property = access.properties.find(
    (one) => one.type === "Property" && staticKey(one.key, one.computed) === tool,
  );
  return property ?? access;
}

function wholeServer(
  use: ServerUse,
  refused: readonly string[],
  policy: CompiledPolicy,
  allowed: string,
): Finding {
  return findingAt(
    "CHECK_POLICY",
    use.node,
    `\`${use.server}\` is used here as a whole, by which ${listTools(refused)} can be reached; \`${policy.text}\` does not allow that.`,
    `Call its tools by name, \`${use.server}.tool(input)\`, or pass on only the tools that are needed. ${allowed}`,
  );
}

function everyServer(node: Node, refused: readonly string[], policy: CompiledPolicy): Finding {
  return findingAt(
    "CHECK_POLICY",
    node,
    `Every server can be reached from here, and so ${listTools(refused)}; \`${policy.text}\` does not allow that.`,
    "Call tools by name, `server.tool(input)`, and do not use the import of the whole SDK as a value.",
  );
}

function listTools(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${more} more`;
}

/**
 * What may be called in the place of something.
 * @param name a tool, as `server.tool`, or a server
 */
function allowedInstead(name: string, policy: CompiledPolicy): string {
  const server = name.split(".")[0] as string;
  const own = policy.allowed(server);
  // What is most like it first.
  const near = bestMatches(name, own, { most: SHOWN, least: 0.5 });
  const rest = own.filter((other) => !near.includes(other));
  if (own.length > 0) return `Allowed of \`${server}\`: ${listTools([...near, ...rest])}.`;
  const all = policy.allowed();
  const others = all.length === 0 ? "nor is any other" : `allowed are ${listTools(all)}`;
  return `No tool of \`${server}\` is allowed; ${others}.`;
}
