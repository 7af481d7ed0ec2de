/** What every store does. Each part is a file; an adapter's test runs them all: `describeStore(…)`. */
import { afterAll, beforeAll, describe } from 'vitest';
import { byteConformance } from './byte-conformance.ts';
import { commitConformance } from './commit-conformance.ts';
import { followConformance } from './follow-conformance.ts';
import { leaseConformance } from './lease-conformance.ts';
import { logConformance } from './log-conformance.ts';
import type { OpenedStores, Stores } from './opened-stores.ts';
import { recordConformance } from './record-conformance.ts';
import { signalConformance } from './signal-conformance.ts';
import { waitConformance } from './wait-conformance.ts';

export function describeStore(open: () => Promise<OpenedStores>): void {
  describe('as every store', () => {
    let opened: OpenedStores;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const stores: Stores = () => opened;

    recordConformance(stores);
    byteConformance(stores);
    commitConformance(stores);
    logConformance(stores);
    waitConformance(stores);
    followConformance(stores);
    leaseConformance(stores);
    signalConformance(stores);
  });
}
