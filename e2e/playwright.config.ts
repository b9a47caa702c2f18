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
  timeout: 60_000,
  // A loaded machine makes waiting slow, not wrong; what must be fast says so in its own test.
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    baseURL: process.env.PUBLIC_URL ?? "http://localhost:3000",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
