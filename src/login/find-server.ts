import { resolveServers, type ResolvedHttpServer } from "../config/interpolate.ts";
import { loadConfig } from "../config/load.ts";
import { codemodeError } from "../diagnostics/error.ts";
import { nearestName } from "../diagnostics/spelling.ts";
import { approveServers, type TrustOptions } from "../config/trust/approve.ts";
import type { SignInProject } from "./types.ts";

/**
 * The server of the configuration that somebody is to sign in to or out of.
 *
 * @throws CodemodeError `CONFIG_*`, `AUTH_NO_SERVER`, `AUTH_NOT_OFFERED` for one over stdio
 */
export async function findServer(
  options: SignInProject & TrustOptions & { server: string },
  env: Readonly<Record<string, string | undefined>>,
): Promise<ResolvedHttpServer> {
  const config = await loadConfig({
    cwd: options.cwd,
    ...(options.configPath === undefined ? {} : { configPath: options.configPath }),
    env,
  });
  const template = config.servers.find(({ key }) => key === options.server);
  if (template === undefined) {
    const names = config.servers.map(({ key }) => key);
    const near = nearestName(options.server, names);
    const hint = near === null ? `It has ${names.join(", ")}.` : `Did you mean \`${near}\`?`;
    const message = `${config.path} has no server \`${options.server}\`.`;
    throw codemodeError("AUTH_NO_SERVER", message, { hint });
  }
  // An imported one says where somebody is sent to sign in.
  await approveServers(config, [template], env, options);
  const [server] = resolveServers([template], env);
  if (server?.transport !== "http") {
    throw codemodeError(
      "AUTH_NOT_OFFERED",
      `Server \`${options.server}\`: is started on this machine and takes its credentials from \`env\`.`,
      {
        hint: "Set the variables that its documentation names in `env` of the server.",
        location: { server: options.server },
      },
    );
  }
  return server;
}
