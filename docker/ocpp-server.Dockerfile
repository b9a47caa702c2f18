# syntax=docker/dockerfile:1
# Built from the root of the repository: docker build -f docker/ocpp-server.Dockerfile .

FROM node:20-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --include=dev --no-audit --no-fund
ENV TURBO_TELEMETRY_DISABLED=1 NEXT_TELEMETRY_DISABLED=1
RUN npx turbo run build --filter=@stationmaster/ocpp-server

# What runs needs a fraction of what builds.
FROM build AS packages
RUN rm -rf node_modules && npm ci --omit=dev --workspace=@stationmaster/ocpp-server --no-audit --no-fund && node scripts/mend-driver.mjs

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps OCPP_PORT=9220
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/apps/ocpp-server/package.json ./apps/ocpp-server/
COPY --from=build /app/apps/ocpp-server/dist ./apps/ocpp-server/dist
USER node
EXPOSE 9220
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OCPP_PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Room for short-lived objects, in MiB: what a message leaves behind must not be taken for old.
CMD ["node", "--max-semi-space-size=64", "apps/ocpp-server/dist/main.js"]
