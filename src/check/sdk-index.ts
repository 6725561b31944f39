import type { Lock, LockServer, LockTool } from "../lock/types.ts";

export interface IndexedServer {
  lock: LockServer;
  /** By the tool's name in the SDK. */
  tools: ReadonlyMap<string, LockTool>;
}

/** The names of everything in the SDK, for lookups by names that a program wrote. */
export interface SdkIndex {
  packageName: string;
  /** By the server's name in the SDK. */
  servers: ReadonlyMap<string, IndexedServer>;
}

export function createSdkIndex(lock: Lock): SdkIndex {
  return {
    packageName: lock.packageName,
    servers: new Map(lock.servers.map((server) => [server.name, indexServer(server)])),
  };
}

function indexServer(lock: LockServer): IndexedServer {
  let tools: IndexedServer["tools"] | undefined;
  return {
    lock,
    // The lock reads the tools of a server when somebody asks for them.
    get tools() {
      return (tools ??= new Map(lock.tools.map((tool) => [tool.name, tool])));
    },
  };
}
