import { resolveServers, type ResolvedServer } from "../config/interpolate.ts";
import { loadConfig } from "../config/load.ts";
import type { ServerTemplate } from "../config/template.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import { openSignInStore, type SignIn } from "../introspect/auth/store.ts";
import type { SignInProject, SignInStatus } from "./types.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Who is signed in to which server of the configuration, as far as this machine knows: nobody is asked.
 *
 * @throws CodemodeError `CONFIG_*`
 */
export async function signInStatus(options: SignInProject): Promise<SignInStatus[]> {
  const config = await loadConfig({
    cwd: options.cwd,
    ...(options.configPath === undefined ? {} : { configPath: options.configPath }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const env = options.env ?? process.env;
  return config.servers.map((template) => statusOf(template, env));
}

function statusOf(template: ServerTemplate, env: Environment): SignInStatus {
  const kind = kindOf(template);
  const status: SignInStatus = {
    server: template.key,
    kind,
    state: "not needed",
    issuer: null,
    scopes: [],
    expiresAt: null,
    renewable: false,
    diagnostics: [],
  };
  if (kind !== "personal") return status;
  try {
    const [server] = resolveServers([template], env) as [ResolvedServer];
    const signIn = server.transport === "http" ? openSignInStore(server, env).read() : null;
    return signIn === null ? { ...status, state: "signed out" } : { ...status, ...known(signIn) };
  } catch (error) {
    if (!(error instanceof CodemodeError)) throw error;
    return { ...status, state: "unknown", diagnostics: error.diagnostics };
  }
}

function kindOf(template: ServerTemplate): SignInStatus["kind"] {
  if (template.transport !== "http") return "none";
  if (template.auth !== undefined && template.auth.type !== "oauth") return template.auth.type;
  const hasHeader = Object.keys(template.headers).some((name) => /^authorization$/i.test(name));
  return hasHeader ? "header" : "personal";
}

function known(signIn: SignIn): Partial<SignInStatus> {
  const { expiresAt, refreshToken, issuer, scopes } = signIn;
  const renewable = refreshToken !== null;
  const isOver = !renewable && expiresAt !== null && Date.now() >= expiresAt;
  return {
    state: isOver ? "expired" : "signed in",
    issuer,
    scopes,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    renewable,
  };
}
