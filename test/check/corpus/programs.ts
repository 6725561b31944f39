import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { compareCodeUnits } from "../../../src/json.ts";
import { SDK_KINDS, type SdkKind } from "./sdks.ts";

export interface Program {
  /** `typed/model-r01.ts`. */
  name: string;
  kind: SdkKind;
  source: string;
}

export interface WrongProgram extends Program {
  /** What it is refused for, at least: the codes of its mistakes. */
  codes: string[];
}

/** Programs that are right at run time, in a fixed order: the gate must let every one of them pass. */
export function rightPrograms(): Program[] {
  return programsIn("right");
}

/** Programs that models wrote and that use the SDK wrongly. */
export function wrongPrograms(): WrongProgram[] {
  const file = path.join(import.meta.dirname, "wrong", "expected.json");
  const expected = new Map(
    Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, string[]>),
  );
  return programsIn("wrong").map((program) => {
    const codes = expected.get(program.name);
    if (codes === undefined) throw new Error(`expected.json lacks ${program.name}`);
    return { ...program, codes };
  });
}

function programsIn(folder: string): Program[] {
  return SDK_KINDS.flatMap((kind) => {
    const dir = path.join(import.meta.dirname, folder, kind);
    return filesIn(dir).map((file) => ({
      name: `${kind}/${file}`,
      kind,
      source: readFileSync(path.join(dir, file), "utf8"),
    }));
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort(compareCodeUnits);
  } catch {
    return [];
  }
}
