import { createDiagnostic } from "../diagnostics/diagnostic.ts";
import { openSignInStore } from "../introspect/auth/store.ts";
import { findServer } from "./find-server.ts";
import type { LogoutReport, SignInProject } from "./types.ts";

/**
 * Forgets the sign-in to a server, and asks its authorization server to end it (RFC 7009).
 *
 * @throws CodemodeError `CONFIG_*`, `AUTH_NO_SERVER`, `AUTH_NOT_OFFERED`, `AUTH_STORE`, `AUTH_STORE_BUSY`
 */
export async function logout(options: SignInProject & { server: string }): Promise<LogoutReport> {
  const env = options.env ?? process.env;
  const server = await findServer(options, env);
  const store = openSignInStore(server, env);
  const present = store.read();
  const report: LogoutReport = {
    server: server.key,
    wasSignedIn: present !== null,
    diagnostics: [],
  };
  if (present === null) return report;
  // Anew, under the lock: another process may just have renewed it.
  const ended = await store.change(async ({ remove }) => {
    const last = store.read();
    remove();
    return last ?? present;
  }, options.signal);
  const { revokeSignIn } = await import("../introspect/auth/revoke.ts");
  const problem = await revokeSignIn(server, ended, env, options.signal);
  if (problem !== null) {
    const message = `Server \`${server.key}\`: its sign-in is forgotten here, but ${problem}.`;
    const location = { server: server.key };
    report.diagnostics.push(createDiagnostic("AUTH_NOT_REVOKED", message, { location }));
  }
  return report;
}
