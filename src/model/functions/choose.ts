import { compareCodeUnits } from "../../json.ts";
import type { NameWish, ToolNames } from "../names.ts";
import type { ToolDefinition } from "../read-tools.ts";
import { functionId } from "./function-id.ts";

/** Functions for listed resources; the others of a server are found by `list_resources` and read by `read_resource`. */
const MAX_RESOURCES = 16;

/** Everything but the listed resources that are too many. Those that have had a function keep it. */
export function capResources(
  functions: readonly ToolDefinition[],
  recorded: ReadonlyMap<string, ToolNames>,
): ToolDefinition[] {
  const resources = functions
    .filter(({ kind }) => kind === "resource")
    .map((definition) => ({ definition, isKnown: recorded.has(functionId(definition)) }))
    .sort(
      (a, b) =>
        Number(b.isKnown) - Number(a.isKnown) ||
        compareCodeUnits(a.definition.wireName, b.definition.wireName),
    )
    .slice(0, MAX_RESOURCES)
    .map(({ definition }) => definition);
  const kept = new Set(resources);
  return functions.filter((one) => one.kind !== "resource" || kept.has(one));
}

/** What functions other than tools would like to be called: a tool's name goes before, then `read_resource` and its like. */
export function wishesOf(functions: readonly ToolDefinition[]): Map<string, NameWish> {
  return new Map(
    functions.map((definition) => {
      const { kind, label, wireName } = definition;
      const isGeneral = kind === "read-resource" || kind === "list-resources";
      return [functionId(definition), { label: label ?? wireName, rank: isGeneral ? 1 : 2 }];
    }),
  );
}
