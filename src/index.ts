export { openCodemode } from "./codemode.ts";
export type {
  CheckOptions,
  CheckVerdict,
  Codemode,
  CodemodeOptions,
  ExecOptions,
  ExecResult,
  ExecTimings,
  RuntimeOptions,
} from "./codemode.ts";
export { connectSdk } from "./codemode/connect-sdk.ts";
export type { ConnectSdkOptions, SdkConnection } from "./codemode/connect-sdk.ts";
export type {
  AuthConfig,
  ClientCredentialsConfig,
  OAuthConfig,
  PrivateKeyJwtConfig,
} from "./config/auth.ts";
export { defineConfig, importFrom, openapi } from "./config/define.ts";
export type { OpenApiOptions, OpenApiServerConfig } from "./config/openapi.ts";
export type { HostFormat } from "./config/hosts/types.ts";
export type { ImportedServers, ImportOptions } from "./config/import-from.ts";
export type { TrustAnswer, TrustOptions } from "./config/trust/approve.ts";
export type { TrustRequest } from "./config/trust/request.ts";
export type {
  CodemodeConfig,
  CommonServerConfig,
  ConfigLimits,
  HttpServerConfig,
  ServerConfig,
  ServerTimeouts,
  StdioServerConfig,
} from "./config/define.ts";
export type { DiagnosticCode } from "./diagnostics/codes.ts";
export type {
  Diagnostic,
  FileLocation,
  ServerLocation,
  Severity,
} from "./diagnostics/diagnostic.ts";
export { CodemodeError } from "./diagnostics/error.ts";
export { generate } from "./generate.ts";
export type {
  GeneratedServer,
  GenerateOptions,
  GenerateProgress,
  GenerateReport,
} from "./generate.ts";
export type {
  Elicitation,
  ElicitationAnswer,
  ElicitationField,
  ElicitationOption,
  ElicitationValue,
  FormElicitation,
  QuestionHandlers,
  SamplingAnswer,
  SamplingRequest,
  UrlElicitation,
} from "./introspect/questions/types.ts";
export type { JsonObject, JsonValue } from "./json.ts";
export { login } from "./login/login.ts";
export { logout } from "./login/logout.ts";
export { signInStatus } from "./login/status.ts";
export type {
  LoginOptions,
  LoginPage,
  LoginReport,
  LogoutReport,
  SignInProject,
  SignInStatus,
} from "./login/types.ts";
export { schemaToTypeScript } from "./model/schema-to-typescript.ts";
export type { CallRecord, LogEntry, LogLevel, ToolCall, ToolReply } from "./run/types.ts";
export type { ToolHints } from "./check/hints.ts";
export type { Policy } from "./check/policy.ts";
export type { Effect, Escape, ToolEffect } from "./check/types.ts";
export type { ToolAnnotations } from "./model/types.ts";
