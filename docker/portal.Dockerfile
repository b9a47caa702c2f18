# syntax=docker/dockerfile:1
# Built from the root of the repository: docker build -f docker/portal.Dockerfile .

FROM node:20-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --include=dev --no-audit --no-fund
ENV TURBO_TELEMETRY_DISABLED=1 NEXT_TELEMETRY_DISABLED=1
RUN npx turbo run build --filter=@stationmaster/portal

# What runs needs a fraction of what builds.
FROM build AS packages
RUN rm -rf node_modules && npm ci --omit=dev --workspace=@stationmaster/portal --no-audit --no-fund && node scripts/mend-driver.mjs

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps NEXT_TELEMETRY_DISABLED=1 PORTAL_PORT=3000
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/apps/portal/package.json /app/apps/portal/next.config.ts ./apps/portal/
COPY --from=build /app/apps/portal/public ./apps/portal/public
COPY --from=build /app/apps/portal/.next ./apps/portal/.next
# The file store of one machine; a volume takes over its owner.
RUN mkdir -p /data/files && chown -R node:node /data
WORKDIR /app/apps/portal
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORTAL_PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=64", "../../node_modules/next/dist/bin/next", "start", "--port", "3000"]
