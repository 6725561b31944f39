const names = [
  "node:fs",
  "node:net",
  "node:http",
  "node:child_process",
  "node:zlib",
  "node:vm",
  "node:worker_threads",
  "workerd:unsafe",
  "cloudflare-internal:env",
  "node-internal:internal_buffer",
  "host.js",
  "./host.js",
  "file:///etc/passwd",
  "data:text/javascript,export default 1",
  "https://127.0.0.1/x.js",
];
const attempts = Object.fromEntries(names.map((name) => [name, () => import(name)]));
attempts.canary = (url) => import(`${url}x.js`);

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
