import { defineConfig } from 'vitest/config';

/** Three bridges, two servers and a load that are held to promises in seconds: each has the machine to itself. */
const ALONE = [
  ...['expiry', 'layout-change', 'leader-killed', 'leader-suspended', 'reconciler-killed'],
  ...['redis-killed', 'rolling-restart', 'webhooks', 'xmpp-server-killed'],
].map((name) => `test/integration/replicas/${name}.test.ts`);

/** Levels of tests: each is a project, so that `npm run check` runs the fast one alone. */
export default defineConfig({
  test: {
    reporters: ['default', './scripts/plain-summary.mjs'],
    projects: [
      {
        test: {
          name: 'unit',
          maxWorkers: 2,
          // Milliseconds each; but a loaded machine is no reason to fail.
          testTimeout: 20_000,
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/contract/**',
            'test/helm/**',
            'test/scenarios/**',
            'test/integration/**',
            'test/bench/**',
          ],
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts', 'test/helm/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'real',
          include: ['test/scenarios/**/*.test.ts', 'test/integration/**/*.test.ts'],
          globalSetup: ['test/support/built.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // Two cores carry the servers, the bridge and the driver: more than two files at once measure the machine.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          exclude: ALONE,
        },
      },
      {
        test: {
          name: 'replicas',
          include: ALONE,
          globalSetup: ['test/support/built.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // After the rest, as vitest runs the groups one after the other.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
