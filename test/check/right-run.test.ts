import { afterAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import type { JsonValue } from "../../src/json.ts";
import { createLocalSandbox } from "../../src/run/local-sandbox.ts";
import { fakeBridge, run } from "../run/harness.ts";
import { RIGHT_BUILTINS } from "./right-builtins.ts";
import { RIGHT_LANGUAGE } from "./right-language.ts";
import { RIGHT_PROMISES } from "./right-promises.ts";
import { SDK } from "./sdk.ts";

const gate = createGate(SDK);
const sandbox = createLocalSandbox();
afterAll(() => Promise.all([gate.close(), sandbox.close()]));

const issue = (number: number, state: string, login: string | null): JsonValue => ({
  number,
  title: `issue ${number}`,
  state,
  assignee: login === null ? null : { login },
  labels: number === 1 ? ["bug"] : [],
  createdAt: "2024-02-03T04:05:06Z",
});

const ANSWERS: Readonly<Record<string, JsonValue>> = {
  list_issues: { issues: [issue(1, "open", "ada"), issue(2, "closed", null)], total: 2 },
  create_issue: issue(3, "open", null),
  get_me: { login: "ada" },
  read_graph: { entities: [{ name: "a", observations: ["b"] }] },
  search_nodes: "key = value\n2024-05-06 items",
};

/** What is called right must be: it runs to its end, on what the tools' schemas promise, and leaves nothing behind. */
describe("what the gate lets pass runs", () => {
  test.each([...RIGHT_LANGUAGE, ...RIGHT_BUILTINS, ...RIGHT_PROMISES])(
    "%s",
    async (_name, source) => {
      const { program, effects } = await gate.check(source);
      if (program === null) throw new Error("refused");
      const outcome = await run(sandbox, program.code, {
        input: null,
        effects,
        bridge: fakeBridge((tool) => ANSWERS[tool] ?? null),
      });
      const told = outcome.diagnostics.filter(({ severity }) => severity !== "info");
      expect(told.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
      expect(outcome.ok).toBe(true);
    },
  );
});
