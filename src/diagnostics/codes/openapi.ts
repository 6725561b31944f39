import type { CodeEntry } from "../codes.ts";

export const OPENAPI_CODES = {
  OPENAPI_UNREADABLE: {
    severity: "error",
    title: "an OpenAPI document cannot be read",
    hint: "Check `openapi` of the server in the configuration: a path relative to its folder, or an https: URL.",
  },
  OPENAPI_INVALID: {
    severity: "error",
    title: "a file is not an OpenAPI document that can be used",
    hint: "Give a document of OpenAPI 3.0, 3.1 or 3.2 or Swagger 2.0, in JSON or YAML.",
  },
  OPENAPI_NOT_VALID: {
    severity: "warning",
    showDetail: true,
    title: "an OpenAPI document breaks rules of the specification; what can be read of it is used",
    hint: "Mend the document, or report it to the service's authors.",
  },
  OPENAPI_BASE_URL: {
    severity: "error",
    title: "an OpenAPI document does not say where its service is",
    hint: "Set `baseUrl` of the server in the configuration.",
  },
  OPENAPI_OPERATION_DROPPED: {
    severity: "warning",
    showDetail: true,
    title: "operations of an OpenAPI document cannot be called and were left out",
    hint: "Mend the document; an operation on another host needs a server of its own with `baseUrl`.",
  },
  OPENAPI_REF_UNRESOLVED: {
    severity: "warning",
    showDetail: true,
    title:
      "references of an OpenAPI document lead nowhere that is read; what they stand for is unknown",
    hint: "Bundle the document into one file: references to URLs and out of its folder are never followed.",
  },
  OPENAPI_SCHEMA_CUT: {
    severity: "info",
    title: "schemas of an OpenAPI document are too large; their far parts are typed unknown",
  },
  OPENAPI_AUTH_MISSING: {
    severity: "warning",
    title:
      "operations of an OpenAPI document need credentials that the configuration does not give",
    hint: 'Set `auth` of the server, for instance `auth: { <scheme>: "${TOKEN}" }`.',
  },
  OPENAPI_AUTH_UNKNOWN: {
    severity: "warning",
    title:
      "the configuration gives credentials for a security scheme that the document does not have",
    hint: "Use the scheme's name as it stands in the document.",
  },
  OPENAPI_RESPONSE: {
    severity: "error",
    title: "a service answered with something other than its OpenAPI document says",
    hint: "Report it to the service's authors, or mend the document.",
  },
} as const satisfies Record<string, CodeEntry>;
