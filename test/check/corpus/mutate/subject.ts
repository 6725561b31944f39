import type { CallExpression, Node, ObjectExpression } from "oxc-parser";
import { unwrap } from "../../../../src/check/ast.ts";
import { analyze, parseSource } from "../../../../src/check/prepare.ts";
import type { RuleContext } from "../../../../src/check/rules/context.ts";
import { createSdkIndex } from "../../../../src/check/sdk-index.ts";
import type { ServerModel, ToolModel } from "../../../../src/model/types.ts";
import { buildModel } from "../../../../src/model/build.ts";
import type { Program } from "../programs.ts";
import { catalogsOf, sdkOf, type SdkKind } from "../sdks.ts";

/** A right program, taken apart: what operators look at. */
export interface Subject {
  program: Program;
  /** The program without what surrounds it (fences), at the same offsets. */
  text: string;
  context: RuleContext;
  servers: ReadonlyMap<string, ServerModel>;
  calls: readonly Call[];
}

/** A call of a tool that exists. */
export interface Call {
  node: CallExpression;
  server: ServerModel;
  tool: ToolModel;
  raw: boolean;
  /** The input, where it is written as an object. */
  input: ObjectExpression | null;
  /** `server.tool`, where it is written like this. */
  access: { server: Node; property: Node } | null;
}

/** One change of the source, in offsets of it. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A mistake made at one place. */
export interface Draft {
  /** What of the operator's kinds it is: samples are spread over them. */
  variant: string;
  edits: readonly Edit[];
  /** Words of which the message must hold one, to say what is to be written instead. */
  fix: readonly string[];
  /** The tool that is used wrongly, if any. */
  tool: ToolModel | null;
}

export type Operator = (subject: Subject) => Draft[];

const sdks = new Map<SdkKind, ReturnType<typeof loadSdk>>();

function loadSdk(kind: SdkKind) {
  const { servers } = buildModel(catalogsOf(kind), { filters: new Map() });
  return {
    index: createSdkIndex(sdkOf(kind).lock),
    servers: new Map(servers.map((server) => [server.name, server])),
  };
}

/** @throws Error when the program cannot be parsed: it is no right program */
export async function takeApart(program: Program): Promise<Subject> {
  const sdk = sdks.get(program.kind) ?? loadSdk(program.kind);
  sdks.set(program.kind, sdk);
  const outcome = await parseSource(program.source);
  if (outcome.kind !== "parsed") throw new Error(`${program.name} cannot be parsed`);
  const { text } = outcome.parsed;
  if (text.length !== program.source.length) throw new Error(`${program.name}: other offsets`);
  const context = analyze(outcome.parsed, sdk.index);
  const calls = context.calls.flatMap(({ call, server: serverName, tool: toolName, raw }) => {
    const server = sdk.servers.get(serverName);
    const tool = server?.tools.find(({ name }) => name === toolName);
    if (server === undefined || tool === undefined) return [];
    return [{ node: call, server, tool, raw, input: inputOf(call), access: accessOf(call, raw) }];
  });
  return { program, text, context, servers: sdk.servers, calls };
}

function inputOf(call: CallExpression): ObjectExpression | null {
  const [argument] = call.arguments;
  if (argument === undefined) return null;
  const inner = unwrap(argument);
  return inner.type === "ObjectExpression" ? inner : null;
}

function accessOf(call: CallExpression, raw: boolean): Call["access"] {
  let callee = unwrap(call.callee);
  if (raw && callee.type === "MemberExpression") callee = unwrap(callee.object);
  if (callee.type !== "MemberExpression" || callee.computed) return null;
  const server = unwrap(callee.object);
  return server.type === "Identifier" ? { server, property: callee.property } : null;
}

/** Whether an identifier is the server's own global: neither an alias nor imported under a name. */
export function isGlobal(subject: Subject, identifier: Node): boolean {
  return subject.context.scopes.resolved.get(identifier) === null;
}

export function sourceOf(subject: Subject, node: { start: number; end: number }): string {
  return subject.text.slice(node.start, node.end);
}

/** The outermost of the parentheses and assertions around a node, or the node itself. */
export function outermostOf(subject: Subject, node: Node): Node {
  let outer = node;
  for (;;) {
    const above = subject.context.parsed.parents.get(outer);
    if (above === undefined || above === unwrap(above)) return outer;
    outer = above;
  }
}

export function nodesOf(subject: Subject): Iterable<Node> {
  return subject.context.parsed.parents.keys();
}
