/** Promise 2: messages of one key to one bare JID leave in the order in which they were accepted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { tell } from './accounting.ts';
import type { Caller } from './load.ts';
import type { RawUser } from './raw-user.ts';
import { openScene } from './scene.ts';
import type { Scene } from './scene.ts';

const SENDERS = 20;
const EACH = 1_000;
const users = Array.from({ length: SENDERS }, (_, n) => ({
  name: `guest${n}`,
  password: `guest${n}-pw`,
}));

describe.runIf(needs('prosody', 'redis'))('twenty senders through three replicas', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ kind: 'prosody', users });
  });
  afterAll(() => scene.close());

  it('are heard in order, also when the leader is killed in the middle', async () => {
    const guests = await Promise.all(users.map(({ name }) => scene.user(name)));
    const caller = scene.caller();
    const sending = Promise.all(guests.map((guest) => sendInOrder(caller, guest)));
    await until(() => caller.accepted.size > (SENDERS * EACH) / 2, { timeout: 60_000 });
    const { bridge } = await scene.replicas.leader();
    await bridge.kill();
    await bridge.restart();
    await sending;
    await Promise.all(guests.map((guest) => guest.arrived(line(guest, EACH - 1), 30_000)));

    const arrived = guests.reduce((sum, { arrivals }) => sum + arrivals.length, 0);
    tell('order', { sent: caller.accepted.size, arrived });
    for (const guest of guests) {
      const expected = Array.from({ length: EACH }, (_, n) => line(guest, n));
      expect(firstOccurrences(guest)).toEqual(expected);
    }
  });
});

const line = ({ jid }: RawUser, n: number) => `${n} for ${jid}`;

/** The next one only when the one before is accepted. */
async function sendInOrder(caller: Caller, guest: RawUser): Promise<void> {
  for (let n = 0; n < EACH; n += 1) await caller.send(guest.jid, line(guest, n));
}

function firstOccurrences({ arrivals }: RawUser): string[] {
  return [...new Set(arrivals.map(({ body }) => body))];
}
