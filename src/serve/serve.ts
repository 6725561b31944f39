import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { compilePolicy, type Policy } from "../check/policy.ts";
import { openProject, type CodemodeOptions } from "../codemode.ts";
import { watchForSdk } from "./regenerated.ts";
import { createSdkView } from "./sdk-view.ts";
import { createServer } from "./server.ts";

/** Options of {@link serve}. A policy holds for every program. */
export interface ServeOptions extends CodemodeOptions, Policy {
  /** Ends the server, as the client does by closing our standard input. */
  signal: AbortSignal;
  /** What went wrong outside of any request. */
  onError?: (error: Error) => void;
}

/**
 * Serves the committed SDK as one MCP server on this process's standard input and output, which carry nothing else
 * until it ends: with the client, or with the signal.
 *
 * @throws CodemodeError as `openCodemode` does; `CHECK_POLICY_GLOB`
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { codemode, sdk } = await openProject(options);
  try {
    const policy = policyOf(options);
    const view = createSdkView(sdk, policy === null ? null : compilePolicy(policy, sdk.lock));
    const notice = watchForSdk(sdk.outDir);
    const ended = clientGone(options.signal);
    const handle = serveStdio(
      () => createServer(codemode, view, { policy: policy ?? {}, notice }),
      {
        onerror: (error) => options.onError?.(error),
      },
    );
    await ended;
    await handle.close();
  } finally {
    await codemode.close();
  }
}

function policyOf({ readOnly, allow, deny }: Policy): Policy | null {
  if (readOnly !== true && allow === undefined && deny === undefined) return null;
  return {
    readOnly: readOnly === true,
    ...(allow === undefined ? {} : { allow }),
    ...(deny === undefined ? {} : { deny }),
  };
}

/** Settles when nobody can send us requests any more. */
function clientGone(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => resolve();
    process.stdin.once("end", done);
    process.stdin.once("close", done);
    if (signal.aborted) done();
    else signal.addEventListener("abort", done, { once: true });
  });
}
