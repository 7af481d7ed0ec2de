/** For operations on many addresses: as `matrix-cases.ts`. */
import type { MatrixCase } from './matrix-cases.ts';

export const FLEET_MATRIX = {
  askIqBatch: {
    path: () => '/v1/iq/batch',
    body: ({ identity: from, to }) => ({ to: [to], iq: { from, ping: {} } }),
    right: 200,
    other: { without: () => '"outcome":"result"' },
  },
} as const satisfies Readonly<Record<string, MatrixCase>>;
