import path from "node:path";
import { Worker } from "node:worker_threads";
import type { JsonValue } from "../json.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { createPlainCheck, type PlainCheck } from "./plainly-valid.ts";

/** To the worker thread: one value and the schema it should match. */
export interface ValidationQuestion {
  /** Names the schema; the thread keeps what it has made of it. */
  key: string;
  /** JSON text; `null` when the thread has it already. */
  schema: string | null;
  /** JSON text. */
  value: string;
}

export type ValidationAnswer =
  | { kind: "valid" }
  /** Each problem with its place, `/owner: Instance type "number" is invalid. Expected "string".` */
  | { kind: "invalid"; problems: string[] }
  /** The schema is not one that can be used: it passes everything. */
  | { kind: "unusable"; reason: string }
  /** It took longer than the deadline, and its thread was ended. */
  | { kind: "timeout" };

/**
 * Validates values against schemas of servers, off the main thread and with a deadline; only what is plainly valid is not
 * sent there.
 */
export interface Validator {
  /**
   * @param key names the schema: the same key, the same schema
   * @returns never rejects
   */
  validate(key: string, schema: JsonValue, value: JsonValue): Promise<ValidationAnswer>;
  /** Starts the thread if values of this schema will need it, so that the first need not wait for it. */
  warm(key: string, schema: JsonValue): void;
  close(): Promise<void>;
}

interface Job {
  key: string;
  schema: JsonValue;
  value: JsonValue;
  resolve(answer: ValidationAnswer): void;
}

interface Thread {
  worker: Worker;
  /** Keys of the schemas it has. */
  schemas: Set<string>;
}

/** A worker thread's file must be JavaScript: also in tests it is the built one. */
const WORKER_FILE = path.join(PACKAGE_ROOT, "dist", "bundle", "validate-worker.js");

/** @param deadlineMs for one value, in milliseconds. Default 2,000: the first value waits for the thread to start. */
export function createValidator(deadlineMs = 2000): Validator {
  const queue: Job[] = [];
  const plain = new Map<string, PlainCheck | null>();
  let current: { job: Job; timer: NodeJS.Timeout } | null = null;
  let thread: Thread | null = null;
  let closed = false;

  const plainCheck = (key: string, schema: JsonValue): PlainCheck | null => {
    const known = plain.get(key);
    if (known !== undefined) return known;
    const check = createPlainCheck(schema);
    plain.set(key, check);
    return check;
  };

  const settle = (answer: ValidationAnswer): void => {
    if (current === null) return;
    const { job, timer } = current;
    clearTimeout(timer);
    current = null;
    job.resolve(answer);
    next();
  };

  const startThread = (): Thread => {
    const worker = new Worker(WORKER_FILE, {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    const started: Thread = { worker, schemas: new Set() };
    worker.on("message", (answer: ValidationAnswer) => settle(answer));
    const lose = (reason: string): void => {
      if (thread !== started) return;
      thread = null;
      settle({ kind: "unusable", reason });
    };
    // Out of memory and the like.
    worker.on("error", (error) => lose(`the validator failed: ${error.message}`));
    worker.on("exit", () => lose("the validator ended"));
    worker.unref();
    return started;
  };

  const expire = (): void => {
    const hung = thread;
    thread = null;
    void hung?.worker.terminate();
    settle({ kind: "timeout" });
  };

  // One at a time, so that it is known whose value does not come to an end.
  const next = (): void => {
    const job = current === null ? queue.shift() : undefined;
    if (job === undefined) {
      if (current === null) thread?.worker.unref();
      return;
    }
    const { key, schema, value } = job;
    thread ??= startThread();
    const { worker, schemas } = thread;
    current = { job, timer: setTimeout(expire, deadlineMs) };
    worker.ref();
    let question: ValidationQuestion;
    try {
      question = {
        key,
        schema: schemas.has(key) ? null : JSON.stringify(schema),
        value: JSON.stringify(value),
      };
    } catch (error) {
      // So deep that the stack overflows.
      settle({ kind: "unusable", reason: String(error) });
      return;
    }
    schemas.add(key);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    worker.postMessage(question);
  };

  return {
    validate: (key, schema, value) =>
      new Promise((resolve) => {
        if (closed) {
          resolve({ kind: "unusable", reason: "the validator is closed" });
          return;
        }
        if (plainCheck(key, schema)?.(value) === true) {
          resolve({ kind: "valid" });
          return;
        }
        queue.push({ key, schema, value, resolve });
        next();
      }),
    warm: (key, schema) => {
      if (!closed && plainCheck(key, schema) === null) thread ??= startThread();
    },
    close: async () => {
      closed = true;
      const ended = thread;
      thread = null;
      for (const job of queue.splice(0)) {
        job.resolve({ kind: "unusable", reason: "the validator is closed" });
      }
      settle({ kind: "unusable", reason: "the validator is closed" });
      await ended?.worker.terminate();
    },
  };
}
