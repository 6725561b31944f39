// Real MCP servers from npm, as pinned beside this file: how each is started without a network, what it has, and, where
// it can do something on this machine, a program that does it.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;
const ROOT = path.resolve(here, "../..");

/**
 * @typedef {object} RealServer
 * @property {import("../../src/config/define.ts").StdioServerConfig} config
 * @property {number} tools how many of the pinned version's come into the SDK
 * @property {string[]} tasks those that can only be called as a task, which are left out
 */

/** The file that a package's one command, or the named one, runs. */
function commandOf(name, command) {
  const installed = name.startsWith("@modelcontextprotocol/server-") && !isPinnedHere(name);
  const folder = path.join(installed ? ROOT : here, "node_modules", name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = typeof bin === "string" ? bin : (bin[command] ?? Object.values(bin)[0]);
  return path.join(folder, file);
}

function isPinnedHere(name) {
  return name in JSON.parse(readFileSync(path.join(here, "package.json"), "utf8")).dependencies;
}

function start(key, name, tools, { args = [], env, command, tasks = [] } = {}) {
  const config = { command: process.execPath, args: [commandOf(name, command), ...args] };
  return [key, { config: env === undefined ? config : { ...config, env }, tools, tasks }];
}

/** Every service that Twilio's server can be asked for. */
function twilioServices() {
  const folder = path.join(here, "node_modules/@twilio-alpha/mcp/twilio-oai/spec/json");
  return readdirSync(folder)
    .map((file) => file.replace(/\.json$/, ""))
    .join(",");
}

const TWILIO_ACCOUNT = `AC${"0".repeat(32)}/SK${"0".repeat(32)}:secret`;

/**
 * Credentials are made up: the servers list their tools without using them.
 *
 * @param {{ folder: string, postgres?: string, redis?: string, chromium?: string }} at a folder that the filesystem server may
 *   use, and what else the machine has
 * @returns {Map<string, RealServer>} by the key in a configuration
 */
export function realServers({ folder, postgres, redis, chromium }) {
  return new Map([
    start("everything", "@modelcontextprotocol/server-everything", 15, {
      tasks: ["simulate-research-query"],
    }),
    start("filesystem", "@modelcontextprotocol/server-filesystem", 14, { args: [folder] }),
    start("memory", "@modelcontextprotocol/server-memory", 9, {
      env: { MEMORY_FILE_PATH: path.join(folder, "memory.json") },
    }),
    start("thinking", "@modelcontextprotocol/server-sequential-thinking", 1),
    start("github", "@modelcontextprotocol/server-github", 26),
    // Both connect when they are first asked; without a database they still list what they have.
    start("postgres", "@modelcontextprotocol/server-postgres", 1, {
      args: [postgres ?? "postgresql://127.0.0.1:1/none"],
    }),
    ...(redis === undefined
      ? []
      : [start("redis", "@modelcontextprotocol/server-redis", 4, { args: [redis] })]),
    start("playwright", "@playwright/mcp", 25, {
      args: ["--headless", "--isolated", "--no-sandbox", "--executable-path", chromium ?? "none"],
    }),
    start("devtools", "chrome-devtools-mcp", 32, {
      command: "chrome-devtools-mcp",
      args: ["--headless", "--isolated", "--no-usage-statistics"],
    }),
    start("notion", "@notionhq/notion-mcp-server", 24, { env: { NOTION_TOKEN: "ntn_made_up" } }),
    start("mongodb", "mongodb-mcp-server", 27, {
      env: {
        MDB_MCP_CONNECTION_STRING: "mongodb://127.0.0.1:1/none",
        MDB_MCP_TELEMETRY: "disabled",
      },
    }),
    start("azure", "@azure/mcp", 61, {
      args: ["server", "start"],
      env: { AZURE_MCP_COLLECT_TELEMETRY: "false" },
    }),
    start("twilio", "@twilio-alpha/mcp", 1409, {
      args: [TWILIO_ACCOUNT, "--services", twilioServices()],
    }),
    start("stripe", "@stripe/mcp", 22, {
      args: ["--tools=all"],
      env: { STRIPE_SECRET_KEY: "sk_test_made_up" },
    }),
    start("supabase", "@supabase/mcp-server-supabase", 31, {
      args: ["--features=account,database,debugging,development,functions,branching,storage"],
      env: { SUPABASE_ACCESS_TOKEN: "sbp_made_up" },
    }),
    start("sentry", "@sentry/mcp-server", 22, { env: { SENTRY_ACCESS_TOKEN: "made-up" } }),
    start("circleci", "@circleci/mcp-server-circleci", 13, { env: { CIRCLECI_TOKEN: "made-up" } }),
    start("context7", "@upstash/context7-mcp", 2),
    start("airtable", "airtable-mcp-server", 16, { env: { AIRTABLE_API_KEY: "made-up" } }),
  ]);
}
