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
 * One that has worked may be used: when it fails later, the start fails, and no program gets a weaker one.
 *
 * @param jails the strongest first; default: what this machine has
 */
export function createJailedStart(jails: readonly [Jail, ...Jail[]] = detectJails()): JailedStart {
  let usable: readonly [Jail, ...Jail[]] = jails;
  let proven: Jail | null = null;
  return async function start(memoryBytes, connections = 1) {
    const [jail, ...weaker] = usable;
    try {
      const workerd = await startWorkerd({ memoryBytes, jail, connections });
      proven = jail;
      return workerd;
    } catch (error) {
      if (weaker[0] === undefined || proven === jail || !isRefusal(error)) throw error;
      if (usable[0] === jail) usable = weaker as [Jail, ...Jail[]];
      return start(memoryBytes, connections);
    }
  };
}

/** Of fork(2) and clone(2) when the machine is short of something: that passes, and refuses nobody. */
const SHORTAGE =
  /Resource temporarily unavailable|Cannot allocate memory|Too many open files|File table overflow/;

/** Whether the jail itself failed, for good: its own complaint is the last that was written. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof CodemodeError)) return false;
  return error.diagnostics.some(
    ({ detail = "" }) => /^(bwrap|setpriv): /m.test(detail) && !SHORTAGE.test(detail),
  );
}
