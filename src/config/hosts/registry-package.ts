import { isJsonObject, type JsonObject, type JsonValue } from "../../json.ts";
import type { StdioServerConfig } from "../define.ts";
import { inputText, variableName, type RegistryInputs } from "./registry-input.ts";

export type PackageCommand =
  { ok: true; what: string; config: StdioServerConfig } | { ok: false; problem: string };

/** How packages of one kind are started. */
interface Runtime {
  /** What is started, and what a `runtimeHint` may name instead. */
  commands: readonly string[];
  /** Where packages of this kind come from when nothing else is said. */
  registry: string;
  args(given: Given): string[];
}

interface Given {
  identifier: string;
  version: string | null;
  runtime: string[];
  own: string[];
  /** Names of the environment variables, which a container sees only when it is told. */
  envNames: string[];
}

/** The commands of the registry's documentation for each `registryType`. */
const RUNTIMES: ReadonlyMap<unknown, Runtime> = new Map<unknown, Runtime>([
  [
    "npm",
    {
      commands: ["npx", "bunx"],
      registry: "https://registry.npmjs.org",
      args: (given) => [
        ...(given.runtime.includes("-y") || given.runtime.includes("--yes") ? [] : ["-y"]),
        ...given.runtime,
        versioned(given, "@"),
        ...given.own,
      ],
    },
  ],
  [
    "pypi",
    {
      commands: ["uvx", "pipx"],
      registry: "https://pypi.org",
      args: (given) => [...given.runtime, versioned(given, "=="), ...given.own],
    },
  ],
  [
    "oci",
    {
      commands: ["docker", "podman"],
      registry: "https://docker.io",
      args: (given) => [
        "run",
        "-i",
        "--rm",
        ...given.envNames.flatMap((name) => ["-e", name]),
        ...given.runtime,
        imageOf(given),
        ...given.own,
      ],
    },
  ],
  [
    "nuget",
    {
      commands: ["dnx"],
      registry: "https://api.nuget.org",
      args: (given) => [
        versioned(given, "@"),
        "--yes",
        ...given.runtime,
        ...(given.own.length === 0 ? [] : ["--", ...given.own]),
      ],
    },
  ],
]);

/** The command that starts a package of a `server.json`. */
export function packageCommand(given: JsonObject, inputs: RegistryInputs): PackageCommand {
  const { registryType, identifier, version, transport } = given;
  const what = `the package ${JSON.stringify(identifier)} (${JSON.stringify(registryType)})`;
  const refuse = (problem: string): PackageCommand => ({
    ok: false,
    problem: `${what} ${problem}`,
  });
  const runtime = RUNTIMES.get(registryType);
  if (typeof identifier !== "string" || identifier.startsWith("-"))
    return refuse("has no identifier");
  if (runtime === undefined) return refuse("has to be downloaded, which codemode does not do");
  const type = isJsonObject(transport) ? transport["type"] : "stdio";
  if (type !== "stdio")
    return refuse(`listens on ${JSON.stringify(type)} instead of being spoken to over stdio`);
  if (!isFromRegistry(given["registryBaseUrl"], registryType, runtime)) {
    return refuse("comes from a registry that its command would not ask");
  }
  const command = given["runtimeHint"] ?? runtime.commands[0];
  if (typeof command !== "string" || !runtime.commands.includes(command)) {
    return refuse(`is to be started with ${JSON.stringify(command)}`);
  }
  const env = readEnv(given["environmentVariables"], inputs);
  const args = runtime.args({
    identifier: withHost(identifier, given["registryBaseUrl"], registryType),
    version: typeof version === "string" && version !== "" ? version : null,
    runtime: readArguments(given["runtimeArguments"], inputs),
    own: readArguments(given["packageArguments"], inputs),
    envNames: Object.keys(env),
  });
  const all = command === "pipx" ? ["run", ...args] : args;
  return {
    ok: true,
    what,
    config: { command, args: all, ...(Object.keys(env).length === 0 ? {} : { env }) },
  };
}

function isFromRegistry(
  base: JsonValue | undefined,
  type: unknown,
  { registry }: Runtime,
): boolean {
  if (base === undefined || type === "oci") return true;
  return typeof base === "string" && base.replace(/\/+$/, "") === registry;
}

/** `ghcr.io` of an image stands before its name; that of Docker Hub need not. */
function withHost(identifier: string, base: JsonValue | undefined, type: unknown): string {
  if (type !== "oci" || typeof base !== "string" || !URL.canParse(base)) return identifier;
  const { host } = new URL(base);
  return host === "docker.io" || identifier.startsWith(`${host}/`)
    ? identifier
    : `${host}/${identifier}`;
}

function versioned({ identifier, version }: Given, sign: string): string {
  return version === null ? identifier : `${identifier}${sign}${version}`;
}

/** Since 2025-10 the identifier of an image has its tag or digest. */
function imageOf({ identifier, version }: Given): string {
  const name = identifier.split("/").at(-1) ?? "";
  return version === null || /[:@]/.test(name) ? identifier : `${identifier}:${version}`;
}

function readEnv(given: JsonValue | undefined, inputs: RegistryInputs): Record<string, string> {
  const entries = objectsOf(given).flatMap((input): [string, string][] => {
    const { name } = input;
    if (typeof name !== "string") return [];
    const text = inputText(input, name, inputs);
    return text === null ? [] : [[name, text]];
  });
  return Object.fromEntries(entries);
}

function readArguments(given: JsonValue | undefined, inputs: RegistryInputs): string[] {
  return objectsOf(given).flatMap((input, index): string[] => {
    const { type, name, valueHint } = input;
    if (type === "named" && typeof name === "string") return namedArgument(name, input, inputs);
    const label = typeof valueHint === "string" ? valueHint : `ARG_${index + 1}`;
    const text = inputText(input, variableName(inputs.prefix, label), inputs);
    return text === null ? [] : [text];
  });
}

/** `--flag value`, or the flag alone where it takes no value. */
function namedArgument(name: string, input: JsonObject, inputs: RegistryInputs): string[] {
  // The format has no flags without a value; what is required and says nothing of one can only be such.
  const hasValue = [
    "description",
    "value",
    "default",
    "valueHint",
    "format",
    "choices",
    "placeholder",
  ].some((member) => input[member] !== undefined);
  if (!hasValue && input["isRequired"] === true) return [name];
  const text = inputText(input, variableName(inputs.prefix, name), inputs);
  return text === null ? [] : [name, text];
}

function objectsOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
