export default async () => (await import("cloudflare:workers")).abortIsolate("x");
