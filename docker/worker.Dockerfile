# syntax=docker/dockerfile:1
# Built from the root of the repository: docker build -f docker/worker.Dockerfile .

FROM node:20-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --include=dev --no-audit --no-fund
ENV TURBO_TELEMETRY_DISABLED=1 NEXT_TELEMETRY_DISABLED=1
RUN npx turbo run build --filter=@stationmaster/worker --filter=@stationmaster/db --filter=@stationmaster/jobs

# What runs needs a fraction of what builds.
FROM build AS packages
RUN rm -rf node_modules && npm ci --omit=dev --workspace=@stationmaster/worker --no-audit --no-fund && node scripts/mend-driver.mjs

FROM node:20-slim
WORKDIR /app
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps WORKER_PORT=9464
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/apps/worker/package.json ./apps/worker/
COPY --from=build /app/apps/worker/dist ./apps/worker/dist
# The migrations run from this image, before anything else: see compose.yaml.
COPY --from=build /app/db/package.json ./db/
COPY --from=build /app/db/dist ./db/dist
COPY --from=build /app/db/migrations ./db/migrations
COPY --from=build /app/packages/jobs/package.json ./packages/jobs/
COPY --from=build /app/packages/jobs/dist ./packages/jobs/dist
# The file store of one machine; a volume takes over its owner.
RUN mkdir -p /data/files && chown -R node:node /data
USER node
EXPOSE 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.WORKER_PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/worker/dist/main.js"]
