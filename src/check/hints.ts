import type { ToolAnnotations } from "../model/types.ts";

/** What a server says of a tool, with the specification's defaults where it says nothing. Nobody has checked it. */
export interface ToolHints {
  /** It changes nothing. */
  readOnly: boolean;
  /** It may destroy something, not only add to it. */
  destructive: boolean;
  /** Calling it again with the same input changes nothing more. */
  idempotent: boolean;
  /** It deals with things outside of the server's own domain, the web for one. */
  openWorld: boolean;
}

/** Three kinds of tools, the one to look at first first. */
export type ToolKind = "destructive" | "writes" | "read-only";

/**
 * MCP 2025-06-18, `ToolAnnotations` (schema.ts): `readOnlyHint` defaults to false, `destructiveHint` to true,
 * `idempotentHint` to false, `openWorldHint` to true; `destructiveHint` and `idempotentHint` mean something only where
 * `readOnlyHint` is false: what changes nothing destroys nothing, and may be repeated.
 */
export function readHints(annotations: ToolAnnotations): ToolHints {
  const readOnly = annotations.readOnlyHint ?? false;
  return {
    readOnly,
    destructive: !readOnly && (annotations.destructiveHint ?? true),
    idempotent: readOnly || (annotations.idempotentHint ?? false),
    openWorld: annotations.openWorldHint ?? true,
  };
}

export function kindOf({ readOnly, destructive }: ToolHints): ToolKind {
  if (readOnly) return "read-only";
  return destructive ? "destructive" : "writes";
}
