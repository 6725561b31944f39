/** Runs in a worker thread: counts tokens while the main thread renders. */
import { parentPort } from "node:worker_threads";
import { loadTokenCount } from "./token-count.ts";
import type { TokenAnswer, TokenQuestion } from "./tokens.ts";

// What is asked meanwhile waits at the port.
const count = await loadTokenCount();

parentPort?.on("message", ({ id, texts }: TokenQuestion) => {
  const answer: TokenAnswer = { id, counts: texts.map(count) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
  parentPort?.postMessage(answer);
});
