import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import type { OAuthConfig } from "../../config/auth.ts";
import type { ResolvedHttpServer } from "../../config/interpolate.ts";
import { isJsonObject, type JsonValue } from "../../json.ts";
import {
  checkStore,
  makeStore,
  readStored,
  refused,
  removeStored,
  storeFolder,
  writeStored,
} from "./store-files.ts";
import { withStoreLock } from "./store-lock.ts";

/** One sign-in of this user to one server, with everything that renewing it needs. */
export interface SignIn {
  /** What the server is configured as, in canonical form: tokens go nowhere else. */
  serverUrl: string;
  /** The resource that the tokens were asked for (RFC 8707), `null` where the server names none. */
  resource: string | null;
  issuer: string;
  tokenEndpoint: string;
  revocationEndpoint: string | null;
  /** How clients prove who they are at the token endpoint; empty: not said. */
  authMethods: string[];
  clientId: string;
  /** Of a client that codemode has registered; a configured one has its secret in the configuration. */
  clientSecret: string | null;
  scopes: string[];
  accessToken: string;
  refreshToken: string | null;
  /** Milliseconds since 1970, `null` where the authorization server does not say. */
  expiresAt: number | null;
}

/** The place of one server's sign-in. */
export interface SignInStore {
  /** Absolute path of the file: tells sign-ins apart within this process. */
  readonly file: string;
  /**
   * @returns `null` when nobody has signed in
   * @throws CodemodeError `AUTH_STORE`
   */
  read(): SignIn | null;
  /**
   * Does something that may replace the sign-in while nobody else of this user does, in any process.
   * @throws CodemodeError `AUTH_STORE`, `AUTH_STORE_BUSY`; what `work` throws; the reason of `signal`
   */
  change<T>(
    work: (store: { write: (signIn: SignIn) => void; remove: () => void }) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The sign-in to a server, by its URL and the client that the configuration names: a server under another URL never gets
 * its tokens.
 */
export function openSignInStore(server: ResolvedHttpServer, env: Environment): SignInStore {
  const folder = storeFolder(env);
  const serverUrl = canonicalUrl(server.url);
  const { clientId, clientMetadataUrl } = configuredClient(server);
  const client = clientId ?? clientMetadataUrl ?? "";
  const name = createHash("sha256")
    .update(JSON.stringify([serverUrl, client]))
    .digest("hex");
  const file = path.join(folder, `${name.slice(0, 32)}.json`);
  return {
    file,
    read: () => {
      // Most servers have none, and what is wrong with the folder is no concern of theirs.
      if (!existsSync(file) || !checkStore(folder)) return null;
      const text = readStored(file);
      if (text === null) return null;
      const signIn = parseSignIn(text);
      if (signIn === null) throw refused(file, "is not what codemode wrote");
      // A metadata document is not the client where the authorization server does not take one.
      const isClient = clientId === undefined || signIn.clientId === clientId;
      const isOurs = signIn.serverUrl === serverUrl && isClient;
      if (!isOurs) throw refused(file, "is the sign-in to another server");
      return signIn;
    },
    change: (work, signal) => {
      makeStore(folder);
      return withStoreLock(
        file,
        () =>
          work({
            write: (signIn) => writeStored(file, `${JSON.stringify({ version: 1, ...signIn })}\n`),
            remove: () => removeStored(file),
          }),
        signal,
      );
    },
  };
}

/** RFC 8707, section 2: without a fragment. The rest is as `URL` writes it. */
export function canonicalUrl(text: string): string {
  const url = new URL(text);
  url.hash = "";
  return url.href;
}

function configuredClient({ auth }: ResolvedHttpServer): Partial<OAuthConfig> {
  return auth?.type === "oauth" ? auth : {};
}

function parseSignIn(text: string): SignIn | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isJsonObject(value) || value["version"] !== 1) return null;
  const fields: Record<keyof SignIn, (field: JsonValue | undefined) => boolean> = {
    serverUrl: isUrl,
    resource: (field) => field === null || isUrl(field),
    issuer: isUrl,
    tokenEndpoint: isUrl,
    revocationEndpoint: (field) => field === null || isUrl(field),
    authMethods: isTexts,
    clientId: isText,
    clientSecret: (field) => field === null || isText(field),
    scopes: isTexts,
    accessToken: isText,
    refreshToken: (field) => field === null || isText(field),
    expiresAt: (field) => field === null || typeof field === "number",
  };
  const isValid = Object.entries(fields).every(
    ([name, holds]) => Object.hasOwn(value, name) && holds(value[name]),
  );
  if (!isValid) return null;
  const { version: _, ...signIn } = value;
  return signIn as unknown as SignIn;
}

const isText = (value: JsonValue | undefined): boolean => typeof value === "string";
const isUrl = (value: JsonValue | undefined): boolean =>
  typeof value === "string" && URL.canParse(value);
const isTexts = (value: JsonValue | undefined): boolean =>
  Array.isArray(value) && value.every(isText);
