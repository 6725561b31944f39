// The schemas of real servers: the captures in the folder that CODEMODE_CATALOGS names, or the committed ones.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const COMMITTED = path.resolve(import.meta.dirname, "../../fixtures/cases");

/**
 * @typedef {object} Capture what one server listed
 * @property {string} server
 * @property {any[]} tools entries of `tools/list`
 */

/** @returns {{ captures: Capture[], source: string }} `source` says in words what they are */
export function readCaptures() {
  const folder = process.env["CODEMODE_CATALOGS"];
  const files =
    folder === undefined
      ? readdirSync(COMMITTED, { recursive: true, encoding: "utf8" })
          .filter((file) => /input[/\\]catalogs[/\\][^/\\]+\.json$/.test(file))
          .map((file) => path.join(COMMITTED, file))
      : readdirSync(folder)
          .filter((file) => file.endsWith(".json"))
          .map((file) => path.join(folder, file));
  const captures = files.sort().map((file) => ({
    server: path.basename(file, ".json"),
    tools: JSON.parse(readFileSync(file, "utf8")).tools,
  }));
  const source =
    folder === undefined
      ? "the captures committed in fixtures/cases, because CODEMODE_CATALOGS names no folder"
      : "the captures in the folder that CODEMODE_CATALOGS names";
  return { captures, source };
}

/**
 * Each distinct schema once.
 *
 * @param {readonly Capture[]} captures
 * @returns {{ name: string, area: string, schema: unknown, role: "input" | "output" }[]}
 */
export function distinctSchemas(captures) {
  const found = new Map();
  for (const { server, tools } of captures) {
    for (const tool of tools) {
      for (const [role, schema] of [
        ["input", tool.inputSchema],
        ["output", tool.outputSchema],
      ]) {
        if (schema === undefined || schema === null) continue;
        const key = `${role} ${JSON.stringify(schema)}`;
        if (!found.has(key))
          found.set(key, { name: `${server}: ${tool.name} (${role})`, area: server, schema, role });
      }
    }
  }
  return [...found.values()];
}
