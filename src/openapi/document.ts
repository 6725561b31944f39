import { codemodeError } from "../diagnostics/error.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json.ts";
import { own, ownList, ownObject, ownText } from "./own.ts";
import { createReferences, type References, type SpecFile } from "./references.ts";
import type { Spec } from "./read-spec.ts";
import type { SpecDialect } from "./schema.ts";
import { swaggerSchemes, swaggerServers } from "./swagger.ts";

/** A document whose version is known. */
export interface SpecDocument {
  main: SpecFile;
  references: References;
  /** As it stands in the document: `3.0.3`, `2.0`. */
  version: string;
  isSwagger: boolean;
  dialect: SpecDialect;
  title: string;
  apiVersion: string;
  /** Server Objects. */
  servers: JsonValue[];
  /** Security schemes by name, references not followed. */
  schemes: JsonObject;
}

/**
 * @throws CodemodeError `OPENAPI_INVALID` for what is no OpenAPI document, or of a version that is not read
 */
export function openDocument(server: string, spec: Spec): SpecDocument {
  const { root } = spec.main;
  const version = versionOf(own(root, "openapi") ?? own(root, "swagger"));
  const isSwagger = version === "2.0";
  if (!isSwagger && !/^3\.[012](?:\.|$)/.test(version)) {
    const what =
      version === ""
        ? "has neither `openapi` nor `swagger`, which give its version"
        : `has version ${JSON.stringify(version.slice(0, 20))}`;
    throw invalid(server, what);
  }
  if (!isJsonObject(root) || ownObject(root, "paths") === null) {
    throw invalid(server, "has no `paths`");
  }
  const info = ownObject(root, "info");
  return {
    main: spec.main,
    references: createReferences((reference, from) => spec.open(reference, from)),
    version: version.slice(0, 20),
    isSwagger,
    dialect: isSwagger || version.startsWith("3.0") ? "3.0" : "3.1",
    title: ownText(info ?? undefined, "title") ?? "",
    apiVersion: versionOf(own(info ?? undefined, "version")),
    servers: isSwagger ? swaggerServers(root) : ownList(root, "servers"),
    schemes: isSwagger
      ? swaggerSchemes(root)
      : (ownObject(own(root, "components"), "securitySchemes") ?? {}),
  };
}

/** In YAML a version without quotes is a number: `swagger: 2.0` is 2. */
function versionOf(given: JsonValue | undefined): string {
  if (typeof given === "number") return Number.isInteger(given) ? `${given}.0` : String(given);
  return typeof given === "string" ? given.trim() : "";
}

function invalid(server: string, what: string): Error {
  return codemodeError("OPENAPI_INVALID", `Server \`${server}\`: its OpenAPI document ${what}.`, {
    location: { server },
  });
}
