import { afterEach, describe, expect, it } from 'vitest';
import { openLinkRegistry, type LinkRegistry } from '../../src/link/registry.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import type { LinkReport } from '../../src/link/link.ts';

const store = createMemoryStore({ now: () => 0 });
const boards: LinkRegistry[] = [];
afterEach(() => {
  for (const board of boards.splice(0)) board.close();
});

function replicaWith(replica: string, state: LinkReport['state']) {
  const report = { state };
  const link = {
    sizeLimit: () => undefined,
    state: () => ({ ...report, since: 0, barrier: 'self' as const, dropsIqs: false }),
  };
  let time = 0;
  // Each look is long after the last one.
  const board = openLinkRegistry({ store, link, replica, now: () => (time += 1_000) });
  boards.push(board);
  return { board, report };
}

describe('the board of links', () => {
  it('tells every replica which one has a link', async () => {
    const verona = replicaWith('verona', 'online');
    const mantua = replicaWith('mantua', 'offline');
    await verona.board.post();
    expect(await mantua.board.online()).toMatchObject({ replica: 'verona' });
  });

  it('tells that the link is gone', async () => {
    const verona = replicaWith('verona', 'online');
    const mantua = replicaWith('mantua', 'offline');
    await verona.board.post();
    verona.report.state = 'offline';
    await verona.board.post();
    expect(await mantua.board.online()).toBeUndefined();
  });

  it('does not name the replica itself once its link is gone', async () => {
    const verona = replicaWith('verona', 'online');
    await verona.board.post();
    verona.report.state = 'offline';
    expect(await verona.board.online()).toBeUndefined();
  });

  it('keeps the link of the next replica when the one before takes its own back', async () => {
    const [verona, mantua] = [replicaWith('verona', 'online'), replicaWith('mantua', 'online')];
    await verona.board.post();
    await mantua.board.post();
    verona.report.state = 'draining';
    await verona.board.post();
    expect(await verona.board.online()).toMatchObject({ replica: 'mantua' });
  });
});
