/** Runs in a worker thread: holds an OpenAPI document against the specification. */
import { parentPort, workerData } from "node:worker_threads";
import { validate } from "@readme/openapi-parser";
import type { ValidationReport } from "./validate.ts";

type Api = Parameters<typeof validate>[0];

const verdict = await validate(workerData as Api, {
  // Nothing is fetched or read: other references are left as they are.
  resolve: { external: false, file: false },
});

const report: ValidationReport = verdict.valid
  ? null
  : {
      errors: verdict.errors.map(({ message }) => message),
      total: verdict.errors.length + verdict.additionalErrors,
    };
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
parentPort?.postMessage(report);
