import type { FetchOne } from "../fetch-one.ts";
import { MAX_RESPONSE_BYTES } from "../limits.ts";
import { readBounded } from "../read-bounded.ts";
import type { BuiltRequest } from "./build-request.ts";
import type { RawResponse } from "./read-response.ts";

/** Redirects that are followed, each within the origin. */
const MAX_REDIRECTS = 5;

export class TooLargeError extends Error {
  override readonly name = "TooLargeError";
}

/**
 * Sends a request once. A redirect is followed within the origin, where it keeps method and body (307, 308) or the
 * method reads only; any other is an answer like others, so that credentials go nowhere else and nothing is sent twice.
 *
 * @throws what `fetch` throws; the reason of `signal`; TooLargeError
 */
export async function sendRequest(
  request: BuiltRequest,
  signal: AbortSignal,
  fetch: FetchOne,
): Promise<RawResponse> {
  const { origin } = new URL(request.url);
  let { url } = request;
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(url, {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      redirect: "manual",
      signal,
      ...(request.body === null ? {} : { body: request.body as string }),
    });
    const target = redirects < MAX_REDIRECTS ? redirectTarget(response, url, request) : null;
    if (target === null || new URL(target).origin !== origin) return readAnswer(response);
    await response.body?.cancel();
    url = target;
  }
}

function redirectTarget(response: Response, from: string, { method }: BuiltRequest): string | null {
  const reads = method === "GET" || method === "HEAD";
  const keeps = response.status === 307 || response.status === 308;
  const moves = response.status === 301 || response.status === 302 || response.status === 303;
  const location = response.headers.get("location");
  if (location === null || !(keeps || (moves && reads)) || !URL.canParse(location, from)) {
    return null;
  }
  return new URL(location, from).href;
}

async function readAnswer(response: Response): Promise<RawResponse> {
  const bytes = await readBounded(response, MAX_RESPONSE_BYTES);
  if (bytes === null) throw new TooLargeError(`more than ${MAX_RESPONSE_BYTES} bytes`);
  const isRedirect = response.status >= 300 && response.status <= 399;
  return {
    location: isRedirect ? response.headers.get("location") : null,
    status: response.status,
    statusText: response.statusText,
    contentType: response.headers.get("content-type") ?? "",
    bytes,
  };
}
