import { MARK } from "./mark.ts";

/** `package.json` of the SDK. Laid out as npm and prettier lay out this one file: arrays always broken. */
export function renderPackageFile(input: {
  name: string;
  version: string;
  /** Names of the servers in the SDK. */
  servers: readonly string[];
}): string {
  const servers =
    input.servers.length === 0 ? "no MCP servers" : `MCP servers: ${input.servers.join(", ")}`;
  const value = {
    name: input.name,
    version: input.version,
    description: `Typed SDK of ${servers}. ${MARK}`,
    type: "module",
    sideEffects: false,
    exports: {
      ".": { types: "./sdk/index.ts", default: "./sdk/index.js" },
      "./package.json": "./package.json",
    },
    files: ["sdk", "CHANGELOG.md"],
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
