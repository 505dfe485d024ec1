# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN node scripts/build.mjs && node scripts/build.mjs --prune
# "true": boards plugged into the host can be flashed, once the container is given their ports.
ARG USB=false
RUN [ "$USB" != true ] || node scripts/usb.mjs

FROM node:24-bookworm-slim
ENV NODE_ENV=production FIRMWARE_DIR=/app/firmware
WORKDIR /app
# udev tells which ports there are.
ARG USB=false
RUN [ "$USB" != true ] || (apt-get update && apt-get install -y --no-install-recommends udev && rm -rf /var/lib/apt/lists/*)
COPY --from=build /app /app
# The data folder is a volume; whoever owns it on the host runs the server (see docker-compose.yml).
RUN mkdir -p /app/firmware && chown node:node /app/firmware
USER node
EXPOSE 5000
HEALTHCHECK --interval=30s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||5000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# The server itself, not npm: a SIGTERM must reach the process that drains the downloads.
CMD ["node", "apps/api/dist/main.js"]
