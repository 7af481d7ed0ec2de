/** A rolling update: each replica is stopped by SIGTERM and started again, and neither callers nor users notice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../support/need.ts';
import { until } from '../../support/until.ts';
import { longestGap, settleAccounts, tell } from './accounting.ts';
import { countBy, readEvents } from './event-log.ts';
import { streamOf } from './load.ts';
import { more, openScene } from './scene.ts';
import type { Scene } from './scene.ts';
import type { RawUser } from './raw-user.ts';

const RATE = 300;
const USER_RATE = 100;
/** Between two deliveries, ms. */
const LONGEST_GAP = 1_000;

/**
 * `swallowed`: what a server may lose itself as it ends a stream. Prosody ends the old one when the new one is there, and
 * loses nothing. ejabberd ends none by itself: it routes to a stream for some milliseconds after it has read its end, and
 * drops that without a bounce.
 *
 * `inverted`: how often something may be stored behind what was said after it. Prosody has one stream at a time, and the
 * next replica does not read before the old one is done. ejabberd uses both for the moment in which there are two.
 */
const stages = [
  { kind: 'prosody', mode: 'leader', swallowed: 0, inverted: 0 },
  { kind: 'ejabberd', mode: 'leader', swallowed: 6, inverted: 20 },
  { kind: 'ejabberd', mode: 'all', swallowed: 6, inverted: Infinity },
  { kind: 'prosody@13', mode: 'leader', swallowed: 0, inverted: 0 },
  { kind: 'ejabberd@24', mode: 'leader', swallowed: 6, inverted: 20 },
] as const;

describe.each(stages)(
  'a rolling restart of three replicas on $kind, link mode $mode,',
  ({ kind, mode, swallowed, inverted }) => {
    describe.runIf(needs(kind, 'redis'))('under load in both directions', () => {
      let scene: Scene;
      beforeAll(async () => {
        // As Kubernetes does: the next replica goes as soon as the new one is ready, whether there is a link or not.
        scene = await openScene({ kind, env: { BRIDGE_LINK_MODE: mode }, waitFor: '/readyz' });
      });
      afterEach(() => scene.clear());
      afterAll(() => scene.close());

      it('loses, repeats and delays nothing', async () => {
        const [juliet, romeo] = [await scene.user('juliet'), await scene.user('romeo')];
        const caller = scene.caller();
        const stream = streamOf(caller, { to: juliet.jid, rate: RATE });
        const speech = speak(romeo, `bot@${scene.server.componentDomain}`);
        await more(juliet, 300);
        const codes: (number | string)[] = [];
        for (const bridge of scene.replicas.bridges) {
          codes.push(await bridge.stop());
          await bridge.restart();
          await more(juliet, 100);
        }
        const said = speech.end();
        await stream.stop();
        const accounts = await settleAccounts(caller, juliet, scene.api);
        const gap = longestGap(juliet);
        const heard = await heardFrom(scene, romeo, said);
        const reached = [...scene.handedOver].filter((id) => id.startsWith('said-'));
        const receipts = await receiptsOf(romeo, reached.length);
        const inversions = inversionsOf([...heard.keys()]);
        const counts = {
          gap,
          said,
          reached: reached.length,
          heard: heard.size,
          receipts,
          inversions,
        };
        tell(`rolling restart on ${kind}, ${mode}`, { ...accounts, ...counts });

        expect(codes).toEqual([0, 0, 0]);
        expect(accounts).toMatchObject({ failed: 0, lost: [], duplicates: 0, strangers: 0 });
        expect(accounts.delivered).toBe(accounts.sent);
        expect(said - reached.length).toBeLessThanOrEqual(swallowed);
        expect(reached.filter((id) => !heard.has(id))).toEqual([]);
        expect([...heard.values()].filter((count) => count !== 1)).toEqual([]);
        expect(inversions).toBeLessThanOrEqual(inverted);
        expect(receipts).toBe(reached.length);
        expect(gap).toBeLessThanOrEqual(LONGEST_GAP);
      });
    });
  },
);

/** Numbered messages to an identity, at a fixed rate; `end` says how many there were. */
function speak(user: RawUser, to: string) {
  const from = performance.now();
  let said = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - from) * USER_RATE) / 1000;
    while (said < due) {
      said += 1;
      user.write(
        `<message to='${to}' type='chat' id='said-${said}'><body>${said}</body><request xmlns='urn:xmpp:receipts'/></message>`,
      );
    }
  }, 10);
  return {
    end: () => {
      clearInterval(timer);
      return said;
    },
  };
}

/** How many stand directly behind one that was said after them. */
function inversionsOf(ids: readonly string[]): number {
  const numbers = ids.map((id) => Number(id.replace('said-', '')));
  return numbers.filter((number, at) => number < (numbers[at - 1] ?? 0)).length;
}

/** How often each of them stands in the event log, once a last one stands there. */
async function heardFrom(scene: Scene, user: RawUser, said: number) {
  const bot = `bot@${scene.server.componentDomain}`;
  user.write(`<message to='${bot}' type='chat' id='proof'><body>proof</body></message>`);
  for (;;) {
    const events = await readEvents(scene.api);
    const received = events.filter(({ type }) => type === 'message.received');
    const counts = countBy(received, ({ data }) => String('id' in data && data.id));
    if (counts.delete('proof')) return counts;
    if (counts.size > said) throw new Error('more was heard than was said');
  }
}

/** How many of the user's messages a receipt came for (XEP-0184). */
async function receiptsOf(user: RawUser, expected: number): Promise<number> {
  const receipt = /<received[^>]*id=['"](said-\d+)/;
  const count = () => new Set(user.others.flatMap((text) => receipt.exec(text)?.[1] ?? [])).size;
  await until(() => count() >= expected, { timeout: 5_000 }).catch(() => undefined);
  return count();
}
