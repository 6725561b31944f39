import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/heavy/**", "node_modules/**"],
    // Real servers, a real compiler process and real workerd start in these tests.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
