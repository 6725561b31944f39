import { expect, test } from "vitest";
import { ambientPreamble } from "../../src/emit/ambient.ts";
import { RESULT_SCHEMAS, type SharedResult } from "../../src/model/functions/results.ts";
import { printNamedType } from "../../src/model/print.ts";
import { compileSchema } from "../../src/model/schema/compile.ts";
import { strictErrors } from "../model/type-script.ts";

const RESULTS = Object.keys(RESULT_SCHEMAS) as SharedResult[];

test.each(RESULTS)("what is validated as a %s has the type that every SDK declares", (name) => {
  const { type } = compileSchema(RESULT_SCHEMAS[name], { name: "Validated", role: "output" });
  const validated = printNamedType(type, { docs: "none", exported: true });
  const use = `declare const given: Validated;\nexport const read: ${name} = given;\n`;
  expect(strictErrors(`${ambientPreamble()}${validated}${use}`)).toEqual([]);
  const wrong = `declare const given: number;\nexport const read: ${name} = given;\n`;
  expect(strictErrors(`${ambientPreamble()}${validated}${wrong}`)).toHaveLength(1);
});
