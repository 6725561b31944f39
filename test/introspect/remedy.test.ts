import { expect, test } from "vitest";
import { remedyFor, type Failure } from "../../src/introspect/remedy.ts";
import { httpServer, nodeServer } from "./servers.ts";

interface Given extends Partial<Omit<Failure, "server">> {
  command?: string;
  env?: Record<string, string>;
}

const remedies: [name: string, { given: Given; want: string | null }][] = [
  [
    "a launcher that is not installed",
    {
      given: { command: "uvx", isMissing: true },
      want: "Install uv (https://docs.astral.sh/uv/), which has `uvx`.",
    },
  ],
  [
    "another command that is not installed",
    { given: { command: "mine", isMissing: true }, want: null },
  ],
  ["a launcher that is installed", { given: { command: "uvx", stderr: "no" }, want: null }],
  [
    "Docker that does not run",
    {
      given: { command: "docker", stderr: "Cannot connect to the Docker daemon at unix:///x." },
      want: "Start Docker.",
    },
  ],
  [
    "a variable that is missing",
    {
      given: { stderr: "Error: GITHUB_TOKEN environment variable is required\n    at main" },
      want: 'It asks for `GITHUB_TOKEN`. A server gets only what its `env` names: `env: { GITHUB_TOKEN: "${GITHUB_TOKEN}" }`.',
    },
  ],
  [
    "a variable that its env has",
    {
      given: { env: { API_KEY: "x" }, stderr: "Please set API_KEY" },
      want: "It asks for `API_KEY`, which its `env` sets: see what the value is.",
    },
  ],
  [
    "names of errors are no variables",
    { given: { stderr: "ERR_INVALID_ARG must be" }, want: null },
  ],
  ["a name in a line about something else", { given: { stderr: "using LOG_LEVEL" }, want: null }],
  [
    "a package that npm does not have",
    {
      given: {
        stderr:
          "npm error code E404\nnpm error 404  The requested resource '@nobody/nothing@*' could not be found",
      },
      want: "npm has no package `@nobody/nothing`, or none that you may read: check its name in `args`.",
    },
  ],
  [
    "no way to the registry",
    {
      given: { stderr: "npm error code ENOTFOUND\nnpm error syscall getaddrinfo" },
      want: "npm could not reach its registry: install the server beforehand, or check the network and the proxy.",
    },
  ],
  [
    "a file that is not there",
    {
      given: { stderr: "Error: Cannot find module '/project/server.js'" },
      want: "A file of its command is not there: `args` are relative to its `cwd`, by default the folder of the configuration.",
    },
  ],
  [
    "a server that speaks HTTP",
    {
      given: { noise: "Server running on http://localhost:3000" },
      want: 'It seems to speak HTTP: give it the option that makes it speak stdio, or start it yourself and configure `url: "http://127.0.0.1:3000/mcp"`.',
    },
  ],
  [
    "another Node",
    {
      given: { stderr: "This server requires Node.js >= 24.1.0" },
      want: `It needs Node 24.1.0; this is ${process.versions.node}.`,
    },
  ],
  ["anything else", { given: { stderr: "Segmentation fault" }, want: null }],
];

test.each(remedies)("%s", (_, { given, want }) => {
  const { command = "node", env = {}, ...rest } = given;
  const server = nodeServer([], { command, env });
  expect(remedyFor({ server, stderr: "", noise: "", isMissing: false, ...rest })).toBe(want);
});

test("text of a server is repeated in no other form", () => {
  const stderr = "required: A_B`; rm -rf ~ \u001b[31m'@x/y z@' GOOD_NAME";
  const hint = remedyFor({ server: nodeServer([]), stderr, noise: "", isMissing: false });
  expect(hint).toMatch(/^It asks for `A_B`\. [\x20-\x3a\x3c-\x7e]*$/);
});

test("long texts are read in time that grows with them", () => {
  const stderr = `npm error 404 ${"a".repeat(200_000)}\n${"required A_".repeat(20_000)}`;
  const read = (): string | null =>
    remedyFor({
      server: httpServer("http://127.0.0.1:1/"),
      stderr,
      noise: stderr,
      isMissing: false,
    });
  expect(read()).toBeNull();
});
