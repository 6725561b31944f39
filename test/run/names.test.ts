import { afterAll, expect, test } from "vitest";
import { planToolNames } from "../../src/model/names.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { fakeBridge, run } from "./harness.ts";

const sandbox = createLocalSandbox();
afterAll(() => sandbox.close());

const OWN = [
  "then",
  "catch",
  "finally",
  "constructor",
  "__proto__",
  "toString",
  "toJSON",
  "valueOf",
];

test("no name of a tool makes something of its server that it is not", async () => {
  const tools = [...planToolNames(OWN).values()].map(({ name }) => name);
  const called: string[] = [];
  const bridge = fakeBridge((tool) => {
    called.push(tool);
    return tool;
  });
  const program = `export default async () => {
    const same = (await srv) === srv;
    const [again] = await Promise.all([srv]);
    const text = JSON.stringify(srv);
    return [same, again === srv, text, await srv.then_(), await srv.__proto___()];
  }`;
  const outcome = await run(sandbox, program, { tools, bridge });
  expect(outcome.diagnostics).toEqual([]);
  expect(outcome.result).toEqual([true, true, "{}", "then_", "__proto___"]);
  expect(called).toEqual(["then_", "__proto___"]);
});
