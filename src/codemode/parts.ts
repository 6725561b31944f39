import type { Compiler } from "../check/compiler.ts";
import type { CompiledPolicy, Policy } from "../check/policy.ts";
import type { Gate } from "../check/types.ts";
import { CodemodeError } from "../diagnostics/error.ts";
import type { LoadedConfig } from "../config/template.ts";
import type { QuestionHandlers } from "../introspect/questions/types.ts";
import type { CommittedSdk } from "../lock/committed-sdk.ts";
import type { Connections } from "../run/connections.ts";
import type { RunLimits, Sandbox } from "../run/types.ts";
import type { Validator } from "../run/validate.ts";
import type { CodemodeOptions } from "./types.ts";

/**
 * What checks and executions are made of. Each part is loaded and started when it is first asked for: a check must not
 * pay for the MCP client.
 */
export interface Parts {
  readonly config: LoadedConfig;
  readonly sdk: CommittedSdk;
  readonly handlers: QuestionHandlers;
  gate(): Promise<Gate>;
  sandbox(): Promise<Sandbox>;
  connections(): Promise<Connections>;
  validator(): Promise<Validator>;
  /**
   * Sees that these servers may be started; asks where somebody can be asked.
   * @throws CodemodeError `CONFIG_NOT_TRUSTED`, one diagnostic for each that may not
   */
  approve(serverKeys: readonly string[]): Promise<void>;
  /**
   * The policy over the SDK's tools; `null` when everything is allowed.
   * @throws CodemodeError `CHECK_POLICY_GLOB`
   */
  policy(policy: Policy): Promise<CompiledPolicy | null>;
  limits(timeoutMs: number | undefined): Promise<RunLimits>;
  /** Ends every part that was started. */
  close(): Promise<void>;
}

/**
 * @param options of {@link openCodemode}; `config` and `sdk` are already loaded
 * @param compiler one that was started before; it ends with the parts
 */
export function createParts(
  config: LoadedConfig,
  sdk: CommittedSdk,
  options: CodemodeOptions,
  compiler?: Compiler,
): Parts {
  const { runtime, onServerLog } = options;
  const env = options.env ?? process.env;
  const gate = lazy(async () => {
    const { createGate } = await import("../check/gate.ts");
    return createGate(sdk, compiler === undefined ? {} : { compiler });
  });
  const limits = async (timeoutMs: number | undefined): Promise<RunLimits> => {
    const { resolveLimits } = await import("../run/limits.ts");
    return resolveLimits({
      ...config.limits,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
  };
  const sandbox = lazy(async () => {
    if (runtime !== undefined) {
      return (await import("../run/remote-sandbox.ts")).createRemoteSandbox(runtime);
    }
    const { createLocalSandbox } = await import("../run/local-sandbox.ts");
    return createLocalSandbox({
      memoryBytes: (await limits(undefined)).memoryBytes,
      ...(options.share === undefined ? {} : { share: options.share }),
    });
  });
  const connections = lazy(async () =>
    (await import("../run/connections.ts")).createConnections({
      config,
      env,
      lock: sdk.lock,
      catalog: (serverKey) => sdk.catalog(serverKey),
      ...(onServerLog === undefined ? {} : { onServerLog }),
    }),
  );
  const validator = lazy(async () => (await import("../run/validate.ts")).createValidator());
  return {
    config,
    sdk,
    handlers: options,
    gate: () => gate.get(),
    sandbox: () => sandbox.get(),
    connections: () => connections.get(),
    validator: () => validator.get(),
    approve: createApproval(config, env, options),
    policy: createPolicies(sdk),
    limits,
    close: async () => {
      const started = [gate, sandbox, connections, validator];
      await Promise.all([...started.map((part) => part.close()), compiler?.close()]);
    },
  };
}

/** Runs one after the other: two executions must not ask the same question at the same time. */
function createApproval(
  config: LoadedConfig,
  env: Readonly<Record<string, string | undefined>>,
  options: CodemodeOptions,
): Parts["approve"] {
  let last: Promise<void> = Promise.resolve();
  return (serverKeys) => {
    const servers = config.servers.filter(
      ({ key, origin }) => serverKeys.includes(key) && origin?.isTrusted === false,
    );
    if (servers.length === 0) return Promise.resolve();
    const asking = last.then(async () => {
      const { approveServers, refusalsOf } = await import("../config/trust/approve.ts");
      await approveServers(config, servers, env, options);
      const [first, ...rest] = refusalsOf(servers);
      if (first !== undefined) throw new CodemodeError([first, ...rest]);
    });
    last = asking.catch(() => {});
    return asking;
  };
}

/** Whoever has a policy has the same one again and again. */
function createPolicies(sdk: CommittedSdk): Parts["policy"] {
  let last: { key: string; policy: CompiledPolicy } | null = null;
  return async ({ readOnly, allow, deny }) => {
    if (readOnly !== true && allow === undefined && (deny ?? []).length === 0) return null;
    const key = JSON.stringify([readOnly === true, allow ?? null, deny ?? []]);
    if (last?.key !== key) {
      const { compilePolicy } = await import("../check/policy.ts");
      const policy: Policy = {
        readOnly: readOnly === true,
        ...(allow === undefined ? {} : { allow }),
        ...(deny === undefined ? {} : { deny }),
      };
      last = { key, policy: compilePolicy(policy, sdk.lock) };
    }
    return last.policy;
  };
}

interface Lazy<Part> {
  get(): Promise<Part>;
  close(): Promise<void>;
}

function lazy<Part extends { close(): Promise<void> }>(create: () => Promise<Part>): Lazy<Part> {
  let part: Promise<Part> | null = null;
  return {
    get: () => (part ??= create()),
    close: async () => {
      // One that could not be created has told whoever asked for it.
      const created = await part?.catch(() => null);
      await created?.close();
    },
  };
}
