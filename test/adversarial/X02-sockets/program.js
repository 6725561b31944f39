const opened = (target, type) =>
  new Promise((resolve, reject) => {
    target.addEventListener(type, resolve);
    target.addEventListener("error", () => reject(new Error("refused")));
  });
const attempts = {
  webSocket: (url) => opened(new WebSocket(url.replace("http", "ws")), "open"),
  eventSource: (url) => opened(new EventSource(url), "open"),
  tcp: async (url) => (await import("cloudflare:sockets")).connect(url.slice(7, -1)).opened,
  unix: async () => (await import("cloudflare:sockets")).connect("unix:/socket/s").opened,
  // It says that it will be sent, whatever becomes of it: the canary knows better.
  beacon: async (url) => {
    navigator.sendBeacon(url, "x");
    await scheduler.wait(20);
    throw new Error("nobody can tell");
  },
  cache: async (url) => {
    await caches.default.put(
      url,
      new Response("x", { headers: { "cache-control": "max-age=60" } }),
    );
    if ((await caches.default.match(url)) === undefined) throw new Error("nothing was kept");
  },
};

export default async (given) => {
  const seen = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await attempt(given.canary);
      seen[name] = "reached";
    } catch {
      seen[name] = "failed";
    }
  }
  return seen;
};
