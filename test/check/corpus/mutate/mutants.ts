import { compareCodeUnits } from "../../../../src/json.ts";
import type { Program } from "../programs.ts";
import type { SdkKind } from "../sdks.ts";
import { ambientApi } from "./operators/ambient.ts";
import { droppedPromiseAll, missingAwaitUnused, missingAwaitUsed } from "./operators/await.ts";
import {
  missingRequired,
  swappedArguments,
  wrongMember,
  wrongParameter,
  wrongType,
} from "./operators/input.ts";
import { wrongParse, wrongServer, wrongTool } from "./operators/names.ts";
import { ignoredNull } from "./operators/null.ts";
import { unparsedText, wrongField, wrongWrapper } from "./operators/result.ts";
import { brokenSyntax } from "./operators/syntax.ts";
import { randomOf, shuffled } from "./random.ts";
import { takeApart, type Draft, type Edit, type Operator } from "./subject.ts";

/** A program with one mistake in it. */
export interface Mutant {
  /** `typed/model-r01.ts: wrong tool, case, 3`: the same mistake at the same place has the same name. */
  name: string;
  operator: string;
  variant: string;
  /** Of the tool that is used wrongly: how the types of its result are known. */
  kind: SdkKind;
  program: Program;
  source: string;
  /** Where the mistake is, 1-based. */
  line: number;
  /** Words of which the message must hold one. */
  fix: readonly string[];
}

/** Every operator, and how many mutants of one program it may give: those with many places would drown the others. */
const OPERATORS: readonly (readonly [name: string, operator: Operator, most: number])[] = [
  ["wrong tool", wrongTool, 2],
  ["wrong server", wrongServer, 2],
  ["wrong parameter", wrongParameter, 2],
  ["wrong type", wrongType, 2],
  ["wrong enum member", wrongMember, 3],
  ["missing required", missingRequired, 2],
  ["swapped arguments", swappedArguments, 1],
  ["missing await, used", missingAwaitUsed, 5],
  ["missing await, unused", missingAwaitUnused, 8],
  ["dropped Promise.all", droppedPromiseAll, 6],
  ["wrong field", wrongField, 3],
  ["wrong wrapper", wrongWrapper, 2],
  ["wrong parse", wrongParse, 1],
  ["unparsed text", unparsedText, 4],
  ["ignored null", ignoredNull, 6],
  ["ambient API", ambientApi, 2],
  ["syntax", brokenSyntax, 2],
];

export const OPERATOR_NAMES: readonly string[] = OPERATORS.map(([name]) => name);

/** The mutants of right programs: the same ones every time, those of one program next to each other. */
export async function mutantsOf(programs: readonly Program[]): Promise<Mutant[]> {
  const mutants: Mutant[] = [];
  for (const program of programs) mutants.push(...(await mutantsOfOne(program)));
  return mutants;
}

async function mutantsOfOne(program: Program): Promise<Mutant[]> {
  const subject = await takeApart(program);
  return OPERATORS.flatMap(([operator, find, most]) => {
    const drafts = find(subject);
    return spread(drafts, `${program.name} ${operator}`)
      .slice(0, most)
      .map(([draft, number]): Mutant => ({
        name: `${program.name}: ${operator}, ${draft.variant}, ${number}`,
        operator,
        variant: draft.variant,
        kind: draft.tool !== null && draft.tool.output === null ? "untyped" : program.kind,
        program,
        source: applied(program.source, draft.edits),
        line: lineOf(program.source, draft.edits),
        fix: draft.fix,
      }))
      .filter(({ source }) => source !== program.source);
  });
}

/** In an order in which no kind of mistake comes a second time before every other has come once. */
function spread(drafts: readonly Draft[], seed: string): (readonly [Draft, number])[] {
  const rounds = new Map<string, number>();
  return shuffled(
    drafts.map((draft, number) => [draft, number] as const),
    randomOf(seed),
  )
    .map((entry) => {
      const [{ variant }] = entry;
      const round = rounds.get(variant) ?? 0;
      rounds.set(variant, round + 1);
      return { entry, round };
    })
    .sort((a, b) => a.round - b.round)
    .map(({ entry }) => entry);
}

function applied(source: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
      source,
    );
}

function lineOf(source: string, edits: readonly Edit[]): number {
  const first = Math.min(...edits.map(({ start }) => start));
  return source.slice(0, first).split("\n").length;
}

/** A fixed choice: so many of each operator and kind of SDK. */
export function sampleOf(mutants: readonly Mutant[], each: number): Mutant[] {
  const groups = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const key = `${mutant.operator}, ${mutant.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), mutant]);
  }
  return [...groups]
    .sort(([a], [b]) => compareCodeUnits(a, b))
    .flatMap(([key, group]) => shuffled(group, randomOf(key)).slice(0, each));
}
