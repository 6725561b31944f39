import type { Node } from "oxc-parser";
import { unwrap } from "../ast.ts";
import type { ProgramForm } from "../forms.ts";
import { resultFunctions } from "../main-function.ts";
import type { ParsedProgram } from "../parse.ts";
import type { Scopes } from "../scope.ts";
import type { SdkIndex } from "../sdk-index.ts";
import type { ToolCall, ToolCalls } from "../tool-calls.ts";
import { findConstants, type Constants } from "./constants.ts";
import { findHolders, type Holders } from "./holders.ts";
import { findPromises, type Promises } from "./promises.ts";
import { findSignals } from "./signals.ts";
import { findPromiseUses, type PromiseUses } from "./uses.ts";
import { findToolWork } from "./work.ts";

/** What surely becomes of the values of a program, from its tree alone. What cannot be seen is taken to be right. */
export interface Flow {
  constants: Constants;
  holders: Holders;
  promises: Promises;
  uses: PromiseUses;
  /** The tool that a call calls. */
  toolAt(call: Node): ToolCall | null;
  /** Whether a tool is called in a node, or in what is named there. Of a call of the program's own, in its function. */
  callsTools(node: Node): boolean;
}

interface FlowInput {
  parsed: ParsedProgram;
  scopes: Scopes;
  form: ProgramForm;
  calls: ToolCalls;
  index: SdkIndex;
}

export function analyzeFlow({ parsed, scopes, form, calls, index }: FlowInput): Flow {
  const constants = findConstants(parsed, scopes);
  const holders = findHolders(parsed, constants);
  const promises = findPromises(parsed, constants, holders, calls, index);
  const results = resultFunctions(parsed, form, scopes, constants);
  const tools = new Map<Node, ToolCall>(calls.map((call) => [call.call, call]));
  let work: ReadonlySet<Node> | null = null;
  let signals: ReadonlySet<Node> | null = null;
  const uses = findPromiseUses({
    parsed,
    scopes,
    form,
    results,
    constants,
    holders,
    promises,
    tellsOthers: (node) => (signals ??= findSignals(parsed, scopes, constants)).has(node),
  });
  return {
    constants,
    holders,
    promises,
    uses,
    toolAt: (call) => tools.get(call) ?? null,
    callsTools: (node) => {
      const found = (work ??= findToolWork(parsed, scopes, calls));
      const target = node.type === "CallExpression" ? promises.targetOf(node) : null;
      if (node.type !== "CallExpression" || target === null) return found.has(node);
      return found.has(target) || node.arguments.some((one) => found.has(one) && !isAwaited(one));
    },
  };
}

function isAwaited(argument: Node): boolean {
  return unwrap(argument).type === "AwaitExpression";
}
