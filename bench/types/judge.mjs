// Ajv says which values a schema accepts. Formats are annotations, as JSON Schema has them by default.
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

const OPTIONS = { strict: false, validateFormats: false, logger: false };
const OLD = new Ajv(OPTIONS);
const NEW = new Ajv2020(OPTIONS);

/**
 * @param {any} schema
 * @returns {(value: unknown) => boolean | null} `null` where it cannot tell: no schema, or one that refers to other
 *   documents, or to itself forever
 */
export function judge(schema) {
  const ajv = /draft-0[67]/.test(String(schema?.$schema)) ? OLD : NEW;
  try {
    const accepts = ajv.compile(schema);
    return (value) => {
      try {
        return accepts(value);
      } catch {
        return null;
      }
    };
  } catch {
    return () => null;
  } finally {
    ajv.removeSchema();
  }
}
