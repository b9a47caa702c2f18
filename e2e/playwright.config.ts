import { defineConfig } from "@playwright/test";

/** scripts/test.mjs starts the product, and says by the environment where it is. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  // Pictures for the documents prove nothing that the other tests do not.
  testIgnore: process.env.SCREENS ? [] : ["screens.spec.ts"],
  outputDir: "test-results",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // A loaded machine makes waiting slow, not wrong; what must be fast says so in its own test.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    baseURL: process.env.PUBLIC_URL ?? "http://localhost:3000",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    // Without the film of it: to draw that costs more than the test.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
