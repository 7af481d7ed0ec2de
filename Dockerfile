FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json tsconfig.build.json ./
RUN npm ci --ignore-scripts
COPY scripts/build.mjs scripts/
COPY src src
RUN npm run build && chmod +x dist/main.js && find dist -name '*.map' -delete && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Stanza Bridge" \
      org.opencontainers.image.description="HTTP-to-XMPP bridge, as an external component of the XMPP server you have" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
RUN ln -s /app/dist/main.js /usr/local/bin/stanza-bridge
# By number, so that Kubernetes sees that it is not root. Nothing is written: the file system may be read-only.
USER 1000:1000
EXPOSE 8080 9090
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.BRIDGE_MANAGEMENT_PORT||9090)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Node is process 1: it starts no other process, and ends on SIGTERM by itself.
CMD ["node", "dist/main.js"]
