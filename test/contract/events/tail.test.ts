import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cursor } from '../../../src/features/events/cursor.ts';
import { eventFilter } from '../../../src/features/events/filter.ts';
import { EVENT_LOG, recordEvent } from '../../../src/features/events/recorder.ts';
import { EventTail } from '../../../src/features/events/tail.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { BOOTSTRAP, DOMAIN, messageEvent } from '../../support/webhook-stage.ts';

const ROMEO = 'romeo@montague.example';
const FOR_ALERTS = eventFilter({ caller: BOOTSTRAP, domain: DOMAIN }, { identities: ['alerts'] });
/** Longer than any test. */
const LONG = 60_000;

let store: Store;
let tail: EventTail;
let end: Cursor;

beforeEach(async () => {
  store = createMemoryStore({ now: Date.now });
  tail = new EventTail(store, { events: 8, characters: 100_000 });
  await hear('bot');
  end = await tail.oldest();
  const { events } = await tail.read(end, 100);
  end = { ...end, position: events.at(-1)!.position };
});
afterEach(() => tail.close());

async function hear(identity: string): Promise<string> {
  await recordEvent(store, messageEvent(ROMEO, 'hello', `${identity}@${DOMAIN}`));
  return (await store.info(EVENT_LOG)).last;
}

describe('a reader that waits for certain events', () => {
  test('is woken by the first of them, and has passed those before it', async () => {
    let isAwake = false;
    const waited = tail.wait(end, { ms: LONG, wants: FOR_ALERTS }).finally(() => (isAwake = true));
    const passed = await hear('bot');
    // Somebody without wishes is woken by it: whoever waits for it would be by then.
    await tail.wait(end, { ms: LONG });
    expect(isAwake).toBe(false);
    await hear('alerts');
    expect(await waited).toBe(passed);
  });

  test('is woken in time, and has passed what came meanwhile', async () => {
    const waited = tail.wait(end, { ms: 500, wants: FOR_ALERTS });
    await hear('bot');
    await tail.wait(end, { ms: LONG });
    const last = await hear('bot');
    expect(await waited).toBe(last);
  });

  test('misses none of them, however many others come', async () => {
    const found: string[] = [];
    const following = (async () => {
      let at = end;
      while (found.length < 20) {
        const { events, lost } = await tail.read(at, 5);
        expect(lost).toBe(false);
        found.push(
          ...events.filter(({ head }) => FOR_ALERTS(head)).map(({ position }) => position),
        );
        const position = events.at(-1)?.position ?? at.position;
        at = { ...at, position };
        if (events.length === 0) {
          at = { ...at, position: await tail.wait(at, { ms: LONG, wants: FOR_ALERTS }) };
        }
      }
    })();
    const wanted: string[] = [];
    for (let n = 0; n < 200; n += 1) {
      const position = await hear(n % 10 === 9 ? 'alerts' : 'bot');
      if (n % 10 === 9) wanted.push(position);
      if (n % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await following;
    expect(found).toEqual(wanted);
  });
});

test('a reader without wishes is woken by any event', async () => {
  const waited = tail.wait(end, { ms: LONG });
  await hear('bot');
  expect(await waited).toBe(end.position);
});
