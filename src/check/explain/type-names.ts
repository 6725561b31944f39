import type { Node } from "oxc-parser";
import type { SdkIndex } from "../sdk-index.ts";
import type { CompilerFinding, ExplainContext, Explainer } from "./context.ts";
import { outputProperties } from "./signature.ts";
import { matchesOf } from "./suggest.ts";

const NO_SUCH_TYPE = new Set([2304, 2552, 2503, 2694, 2724, 2749, 2709]);

/** Up to how many tools of a server are looked through for a part of a result. */
const FEW_TOOLS = 60;

/** `const graph: ReadGraphOutput`, `memory.Entity[]`: a type that has another name, or none. */
export const explainTypeName: Explainer = (finding, context) => {
  const written = NO_SUCH_TYPE.has(finding.code) ? typeNameAt(finding) : null;
  if (written === null) return undefined;
  const { server, name } = written;
  // What a refused import would have brought in is said with the import.
  const binding = context.scopes.bindings.find((one) => one.name === (server ?? name));
  if (binding?.kind === "import" && context.imports.findings.length > 0) return null;
  const what = server === null ? name : `${server}.${name}`;
  const type = typeNamed(name, context.index) ?? partNamed(name, context);
  return {
    code: "CHECK_NAME",
    key: `type ${what}`,
    message: `There is no type \`${what}\`.`,
    hint:
      type === null
        ? "Leave the annotation out: results have their types. Those of the SDK are named after tools, `server.ToolNameOutput`; others you declare yourself."
        : `Write \`${type}\`, or leave the annotation out: results have their types.`,
  };
};

interface TypeName {
  server: string | null;
  name: string;
}

/** The name of a type that is written at the place; `null` when it is a value's. */
function typeNameAt({ path, start, first }: CompilerFinding): TypeName | null {
  const reference = path.findLast((node) => node.type === "TSTypeReference");
  const node: Node | undefined =
    reference?.type === "TSTypeReference" ? reference.typeName : undefined;
  if (node === undefined || start < node.start || start >= node.end) return null;
  if (node.type === "Identifier") return { server: null, name: node.name };
  const name = /(?:name|namespace|member) '([^']+)'/.exec(first)?.[1];
  if (node.type !== "TSQualifiedName" || name === undefined) return null;
  const server = node.left.type === "Identifier" ? node.left.name : null;
  return { server, name: node.right.name };
}

/** The type of the SDK that is meant, with its server. */
function typeNamed(name: string, { servers }: SdkIndex): string | null {
  const renamed = name
    .replace(/(?:Result|Response|Return|Results)$/, "Output")
    .replace(/(?:Params|Args|Arguments|Parameters|Request)$/, "Input");
  for (const [server, { tools }] of servers) {
    const names = [...tools.values()].flatMap(({ typeName }) => [
      `${typeName}Input`,
      `${typeName}Output`,
    ]);
    const [meant] = matchesOf(renamed, names);
    if (meant?.likeness === "letters" || meant?.likeness === "spelling") {
      return `${server}.${meant.name}`;
    }
  }
  return null;
}

/** `Entity`: an item of a list of a result, those of the tools that the program calls first. */
function partNamed(name: string, { index, slices, calls }: ExplainContext): string | null {
  const called = calls.map(({ server, tool }) => ({ server, tool }));
  const others = [...index.servers].flatMap(([server, { tools }]) =>
    tools.size > FEW_TOOLS || !called.some((one) => one.server === server)
      ? []
      : [...tools.keys()].map((tool) => ({ server, tool })),
  );
  for (const { server, tool: toolName } of [...called, ...others]) {
    const tool = slices.tool(server, toolName);
    const lists = tool === null ? [] : (outputProperties(tool) ?? []);
    const list = lists.find(
      ({ name: field, type }) => type.kind === "array" && isItemOf(name, field),
    );
    if (tool !== null && tool.output !== null && list !== undefined) {
      return `${server}.${tool.output.name}[${JSON.stringify(list.name)}][number]`;
    }
  }
  return null;
}

/** `Entity` and `entities`. */
function isItemOf(name: string, field: string): boolean {
  const [match] = matchesOf(`${name}_`, [field, singular(field)]);
  return match?.likeness === "letters";
}

function singular(field: string): string {
  return field.replace(/ies$/, "y").replace(/s$/, "");
}
