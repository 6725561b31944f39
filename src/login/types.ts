import type { TrustOptions } from "../config/trust/approve.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";

export interface SignInProject {
  /** Where the search for the configuration begins. */
  cwd: string;
  configPath?: string;
  /** Default: this process's. */
  env?: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal | undefined;
}

export interface LoginPage {
  /** `https:`, or `http:` on this machine. Show it in full. */
  page: URL;
  /** Where the page leads back to, on this machine. */
  redirectUri: string;
}

export interface LoginOptions extends SignInProject, TrustOptions {
  /** The server's key in the configuration. */
  server: string;
  /** Asked for besides those of the present sign-in. */
  scopes?: readonly string[];
  /** How long a person may take, in milliseconds. Default 300,000. */
  timeoutMs?: number;
  /**
   * Shows a person the page to sign in at. What it gives is taken for the URL that the page has led back to; `undefined`
   * leaves it to the browser to come back by itself.
   */
  onPage(shown: LoginPage): Promise<URL | undefined> | URL | undefined;
}

export interface LoginReport {
  server: string;
  url: string;
  issuer: string;
  scopes: string[];
  /** Whether it lasts longer than one access token. */
  renewable: boolean;
}

export interface LogoutReport {
  server: string;
  /** Whether somebody was signed in. */
  wasSignedIn: boolean;
  /** A warning when the authorization server was not told. */
  diagnostics: Diagnostic[];
}

export interface SignInStatus {
  server: string;
  /** How it signs in; `personal`: by `codemode login`. */
  kind: "none" | "header" | "personal" | "client-credentials" | "private-key-jwt";
  /** `expired`: cannot be renewed; `unknown`: see the diagnostics. */
  state: "not needed" | "signed in" | "expired" | "signed out" | "unknown";
  /** Of the sign-in, where there is one. */
  issuer: string | null;
  scopes: string[];
  /** When the access token is renewed, or the sign-in ends: ISO 8601. */
  expiresAt: string | null;
  renewable: boolean;
  diagnostics: readonly Diagnostic[];
}
