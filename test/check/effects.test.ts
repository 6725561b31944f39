import { afterAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import { kindOf, readHints, type ToolHints, type ToolKind } from "../../src/check/hints.ts";
import type { ToolAnnotations } from "../../src/model/types.ts";
import { ATTACKS } from "./attack-programs.ts";
import { EFFECTS } from "./effect-programs.ts";
import { SDK } from "./sdk.ts";

const gate = createGate(SDK);
afterAll(() => gate.close());

describe("the tools a program can reach", () => {
  test.each([...EFFECTS, ...ATTACKS])("%s", async (_name, { source, want }) => {
    const { effects } = await gate.check(source);
    expect(effects.map(({ server, tool }) => `${server}.${tool}`)).toEqual(want);
  });

  test("come with what the server says of them", async () => {
    const { effects } = await gate.check('await github.delete_repo({ owner: "a", repo: "b" });');
    expect(effects).toEqual([
      {
        server: "github",
        tool: "delete_repo",
        annotations: { destructiveHint: true },
        hints: { readOnly: false, destructive: true, idempotent: false, openWorld: true },
      },
    ]);
  });

  test("are all of a server's from where it can no longer be followed", async () => {
    const { escapes } = await gate.check(
      'import * as sdk from "codemode:sdk";\nconst f = [github];\nreturn [sdk];',
    );
    expect(escapes).toEqual([
      { server: "github", line: 2, column: 12 },
      { server: null, line: 3, column: 9 },
    ]);
  });
});

describe("hints: what a server does not say is what the specification says", () => {
  const HINTS: [name: string, given: ToolAnnotations, want: ToolHints & { kind: ToolKind }][] = [
    [
      "nothing said",
      {},
      {
        readOnly: false,
        destructive: true,
        idempotent: false,
        openWorld: true,
        kind: "destructive",
      },
    ],
    [
      "read-only: the other two mean nothing",
      { readOnlyHint: true, destructiveHint: true, idempotentHint: false, openWorldHint: false },
      { readOnly: true, destructive: false, idempotent: true, openWorld: false, kind: "read-only" },
    ],
    [
      "only adds",
      { destructiveHint: false, idempotentHint: true },
      { readOnly: false, destructive: false, idempotent: true, openWorld: true, kind: "writes" },
    ],
  ];
  test.each(HINTS)("%s", (_name, given, want) => {
    const hints = readHints(given);
    expect({ ...hints, kind: kindOf(hints) }).toEqual(want);
  });
});
