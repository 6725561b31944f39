import { format } from "prettier";
import type { ServerConfig } from "../config/define.ts";

/** What stands in for the servers when there is none to begin with. */
const EXAMPLES = `
    // A server that is started as a process and spoken to over stdio:
    // files: { command: "npx", args: ["-y", "@modelcontextprotocol/server-filesystem", "."] },
    // One that is reached over HTTP; \${...} comes from the environment when it is needed:
    // github: {
    //   url: "https://api.githubcopilot.com/mcp/",
    //   headers: { Authorization: "Bearer \${GITHUB_TOKEN}" },
    // },
`;

/** The text of `codemode.config.ts` with these servers, formatted as prettier's defaults have it. */
export async function printConfig(servers: ReadonlyMap<string, ServerConfig>): Promise<string> {
  const entries = [...servers].map(
    ([key, server]) => `${stringLiteral(key)}: ${printValue(server)},\n`,
  );
  const body = servers.size === 0 ? EXAMPLES : entries.join("");
  return format(
    `import { defineConfig } from "codemode";\n\nexport default defineConfig({\n  servers: {\n${body}  },\n});\n`,
    { parser: "typescript" },
  );
}

/** JSON is an expression of TypeScript; what hides or reorders text in an editor is written as escapes. */
function printValue(value: unknown): string {
  return escapeHidden(JSON.stringify(value));
}

function stringLiteral(text: string): string {
  return escapeHidden(JSON.stringify(text));
}

function escapeHidden(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g,
    (hidden) => hidden.replace(/[^]/g, escapeUnit),
  );
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
