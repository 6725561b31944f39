/** One request, as `fetch` sends it: Node's own, or one that goes by way of a proxy. */
export type FetchOne = (url: string, init: RequestInit) => Promise<Response>;
