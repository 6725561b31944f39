import { spawn } from "node:child_process";
import path from "node:path";

export const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures/openapi");
export const KEY = "canary-pets-91fe";

/** Starts the service of petstore.yaml. */
export async function startPetstore(): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, [path.join(FIXTURES, "petstore-service.mjs")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once("exit", (code) => reject(new Error(`the service exited with ${code}`)));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill("SIGKILL") };
}
