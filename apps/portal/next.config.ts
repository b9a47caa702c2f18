import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  devIndicators: false,
  // `npm run verify` checks the types of all packages; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
  serverExternalPackages: ["postgres", "pg", "bullmq", "@node-rs/argon2"],
  transpilePackages: [
    "@stationmaster/bus",
    "@stationmaster/db",
    "@stationmaster/domain",
    "@stationmaster/files",
    "@stationmaster/jobs",
    "@stationmaster/ocpp",
    "@stationmaster/runtime",
  ],
  async headers() {
    return [
      {
        source: "/(.*)",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "X-Frame-Options", value: "DENY" },
          {
            key: "Content-Security-Policy",
            value: "base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'",
          },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
          { key: "Referrer-Policy", value: "same-origin" },
        ],
      },
    ];
  },
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
