import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{apps,db,docker,e2e,packages,schemas,scripts}/**/*.test.{ts,tsx,mjs}"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/.next/**", "**/.data/**"],
    globalSetup: ["scripts/test-cluster.mjs"],
    pool: "forks",
    maxWorkers: 2,
    // A loaded machine makes waiting slow, not wrong: these bound a hang, they do not time anything.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
