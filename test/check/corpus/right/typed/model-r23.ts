const timeout = (ms: number) => new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`timed out after ${ms}ms`)), ms));
try {
  const r = await Promise.race([everything.trigger_long_running_operation({ duration: 5, steps: 5 }), timeout(300)]);
  return { r };
} catch (e) {
  return { error: e instanceof Error ? e.message : String(e) };
}
