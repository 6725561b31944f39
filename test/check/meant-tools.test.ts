import { afterAll, describe, expect, test } from "vitest";
import { createGate } from "../../src/check/gate.ts";
import { sdkOf, type SdkKind } from "./corpus/sdks.ts";

const gates = {
  typed: createGate(sdkOf("typed")),
  untyped: createGate(sdkOf("untyped")),
};
afterAll(() => Promise.all([gates.typed.close(), gates.untyped.close()]));

type Given = { kind: keyof typeof gates & SdkKind; call: string };

const TOOLS: [name: string, { given: Given; want: string }][] = [
  [
    "another verb of a deprecated tool is what its server names instead",
    {
      given: { kind: "typed", call: `filesystem.fetch_file({ path: "a" })` },
      want: "`filesystem` has no tool `fetch_file`. Did you mean `filesystem.read_text_file`?",
    },
  ],
  [
    "a command of a shell, too",
    {
      given: { kind: "typed", call: `filesystem.cat({ path: "a" })` },
      want: "`filesystem` has no tool `cat`. Did you mean `filesystem.read_text_file`?",
    },
  ],
  [
    "the name of a deprecated tool in another spelling is that tool",
    {
      given: { kind: "typed", call: `filesystem.readFile({ path: "a" })` },
      want: "`filesystem` has no tool `readFile`: it is `read_file`.",
    },
  ],
  [
    "a tool that needs more than is given is only like it",
    {
      given: { kind: "typed", call: `filesystem.list_files({ path: "a" })` },
      want: "`filesystem` has no tool `list_files`. Like it: `filesystem.search_files`.",
    },
  ],
  [
    "the server's name before a tool's says nothing",
    {
      given: { kind: "untyped", call: `slack.send_message({ channel_id: "C", text: "x" })` },
      want: "`slack` has no tool `send_message`. Did you mean `slack.slack_post_message`?",
    },
  ],
  [
    "a name without the server's is the tool's",
    {
      given: { kind: "untyped", call: `slack.postMessage({ channel_id: "C", text: "x" })` },
      want: "`slack` has no tool `postMessage`: it is `slack_post_message`.",
    },
  ],
  [
    "a short form",
    {
      given: { kind: "untyped", call: `github.list_prs({ owner: "a", repo: "b" })` },
      want: "`github` has no tool `list_prs`. Did you mean `github.list_pull_requests`?",
    },
  ],
];

describe("the tool that is meant", () => {
  test.each(TOOLS)("%s", async (_name, { given, want }) => {
    const { diagnostics } = await gates[given.kind].check(`return await ${given.call};`);
    expect(diagnostics.map(({ message }) => message)).toEqual([want]);
  });
});
