import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import type { Challenge } from "./challenge.ts";
import type { MachineConfig, MachineToken } from "./machine.ts";
import { authProblem, loginRequired } from "./problems.ts";
import { openSignInStore, type SignIn } from "./store.ts";
import { isExpired, keepSecret } from "./tokens.ts";

/** Where the tokens of one connection come from. */
export interface Authorization {
  /**
   * The token to send, `null` for none.
   * @throws CodemodeError `AUTH_*`
   */
  token(): Promise<string | null>;
  /**
   * A token in the place of one that was refused, or of none.
   * @throws CodemodeError `AUTH_*`, `SERVER_UNAUTHORIZED`: nothing here can help
   */
  renew(refused: string | null, challenge: Challenge): Promise<string>;
}

export interface AuthorizationOptions {
  /** Tells where the sign-ins of this user are kept. */
  env: Readonly<Record<string, string | undefined>>;
  /** What the file of a private key is relative to. */
  rootDir: string;
}

/** @returns `null` where the configuration gives an `authorization` header itself */
export function createAuthorization(
  server: ResolvedHttpServer,
  options: AuthorizationOptions,
): Authorization | null {
  if (Object.keys(server.headers).some((name) => name.toLowerCase() === "authorization")) {
    return null;
  }
  const { auth } = server;
  return auth === undefined || auth.type === "oauth"
    ? createPersonal(server, options)
    : createMachine(server, auth, options);
}

/** The tokens of somebody who has run `codemode login`. Nobody is ever asked here. */
function createPersonal(server: ResolvedHttpServer, { env }: AuthorizationOptions): Authorization {
  const store = openSignInStore(server, env);
  const use = (signIn: SignIn): string => {
    keepSecret(server, signIn);
    return signIn.accessToken;
  };
  const renew = async (refused: string): Promise<string> => {
    const { renewSignIn } = await import("./renew.ts");
    return use(await renewSignIn(server, store, refused, env));
  };
  return {
    token: async () => {
      // Each time: another process may have signed in with more permissions, or out.
      const signIn = store.read();
      if (signIn === null) return null;
      return isExpired(signIn.expiresAt) ? await renew(signIn.accessToken) : use(signIn);
    },
    renew: async (refused, challenge) => {
      const signIn = store.read();
      if (signIn === null) throw notSignedIn(server, challenge);
      if (signIn.accessToken !== refused && !isExpired(signIn.expiresAt)) return use(signIn);
      return renew(signIn.accessToken);
    },
  };
}

function notSignedIn(server: ResolvedHttpServer, challenge: Challenge): Error {
  if (challenge.resourceMetadataUrl !== null || server.auth !== undefined) {
    return loginRequired(server.key, "it wants somebody to sign in");
  }
  return authProblem(
    "SERVER_UNAUTHORIZED",
    server.key,
    `answered with HTTP status ${challenge.status}`,
    `Set its \`headers\` in the configuration, or run \`codemode login ${server.key}\` if people sign in to it.`,
  );
}

/** One token for all calls of this connection; nothing is kept on the disk. */
function createMachine(
  server: ResolvedHttpServer,
  auth: MachineConfig,
  options: AuthorizationOptions,
): Authorization {
  let present: MachineToken | null = null;
  let challenge: Challenge | null = null;
  let underWay: Promise<string> | null = null;

  const request = async (known: Challenge): Promise<string> => {
    const { signInAsMachine } = await import("./machine.ts");
    const token = await signInAsMachine(server, auth, known, options);
    keepSecret(server, { accessToken: token.accessToken, refreshToken: null, clientSecret: null });
    present = token;
    return token.accessToken;
  };
  const requestOnce = (known: Challenge): Promise<string> => {
    underWay ??= request(known).finally(() => {
      underWay = null;
    });
    return underWay;
  };
  return {
    token: async () => {
      if (present === null || challenge === null) return null;
      return isExpired(present.expiresAt) ? requestOnce(challenge) : present.accessToken;
    },
    renew: async (refused, given) => {
      challenge = given;
      if (present !== null && present.accessToken !== refused) return present.accessToken;
      return requestOnce(given);
    },
  };
}
