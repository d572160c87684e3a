# Home Assistant's Debian base brings s6-overlay, curl and time zones, for amd64 and aarch64 under one name. Debian, because
# onnxruntime-node needs glibc; bookworm, because its ffmpeg 5.1 is the one that the test suite runs against.
ARG BUILD_FROM=ghcr.io/home-assistant/base-debian:bookworm-2026.06.1
ARG NODE_VERSION=24.21.0

# --- InfluxDB for whoever wants the bundled one: 1.8, the last that is one small binary, built from its Go module --------
FROM golang:1.26-bookworm AS influxd
ARG INFLUXDB_VERSION=1.8.10
RUN CGO_ENABLED=0 GOFLAGS=-mod=mod go install -trimpath -ldflags "-s -w -X main.version=${INFLUXDB_VERSION}" \
    "github.com/influxdata/influxdb/cmd/influxd@v${INFLUXDB_VERSION}"

# --- what is made of the sources, the same on every platform -----------------------------------------------------------
FROM node:${NODE_VERSION}-bookworm-slim AS sources
ENV ORT_DISABLE_TELEMETRY=1
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json tsconfig.image.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

# The panel's scripts and styles.
FROM sources AS panel
COPY src/domain src/domain
COPY addon/panel addon/panel
RUN node_modules/.bin/vite build --config addon/panel/vite.config.ts

# The sources without their types: Node can take them off at every start, which costs each process 30 MB.
FROM sources AS server
COPY src src
RUN node_modules/.bin/tsc -p tsconfig.image.json && cp src/compare/*.json build/server/src/compare/

# --- npm packages and models, of the platform that the image is for ---------------------------------------------------
FROM node:${NODE_VERSION}-bookworm-slim AS build
ENV ORT_DISABLE_TELEMETRY=1
WORKDIR /app

# No install scripts: none is needed, and onnxruntime-node's would download CUDA.
COPY package.json package-lock.json .npmrc ./
COPY addon/image/shrink-modules addon/image/
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
    && addon/image/shrink-modules node_modules "$(node -p process.arch)"

COPY models/catalogue.json models/
COPY script/fetch-models.ts script/
COPY src src
RUN node script/fetch-models.ts --to models && rm -rf models/cache

# --- the add-on -------------------------------------------------------------------------------------------------------
FROM ${BUILD_FROM}

RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*

# The official binary, which is all of Node that the add-on needs: no npm in the image.
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=influxd /go/bin/influxd /usr/local/bin/influxd
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/models /app/models
COPY --from=panel /app/build/panel /app/build/panel
COPY --from=server /app/build/server/src /app/src
COPY package.json LICENSE /app/
COPY rootfs /

# onnxruntime sends usage data to its maker unless told not to. Nothing leaves the house.
ENV NODE_ENV=production \
    ORT_DISABLE_TELEMETRY=1

# What would only show on a user's machine shows here: native modules that do not load, tools that are missing.
RUN cd /app \
    && node --input-type=module --eval "await import('onnxruntime-node'); await import('sharp')" \
    && ffmpeg -hide_banner -version && ffprobe -hide_banner -version && influxd version

HEALTHCHECK --interval=60s --timeout=10s --start-period=120s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--show-error", "--output", "/dev/null", "http://127.0.0.1:8099/health"]

ARG BUILD_VERSION=0.1.0
LABEL \
    io.hass.type="app" \
    io.hass.name="Concierge" \
    io.hass.description="Finds people, cars and more in what your cameras upload over FTP, and tells Home Assistant" \
    io.hass.arch="aarch64|amd64" \
    io.hass.version="${BUILD_VERSION}" \
    org.opencontainers.image.title="Concierge" \
    org.opencontainers.image.description="Finds people, cars and more in what your cameras upload over FTP, and tells Home Assistant" \
    org.opencontainers.image.licenses="MIT" \
    org.opencontainers.image.version="${BUILD_VERSION}"
