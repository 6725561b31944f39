// The official test suite of JSON Schema, from the folder that CODEMODE_SCHEMA_SUITE names.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * @typedef {object} SuiteGroup one schema with its tests
 * @property {string} draft
 * @property {string} file below the draft's folder, `optional/format/date.json`
 * @property {string} group its description
 * @property {unknown} schema with the `$schema` of its draft
 * @property {{ test: string, data: unknown, valid: boolean }[]} tests
 */

/** Folder of each draft, and the dialect that its schemas have where they name none. */
export const DRAFTS = {
  draft7: "http://json-schema.org/draft-07/schema#",
  "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
};

/** @param {string} folder @returns {SuiteGroup[]} in a fixed order */
export function readSuite(folder) {
  return Object.entries(DRAFTS).flatMap(([draft, dialect]) => {
    const root = path.join(folder, draft);
    if (!existsSync(root)) return [];
    const files = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.split(path.sep).join("/"))
      .sort();
    return files.flatMap((file) =>
      JSON.parse(readFileSync(path.join(root, file), "utf8")).map(
        ({ description, schema, tests }) => ({
          draft,
          file,
          group: description,
          schema: withDialect(schema, dialect),
          tests: tests.map(({ description: test, data, valid }) => ({ test, data, valid })),
        }),
      ),
    );
  });
}

/** The suite says a schema's draft by its folder; a server says it in the schema. */
function withDialect(schema, $schema) {
  if (typeof schema !== "object" || schema === null || "$schema" in schema) return schema;
  return { $schema, ...schema };
}
