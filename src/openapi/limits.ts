/** Bytes of an OpenAPI document, with all files it refers to. GitHub's has 13 MB. */
export const MAX_SPEC_BYTES = 48_000_000;
/** Bytes of YAML: it is parsed a hundred times slower than JSON. */
export const MAX_YAML_BYTES = 12_000_000;
/** Files that a document consists of. DigitalOcean's has more than a thousand. */
export const MAX_SPEC_FILES = 4_000;
/** How often aliases of YAML may be used, counted with what they hold. */
export const MAX_YAML_ALIASES = 200;
/** From one reference to the next. */
export const MAX_REFERENCE_HOPS = 32;
/** Operations that are read; the list of tools is capped below. */
export const MAX_OPERATIONS = 5_001;
/** Parameters of one operation. */
export const MAX_PARAMETERS = 256;
/** Nesting of one schema. */
export const MAX_SCHEMA_DEPTH = 48;
/** UTF-16 units of the schemas that one input or output refers to; what is further away becomes unknown. */
export const SCHEMA_BUDGET = 96_000;
/** UTF-16 units of a description. */
export const MAX_DESCRIPTION = 4_000;
/** Bytes of a response, decompressed. */
export const MAX_RESPONSE_BYTES = 10_000_000;
/** Time to fetch a document, in milliseconds. */
export const FETCH_SPEC_MS = 30_000;
/** UTF-16 units of the body of a refusal that a program is told. */
export const MAX_ERROR_TEXT = 8_000;
