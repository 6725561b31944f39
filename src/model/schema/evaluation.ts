import type { DiagnosticCode } from "../../diagnostics/codes.ts";
import type { Dialect } from "./dialect.ts";
import type { SchemaDocument } from "./document.ts";
import type { Schema } from "./schema.ts";
import type { Caps, Values } from "./values.ts";

/** What the modules of the keyword families need while one schema document is evaluated. */
export interface Evaluation extends Caps {
  readonly document: SchemaDocument;
  readonly dialect: Dialect;
  /** Whether the document has `unevaluatedProperties` or `unevaluatedItems` anywhere. */
  readonly tracksEvaluated: boolean;
  /** Whether a cap was passed, so that what is evaluated by which keyword is not known any more. */
  hasCapped(): boolean;
  /** The values a schema accepts, or more; memoised by identity. */
  evaluate(schema: Schema): Values;
  /** The values a schema does not accept, or more. */
  complement(schema: Schema): Values;
  report(code: DiagnosticCode, message: string, schema: Schema): void;
}
