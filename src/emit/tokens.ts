import path from "node:path";
import { Worker } from "node:worker_threads";
import { PACKAGE_ROOT } from "../package-root.ts";
import { loadTokenCount } from "./token-count.ts";

/** Counts of o200k_base, the encoding of current OpenAI models; others differ by some percent. */
export interface TokenCounter {
  count(texts: readonly string[]): Promise<number[]>;
  close(): void;
}

export interface TokenQuestion {
  id: number;
  texts: readonly string[];
}

export interface TokenAnswer {
  id: number;
  counts: number[];
}

/** A worker thread's file must be JavaScript: also in tests it is the built one. */
const WORKER_FILE = path.join(PACKAGE_ROOT, "dist", "bundle", "token-worker.js");

/**
 * Counts in a thread of its own, which begins to load the encoding at once: loading and counting take as long as all the
 * rest of `generate`. Where there can be no thread, it counts here.
 */
export function createTokenCounter(): TokenCounter {
  const waiting = new Map<number, (counts: number[] | null) => void>();
  let worker: Worker | null = new Worker(WORKER_FILE, { env: {} });
  const lose = (): void => {
    worker = null;
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  };
  worker.on("message", ({ id, counts }: TokenAnswer) => {
    waiting.get(id)?.(counts);
    waiting.delete(id);
    if (waiting.size === 0) worker?.unref();
  });
  worker.on("error", lose);
  worker.on("exit", lose);
  worker.unref();
  let asked = 0;
  const ask = async (texts: readonly string[]): Promise<number[] | null> => {
    const thread = worker;
    if (thread === null) return null;
    const question: TokenQuestion = { id: (asked += 1), texts };
    return new Promise((resolve) => {
      waiting.set(question.id, resolve);
      thread.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
      thread.postMessage(question);
    });
  };
  return {
    count: async (texts) => (await ask(texts)) ?? texts.map(await loadTokenCount()),
    close: () => void worker?.terminate(),
  };
}

const WORD = /\p{L}[\p{L}\p{M}']*/gu;

/** At least so many tokens a text has, without counting them: no token of o200k_base reaches from word to word. */
export function leastTokens(text: string): number {
  return text.match(WORD)?.length ?? 0;
}
