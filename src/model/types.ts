/**
 * The model (IR): what the catalogs say, checked, named and typed. Plain JSON, made by `buildModel`, read by every
 * emitter and by the gate. All text in it has passed `docs.ts`: no control, bidi or zero-width characters.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { JsonObject, JsonValue } from "../json.ts";

export interface Model {
  servers: ServerModel[];
  diagnostics: Diagnostic[];
}

export interface ServerModel {
  /** The key in the configuration: names files and appears in the lock. */
  key: string;
  /** The identifier programs use: a global in the sandbox, an export of the SDK. */
  name: string;
  /** The interface of all its tools, `GithubTools`. */
  typeName: string;
  title: string | null;
  version: string | null;
  instructions: string | null;
  /** Its tools, sorted by `wireName`, and after them what else it has as functions. */
  tools: ToolModel[];
}

/**
 * What a function of the SDK stands for, where that is no tool: a prompt, a listed resource, a template of resources,
 * `resources/read` of any URI, the lists of resources.
 */
export type FunctionKind =
  "prompt" | "resource" | "resource-template" | "read-resource" | "list-resources";

/** How a tool's result reaches a program; fixed by the lock, never by the data. */
export type ResultMode = "structured" | "text";

/** A tool, or what else of a server is called as one: see {@link FunctionKind}. */
export interface ToolModel {
  /** Absent: a tool. */
  kind?: FunctionKind;
  /**
   * The server's own name for it: what goes over the wire, whatever its characters. A resource's is its URI, a
   * template's the template.
   */
  wireName: string;
  /** The property on the server's object: an identifier, equal to `wireName` wherever that is one. */
  name: string;
  /** Stem of its type names, `ListIssues` in `ListIssuesInput` and `ListIssuesOutput`. */
  typeName: string;
  doc: Doc;
  annotations: ToolAnnotations;
  input: NamedType;
  /** Whether the input can be left out of a call: no property is required. */
  inputOptional: boolean;
  /** `null`: no output schema, the result is the text content, a `string`. */
  output: NamedType | null;
  result: ResultMode;
  inputSchema: JsonValue;
  outputSchema: JsonValue | null;
  /** Defaults of properties that the input requires: the bridge sends them when a program leaves them out. */
  inputDefaults: JsonObject;
  /** SHA-256 (hex) of the definition as the server sent it; see `hash.ts`. */
  hash: string;
}

/** The specification's hints; `undefined` where the server says nothing. Never trusted to relax a policy. */
export interface ToolAnnotations {
  title?: string;
  readOnlyHint?: boolean;
  destructiveHint?: boolean;
  idempotentHint?: boolean;
  openWorldHint?: boolean;
}

/** A type with the further declarations it needs: recursive or shared parts of its schema. */
export interface NamedType {
  /** `ListIssuesInput`. */
  name: string;
  doc: Doc;
  type: TypeNode;
  /** Declared beside it in the same namespace, in a fixed order. */
  declarations: TypeDeclaration[];
  /** Declared with the SDK's runtime, the same for every server: never printed with a tool. */
  shared?: true;
}

export interface TypeDeclaration {
  name: string;
  doc: Doc;
  type: TypeNode;
}

export type TypeNode =
  | { kind: "unknown" | "never" | "string" | "number" | "boolean" | "null" | "undefined" }
  | { kind: "literal"; value: string | number | boolean }
  | { kind: "array"; items: TypeNode }
  | { kind: "tuple"; elements: TupleElement[]; rest: TypeNode | null }
  | ObjectNode
  | { kind: "union"; members: TypeNode[] }
  | { kind: "intersection"; members: TypeNode[] }
  /** A declaration of the same tool, by name. */
  | { kind: "reference"; name: string };

export interface TupleElement {
  type: TypeNode;
  optional: boolean;
}

export interface ObjectNode {
  kind: "object";
  properties: PropertyNode[];
  /** Index signatures: of all strings, or of a template literal such as `x-${string}`. */
  indexes: IndexNode[];
}

export interface PropertyNode {
  /** Any string; the printer quotes it where it is no identifier. */
  name: string;
  optional: boolean;
  type: TypeNode;
  doc: Doc;
}

export interface IndexNode {
  /** `null`: every string. Else the literal prefix of the keys. */
  prefix: string | null;
  /** Whether the text may stand anywhere in the keys. */
  anywhere?: true;
  type: TypeNode;
}

/** Documentation: a text of safe lines and tags such as `default`, `minimum`, `deprecated`. */
export interface Doc {
  text: string;
  tags: DocTag[];
}

export interface DocTag {
  /** Without the `@`. */
  name: string;
  /** One line; empty where the tag stands alone. */
  text: string;
}
