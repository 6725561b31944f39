import { CodemodeError } from "../diagnostics/error.ts";
import { detectJails, type Jail } from "./jail.ts";
import { startWorkerd, type WorkerdProcess } from "./workerd.ts";

/** Starts processes in the strongest jail that works here. */
export interface JailedStart {
  /**
   * @param memoryBytes the limit of the process
   * @param connections how many runs it may have at a time. Default 1
   * @throws CodemodeError `RUN_SANDBOX_UNAVAILABLE`
   */
  (memoryBytes: number, connections?: number): Promise<WorkerdProcess>;
}

/**
 * That a jail's program is there does not mean that it may be used: containers and some distributions forbid the
 * namespaces that bubblewrap needs. Its first use tells, at no cost where it works; what was refused is not tried again.
 *
 * @param jails the strongest first; default: what this machine has
 */
export function createJailedStart(jails: readonly [Jail, ...Jail[]] = detectJails()): JailedStart {
  let usable: readonly [Jail, ...Jail[]] = jails;
  return async function start(memoryBytes, connections = 1) {
    const [jail, ...weaker] = usable;
    try {
      return await startWorkerd({ memoryBytes, jail, connections });
    } catch (error) {
      if (weaker[0] === undefined || !isRefusal(error)) throw error;
      if (usable[0] === jail) usable = weaker as [Jail, ...Jail[]];
      return start(memoryBytes, connections);
    }
  };
}

/** Whether the jail itself failed: its own complaint is the last that was written. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof CodemodeError)) return false;
  return error.diagnostics.some(({ detail }) => /^(bwrap|setpriv): /m.test(detail ?? ""));
}
