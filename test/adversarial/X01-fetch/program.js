const attempts = {
  plain: (url) => fetch(url),
  request: (url) => fetch(new Request(url, { method: "POST", body: "x" })),
  entrypoint: async (url) => (await import("cloudflare:workers")).exports.default.fetch(url),
  native: (url) => Object.getPrototypeOf(globalThis).fetch?.call(globalThis, url) ?? fetch(url),
  file: () => fetch("file:///etc/passwd"),
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
