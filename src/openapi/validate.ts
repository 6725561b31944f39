import path from "node:path";
import { Worker } from "node:worker_threads";
import { createDiagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { escapeLineForTerminal } from "../diagnostics/terminal.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import type { SpecDocument } from "./document.ts";

/** What the validator found, as it says it; `null` when the document keeps to the specification. */
export type ValidationReport = { errors: string[]; total: number } | null;

/** A worker thread's file must be JavaScript: also in tests it is the built one. */
const WORKER_FILE = path.join(PACKAGE_ROOT, "dist", "bundle", "openapi-worker.js");

const VALIDATION_MS = 20_000;
const VALIDATION_MB = 1_024;
const MAX_SHOWN = 5;

/**
 * Holds a document against the specification, in a thread that is ended when it takes too long: references may unfold
 * without end. What it finds costs no operation; those that can be read are.
 *
 * @returns `OPENAPI_NOT_VALID` or nothing
 */
export async function validateDocument(
  server: string,
  document: SpecDocument,
): Promise<Diagnostic[]> {
  const report = await askWorker(document);
  if (report === null) return [];
  const shown = report.errors
    .slice(0, MAX_SHOWN)
    .map((error) => escapeLineForTerminal(inOneLine(error)));
  const more = report.total > shown.length ? [`and ${report.total - shown.length} more`] : [];
  return [
    createDiagnostic(
      "OPENAPI_NOT_VALID",
      `Server \`${server}\`: its OpenAPI document breaks rules of OpenAPI ${document.version}.`,
      { location: { server }, detail: [...shown, ...more].join("\n") },
    ),
  ];
}

/** The validator shows what is around a fault; its own line says where it is. */
function inOneLine(error: string): string {
  const [fault = "", ...around] = error.slice(0, 4_000).split("\n");
  const line = around.find((one) => one.startsWith(">"))?.replace(/^>\s*\d+ \|\s*/, "");
  const [text, where] = [fault.trim().slice(0, 300), line?.trim().slice(0, 200)];
  return where === undefined || where === "" ? text : `${text}, at ${where}`;
}

/** `null` also when the thread gives no answer: this is advice, and nothing depends on it. */
function askWorker({ main }: SpecDocument): Promise<ValidationReport> {
  return new Promise((resolve) => {
    let worker: Worker;
    try {
      worker = new Worker(WORKER_FILE, {
        workerData: main.root,
        resourceLimits: { maxOldGenerationSizeMb: VALIDATION_MB },
      });
    } catch {
      // Deeper than can be handed over.
      resolve(null);
      return;
    }
    const end = (report: ValidationReport): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(report);
    };
    const timer = setTimeout(() => end(null), VALIDATION_MS);
    worker.on("message", (report: ValidationReport) => end(report));
    worker.on("error", () => end(null));
    worker.on("exit", () => end(null));
  });
}
