// codemode's sandbox as its library uses it, without the gate: the tool is a function in this process.
import { createPatience } from "../../../dist/introspect/patience.js";
import { resolveLimits } from "../../../dist/run/limits.js";
import { createLocalSandbox } from "../../../dist/run/local-sandbox.js";
import { programBody } from "../programs.mjs";

/** @param {import("../../../dist/run/local-sandbox.js").LocalSandboxOptions} [options] */
export function openDriver(options) {
  const sandbox = createLocalSandbox(options);
  return {
    /**
     * @param {import("../programs.mjs").ProgramName} name
     * @param {() => void} onCall
     */
    run: (name, onCall) => runCode(sandbox, codeOf(name), { onCall }),
    close: () => sandbox.close(),
  };
}

export function codeOf(name) {
  return `export default async () => { ${programBody(name, (input) => `srv.echo(${input})`)} }`;
}

/**
 * Runs JavaScript with a bridge to a tool that gives back its input.
 *
 * @param {import("../../../dist/run/types.js").Sandbox} sandbox
 * @param {string} code
 * @param {{ onCall?: () => unknown, limits?: object, mayFail?: boolean }} [options]
 */
export async function runCode(sandbox, code, { onCall, limits, mayFail = false } = {}) {
  const outcome = await sandbox.run({
    program: { code, toSource: (line, column) => ({ line, column }) },
    input: undefined,
    effects: [{ server: "srv", tool: "echo", annotations: {} }],
    bridge: {
      calls: [],
      findings: [],
      unfinished: 0,
      patience: createPatience(),
      close: () => {},
      call: async ({ input }) => {
        await onCall?.();
        return { ok: true, value: input };
      },
    },
    limits: resolveLimits(limits),
  });
  if (!outcome.ok && !mayFail) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome;
}
