import { spawn } from "node:child_process";
import { fixtureServer } from "./servers.ts";

/** A fixture server in a process of its own, that listens on loopback and tells its requests on stderr. */
export interface Listening {
  url: string;
  /** `POST /mcp` and the like, in their order. */
  requests: string[];
  stop(): Promise<void>;
}

/** What a server tells on stderr may come after what it has answered. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 150);
  });
}

export function listen(fixture: string, mode: string): Promise<Listening> {
  const child = spawn(process.execPath, [fixtureServer(fixture), mode], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await exited;
  };
  return new Promise((resolve, reject) => {
    const requests: string[] = [];
    let url: string | null = null;
    let rest = "";
    child.stderr.on("data", (chunk: Buffer) => {
      const lines = `${rest}${chunk.toString()}`.split("\n");
      rest = lines.pop() ?? "";
      if (url === null && lines.length > 0) {
        url = lines.shift() ?? "";
        resolve({ url, requests, stop });
      }
      requests.push(...lines);
    });
    child.once("exit", (code) => reject(new Error(`it exited with ${code}`)));
  });
}
