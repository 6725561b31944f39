import type { ServerCatalog } from "../introspect/catalog.ts";
import type { Lock } from "./types.ts";

/** What `generate` left on disk, as the gate, the run and `serve` need it. */
export interface CommittedSdk {
  /** Absolute path of the output folder. */
  outDir: string;
  lock: Lock;
  /**
   * Reads one committed catalog (once), checked against its hash in the lock.
   * @throws CodemodeError `OUTPUT_CATALOG_MISSING`, `OUTPUT_CATALOG_CHANGED`
   */
  catalog(serverKey: string): ServerCatalog;
}
