// What servers have listed: how much of it comes into the SDK.
import { buildModel } from "../../dist/model/build.js";
import { markdownTable } from "../table.mjs";
import { readCaptures } from "../types/captures.mjs";

/** Prints the figures. @returns {string[]} what is left out although it could be used */
export function measureCaptures() {
  const { captures, source } = readCaptures();
  const counts = { servers: 0, tools: 0, kept: 0, capped: 0 };
  const lost = [];
  for (const { server, tools } of captures) {
    const key = server.replaceAll(/[^A-Za-z0-9_-]/g, "-");
    const catalog = {
      catalogVersion: 1,
      server: key,
      era: "legacy",
      protocolVersion: "2025-11-25",
      serverInfo: {},
      capabilities: {},
      instructions: null,
      tools,
    };
    const model = buildModel([catalog], { filters: new Map([[key, {}]]) });
    const kept = new Set(model.servers[0].tools.map(({ wireName }) => wireName));
    counts.servers += 1;
    counts.tools += tools.length;
    counts.kept += kept.size;
    counts.capped += model.diagnostics.filter(({ code }) => code === "SCHEMA_CAPPED").length;
    for (const { name } of tools) if (!kept.has(name)) lost.push(`${server}: ${name} is left out`);
  }
  console.log(`Captures: ${source}.\n`);
  console.log(
    markdownTable(
      ["captures", "servers", "tools listed", "in the SDK", "capped schemas"],
      [["", counts.servers, counts.tools, counts.kept, counts.capped]],
    ),
  );
  return lost;
}
