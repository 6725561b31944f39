export default async () => {
  const { env, exports } = await import("cloudflare:workers");
  return {
    env: Object.keys(env),
    process: typeof process,
    Buffer: typeof Buffer,
    require: typeof require,
    global: typeof global,
    LOADER: typeof LOADER,
    exports: Object.keys(exports),
  };
};
