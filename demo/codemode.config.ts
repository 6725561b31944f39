import { tmpdir } from "node:os";
import { defineConfig } from "codemode";

/** The pinned development dependency: nothing is downloaded when the demo runs. */
const installed = (name: string): string =>
  `../node_modules/@modelcontextprotocol/server-${name}/dist/index.js`;

export default defineConfig({
  servers: {
    everything: { command: "node", args: [installed("everything")] },
    filesystem: { command: "node", args: [installed("filesystem"), "notes"] },
    memory: {
      command: "node",
      args: [installed("memory")],
      env: { MEMORY_FILE_PATH: `\${CODEMODE_DEMO_DIR:-${tmpdir()}}/codemode-demo-graph.jsonl` },
    },
  },
});
