import { readFileSync } from "node:fs";
import path from "node:path";
import { ASSETS } from "../package-root.ts";
import { codemodeError } from "../diagnostics/error.ts";

/** What stands for the token in the compiled configuration; see scripts/build-workerd-config.mjs. */
const TOKEN = "@@CODEMODE_TOKEN_PLACEHOLDER_43_BYTES_LONG@";
const HEAP = "--max-old-space-size=0000000256";

let compiled: Buffer | null = null;

/**
 * The configuration that workerd reads from its standard input.
 * @param token 43 characters of base64url (32 random bytes)
 * @param memoryBytes the limit of the process; each JavaScript heap in it may take half
 * @throws CodemodeError `RUN_SANDBOX_UNAVAILABLE` when the package was not built
 */
export function renderWorkerdConfig(token: string, memoryBytes: number): Buffer {
  const config = Buffer.from(loadCompiled());
  replace(config, TOKEN, token);
  const heapMiB = Math.max(16, Math.floor(memoryBytes / 2 / 1024 / 1024));
  replace(config, HEAP, `--max-old-space-size=${String(heapMiB).padStart(10, "0")}`);
  return config;
}

function loadCompiled(): Buffer {
  if (compiled !== null) return compiled;
  const file = path.join(ASSETS, "workerd.bin");
  try {
    compiled = readFileSync(file);
  } catch (cause) {
    throw codemodeError(
      "RUN_SANDBOX_UNAVAILABLE",
      `The sandbox's configuration is missing: ${file}`,
      {
        hint: "Install codemode again; in its own sources, run `npm run build`.",
        cause,
      },
    );
  }
  return compiled;
}

function replace(config: Buffer, placeholder: string, value: string): void {
  const at = config.indexOf(placeholder, 0, "latin1");
  if (at === -1 || value.length !== placeholder.length) {
    throw new Error(`workerd.bin does not fit this version of codemode: ${placeholder}`);
  }
  config.write(value, at, "latin1");
}
