import path from "node:path";
import { loadConfig } from "../config/load.ts";
import { codemodeError } from "../diagnostics/error.ts";
import type { QuestionHandlers } from "../introspect/questions/types.ts";
import { createConnections } from "../run/connections.ts";
import { openConfiguredSdk } from "./configured-sdk.ts";
import { createInProcess } from "../run/in-process.ts";
import type { ToolCall, ToolReply } from "../run/types.ts";

/** An SDK's calls from plain Node. */
export interface SdkConnection {
  /** Never rejects: what went wrong is in the reply. */
  call(call: ToolCall): Promise<ToolReply>;
  /** Ends the connections and the servers that were started for them. */
  close(): Promise<void>;
}

export interface ConnectSdkOptions extends QuestionHandlers {
  /** The folder of the emitted `runtime.js`, `<outDir>/sdk`. */
  sdkDir: string;
}

/**
 * What an emitted SDK's `connect()` calls: opens the servers of the configuration that the SDK was generated from,
 * each when it is first called. Variables come from `process.env`.
 *
 * @throws CodemodeError `CONFIG_*`, `OUTPUT_*`
 */
export async function connectSdk(options: ConnectSdkOptions): Promise<SdkConnection> {
  const outDir = path.dirname(path.resolve(options.sdkDir));
  const config = await loadConfig({ cwd: path.dirname(outDir) });
  if (config.outDir !== outDir) {
    throw codemodeError(
      "CONFIG_NOT_FOUND",
      `${config.path} generates into ${config.outDir}, not into ${outDir}: the SDK's own configuration was not found.`,
      { hint: "Keep the SDK in the folder that its configuration generates it into." },
    );
  }
  const sdk = await openConfiguredSdk(config);
  const connections = createConnections({
    config,
    env: process.env,
    lock: sdk.lock,
    catalog: (serverKey) => sdk.catalog(serverKey),
  });
  const bridge = createInProcess({ sdk, connections, handlers: options });
  return {
    call: (call) => bridge.call(call),
    close: async () => {
      bridge.close();
      await connections.close();
    },
  };
}
