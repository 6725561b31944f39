import type { FetchLike } from "@modelcontextprotocol/client";
import { MAX_MESSAGE_BYTES } from "./limits.ts";

/**
 * Another `fetch` of which no message is larger than over stdio.
 *
 * @param onTooLarge called when one is; reading its body fails then
 */
export function boundedFetch(fetch: FetchLike, onTooLarge: () => void): FetchLike {
  return async (url, init) => {
    const response = await fetch(url, init);
    if (response.body === null) return response;
    const events = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
    const bounded = new Response(
      response.body.pipeThrough(boundBody(events, onTooLarge)),
      response,
    );
    // The transport resolves redirects against the response's URL, which a new response does not have.
    Object.defineProperty(bounded, "url", { value: response.url });
    return bounded;
  };
}

/**
 * Fails once more than `MAX_MESSAGE_BYTES` have come (decompressed) since the beginning or, in a stream of events,
 * since the last empty line, which ends an event.
 */
function boundBody(
  events: boolean,
  onTooLarge: () => void,
): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes = (events ? bytesAfterLastEvent(chunk) : null) ?? bytes + chunk.length;
      if (bytes <= MAX_MESSAGE_BYTES) {
        controller.enqueue(chunk);
        return;
      }
      onTooLarge();
      controller.error(new Error(`more than ${MAX_MESSAGE_BYTES} bytes`));
    },
  });
}

/** A boundary that falls between two chunks is missed: the bound is then that of two events together. */
function bytesAfterLastEvent(chunk: Uint8Array): number | null {
  const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const end = Math.max(text.lastIndexOf("\n\n"), text.lastIndexOf("\r\n\r\n"));
  return end === -1 ? null : chunk.length - end;
}
