import path from "node:path";
import type { ResolvedServer } from "../config/interpolate.ts";

/** What is known of a server that failed before it could do anything. Texts are safe to look at, not to repeat. */
export interface Failure {
  server: ResolvedServer;
  /** The last lines of its standard error. */
  stderr: string;
  /** The first line of its standard output that was no message. */
  noise: string;
  /** Whether its command was not found. */
  isMissing: boolean;
}

type Remedy = (failure: Failure) => string | null;

/** The first that knows the failure speaks. */
const REMEDIES: readonly Remedy[] = [
  installLauncher,
  startDocker,
  setVariable,
  correctPackage,
  reachRegistry,
  correctPath,
  useHttp,
  useNewerNode,
];

/**
 * What most likely mends it, where the failure is one of those that everybody meets; `null` for the others, which have
 * the hint of their code. Of the server's own text only names and numbers of a strict form are repeated.
 */
export function remedyFor(failure: Failure): string | null {
  for (const remedy of REMEDIES) {
    const hint = remedy(failure);
    if (hint !== null) return hint;
  }
  return null;
}

/** Where the launchers of MCP servers come from. */
const LAUNCHERS = new Map([
  ["bunx", "Bun (https://bun.sh)"],
  ["deno", "Deno (https://deno.com)"],
  ["dnx", "the .NET 10 SDK (https://dotnet.microsoft.com)"],
  ["docker", "Docker (https://docs.docker.com/get-docker/)"],
  ["npx", "Node (https://nodejs.org)"],
  ["pipx", "pipx (https://pipx.pypa.io)"],
  ["podman", "Podman (https://podman.io)"],
  ["python", "Python (https://www.python.org)"],
  ["python3", "Python (https://www.python.org)"],
  ["uv", "uv (https://docs.astral.sh/uv/)"],
  ["uvx", "uv (https://docs.astral.sh/uv/)"],
]);

function installLauncher({ server, isMissing }: Failure): string | null {
  if (!isMissing || server.transport !== "stdio") return null;
  const command = path.basename(server.command).replace(/\.(?:cmd|exe)$/, "");
  const origin = LAUNCHERS.get(command);
  return origin === undefined ? null : `Install ${origin}, which has \`${command}\`.`;
}

function startDocker({ stderr }: Failure): string | null {
  return /Cannot connect to the Docker daemon|docker\.sock/.test(stderr) ? "Start Docker." : null;
}

/** A line that says that something is missing, and what: the name of an environment variable. */
const MISSING =
  /\b(?:required|requires|missing|must|not set|unset|undefined|not found|not provided|provide|please set|expected)\b/i;
const VARIABLE_NAME = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;
/** Errors of Node and the system are written like that as well. */
const NO_VARIABLE = /^(?:ERR|MODULE|UV|E[A-Z]+)_/;

/** Servers get a safelist of the environment: a variable that is set for us is not for them. */
function setVariable({ server, stderr }: Failure): string | null {
  if (server.transport !== "stdio") return null;
  const lines = stderr.split("\n").filter((line) => line.length < 1_000 && MISSING.test(line));
  const names = lines.flatMap((line) => line.match(VARIABLE_NAME) ?? []);
  const name = names.find((found) => !NO_VARIABLE.test(found) && found.length <= 64);
  if (name === undefined) return null;
  if (Object.hasOwn(server.env, name)) {
    return `It asks for \`${name}\`, which its \`env\` sets: see what the value is.`;
  }
  return `It asks for \`${name}\`. A server gets only what its \`env\` names: \`env: { ${name}: "\${${name}}" }\`.`;
}

function correctPackage({ stderr }: Failure): string | null {
  const found = /npm (?:error|ERR!) 404.*?'(@?[\w.-]{1,100}(?:\/[\w.-]{1,100})?)@/.exec(stderr);
  if (found === null) return null;
  return `npm has no package \`${found[1]}\`, or none that you may read: check its name in \`args\`.`;
}

function reachRegistry({ stderr }: Failure): string | null {
  const failed =
    /npm (?:error|ERR!) (?:code )?(?:ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH)/;
  if (!failed.test(stderr)) return null;
  return "npm could not reach its registry: install the server beforehand, or check the network and the proxy.";
}

function correctPath({ stderr }: Failure): string | null {
  if (!/Cannot find module '|can't open file '|No such file or directory/.test(stderr)) return null;
  return "A file of its command is not there: `args` are relative to its `cwd`, by default the folder of the configuration.";
}

/** Many servers speak HTTP unless an option says otherwise, and say where. */
function useHttp({ noise, stderr, server }: Failure): string | null {
  if (server.transport !== "stdio") return null;
  const where = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):(\d{1,5})\b/;
  const port = (where.exec(noise) ?? where.exec(stderr))?.[1];
  if (port === undefined) return null;
  return `It seems to speak HTTP: give it the option that makes it speak stdio, or start it yourself and configure \`url: "http://127.0.0.1:${port}/mcp"\`.`;
}

function useNewerNode({ stderr }: Failure): string | null {
  const found =
    /requires? Node(?:\.js)?(?: version)? ?(?:>=)? ?v?(\d{1,3}(?:\.\d{1,4}){0,2})/i.exec(stderr);
  return found === null ? null : `It needs Node ${found[1]}; this is ${process.versions.node}.`;
}
