// Compiles the configuration of the local sandbox: the host worker and the shim of templates/runtime/, no network for
// anybody, one socket. At run time only the token, the heap limit and the socket's address are filled in.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { minifySync } from "rolldown/experimental";

/** Both have the length of what replaces them: the compiled configuration is binary. See src/run/workerd-config.ts. */
const TOKEN = "@@CODEMODE_TOKEN_PLACEHOLDER_43_BYTES_LONG@";
const HEAP = "0000000256";

const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "host", worker = (
      modules = [
        (name = "host.js", esModule = embed "host.js"),
        (name = "shim.txt", text = embed "shim.txt"),
        (name = "shim-values.txt", text = embed "shim-values.txt"),
        (name = "shim-intrinsics.txt", text = embed "shim-intrinsics.txt"),
      ],
      compatibilityDate = "2026-06-01",
      bindings = [
        (name = "LOADER", workerLoader = ()),
        (name = "CODEMODE_RUNTIME_TOKEN", text = "${TOKEN}"),
      ],
      globalOutbound = "nothing",
    )),
    (name = "nothing", network = (allow = [], deny = ["0.0.0.0/0", "::/0", "unix", "unix-abstract"])),
    # Replaces the public internet, which workerd otherwise provides under this name.
    (name = "internet", network = (allow = [], deny = ["0.0.0.0/0", "::/0", "unix", "unix-abstract"])),
  ],
  sockets = [(name = "main", http = (), service = "host")],
  v8Flags = ["--max-old-space-size=${HEAP}"],
  logging = (structuredLogging = true),
);
`;

/**
 * Writes `workerd.bin` into the folder.
 * @param {string} assets
 */
export async function buildWorkerdConfig(assets) {
  const require = createRequire(import.meta.url);
  const workerd = require("workerd").default;
  const runtime = path.resolve(import.meta.dirname, "../templates/runtime");
  const folder = mkdtempSync(path.join(tmpdir(), "codemode-build-"));
  try {
    // The shim's modules are text to the host worker, which hands them to each program's isolate.
    copyFileSync(path.join(runtime, "host.js"), path.join(folder, "host.js"));
    for (const shim of ["shim", "shim-values", "shim-intrinsics"]) {
      const text = shorten(`${shim}.js`, readFileSync(path.join(runtime, `${shim}.js`), "utf8"));
      writeFileSync(path.join(folder, `${shim}.txt`), text);
    }
    writeFileSync(path.join(folder, "config.capnp"), CONFIG);
    const compiled = execFileSync(workerd, ["compile", "--config-only", "config.capnp"], {
      cwd: folder,
    });
    writeFileSync(path.join(assets, "workerd.bin"), compiled);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Each isolate reads the shim anew: without comments and long names of locals, a program starts a twentieth sooner.
 * Nothing else is changed.
 * @param {string} name
 * @param {string} text
 */
function shorten(name, text) {
  const { code, errors } = minifySync(name, text, { module: true, mangle: true, compress: false });
  if (errors.length > 0) throw new Error(`${name}: ${errors.map(String).join("\n")}`);
  return code;
}
