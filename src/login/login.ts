import { codemodeError } from "../diagnostics/error.ts";
import { findServer } from "./find-server.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import type { LoginOptions, LoginReport } from "./types.ts";

export type * from "./types.ts";

/** Somebody has to find a password, and maybe a second factor. */
const DEFAULT_TIMEOUT_MS = 300_000;

/**
 * Has a person sign in to a server, and keeps the tokens in the person's own folder. Every command that connects to the
 * server uses and renews them.
 *
 * @throws CodemodeError `CONFIG_*`, `AUTH_*`, `SERVER_UNREACHABLE`; the reason of the signal
 */
export async function login(options: LoginOptions): Promise<LoginReport> {
  const env = options.env ?? process.env;
  const server = await findServer(options, env);
  const { auth } = server;
  const isMachine = auth !== undefined && auth.type !== "oauth";
  const port = auth?.type === "oauth" ? auth.redirectPort : undefined;
  if (isMachine || Object.keys(server.headers).some((name) => /^authorization$/i.test(name))) {
    const how = isMachine ? `\`auth\` of the type ${auth.type}` : "an `authorization` header";
    throw codemodeError(
      "AUTH_NOT_OFFERED",
      `Server \`${server.key}\`: the configuration has ${how} for it: nobody needs to sign in.`,
      { hint: "Run `codemode generate`.", location: { server: server.key } },
    );
  }
  const { signIn } = await import("../introspect/auth/sign-in.ts");
  const receiver = await openReceiver(port);
  try {
    const made = await signIn(server, {
      env,
      redirectUri: receiver.redirectUri,
      authorize: (page, state) => authorize(server.key, page, state, receiver, options),
      ...(options.scopes === undefined ? {} : { scopes: options.scopes }),
      signal: options.signal,
    });
    return {
      server: server.key,
      url: made.serverUrl,
      issuer: made.issuer,
      scopes: made.scopes,
      renewable: made.refreshToken !== null,
    };
  } finally {
    await receiver.close();
  }
}

/** The answer comes by the browser or, where that is on another machine, by hand. */
async function authorize(
  key: string,
  page: URL,
  state: string,
  receiver: Receiver,
  options: LoginOptions,
): Promise<URL> {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const limit = AbortSignal.timeout(timeoutMs);
  const signals = options.signal === undefined ? [limit] : [limit, options.signal];
  const received = receiver.answer(state, AbortSignal.any(signals));
  received.catch(() => {});
  const shown = Promise.resolve(options.onPage({ page, redirectUri: receiver.redirectUri }));
  const pasted = shown.then((answer) => (answer instanceof URL ? answer : received));
  try {
    return await Promise.race([received, pasted]);
  } catch (error) {
    if (options.signal?.aborted === true || !limit.aborted) throw error;
    const message = `Server \`${key}\`: nobody signed in within ${timeoutMs} ms.`;
    throw codemodeError("AUTH_TIMEOUT", message, {
      hint: `Run \`codemode login ${key}\` again, or give it longer with \`--timeout\`.`,
      location: { server: key },
    });
  }
}
