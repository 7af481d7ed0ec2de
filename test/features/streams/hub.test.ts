import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../../../src/core/caller.ts';
import { decodeCursor } from '../../../src/features/events/cursor.ts';
import { EVENT_LOG } from '../../../src/features/events/recorder.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { until } from '../../support/until.ts';
import { DOMAIN } from '../../support/webhook-stage.ts';
import { countingForm, openHub, PaperSink, type HubStage } from './stage.ts';

const ALERTS: Caller = { keyId: 'alerts', identities: ['alerts'], scopes: new Set() };

let stage: HubStage;
beforeEach(() => {
  stage = openHub();
});
afterEach(() => {
  stage.close();
});

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => String(from + n));

async function hearAll(bodies: readonly string[]): Promise<void> {
  for (const body of bodies) await stage.hear(body);
}

describe('a listener', () => {
  it('gets what comes after its cursor, in order', async () => {
    await stage.hear('before');
    const juliet = new PaperSink();
    await stage.listen(juliet);
    await hearAll(numbers(0, 5));
    await stage.settled(juliet, 5);
    expect(juliet.got).toEqual(numbers(0, 5));
  });

  it('with an old cursor gets the history, then what comes, without gap or repeat', async () => {
    const after = await stage.tail.oldest();
    const live = new PaperSink();
    await stage.listen(live);
    await hearAll(numbers(0, 300));
    const late = new PaperSink();
    const hearing = hearAll(numbers(300, 600));
    await stage.listen(late, { after });
    await hearing;
    await stage.settled(late, 600);
    await stage.settled(live, 600);
    expect(late.got).toEqual(numbers(0, 600));
    expect(live.got).toEqual(numbers(0, 600));
  });

  it('that comes back again and again during a load gets everything once', async () => {
    let after = await stage.tail.oldest();
    const all: string[] = [];
    const hearing = hearAll(numbers(0, 1000));
    while (all.length < 1000) {
      const sink = new PaperSink();
      const listener = await stage.listen(sink, { after });
      await stage.settled(sink, 1);
      await new Promise(setImmediate);
      listener.leave();
      all.push(...sink.got);
      after = listener.cursor;
    }
    await hearing;
    expect(all).toEqual(numbers(0, 1000));
  });

  it('gets only what its caller may see and what it wants', async () => {
    const sinks = [new PaperSink(), new PaperSink(), new PaperSink()] as const;
    await stage.listen(sinks[0], { caller: ALERTS });
    await stage.listen(sinks[1], { identities: ['b*'] });
    await stage.listen(sinks[2], { types: ['message.status'] });
    await stage.hear('to bot', `bot@${DOMAIN}`);
    await stage.hear('to alerts', `alerts@${DOMAIN}`);
    await stage.hear('proof', `alerts@${DOMAIN}`);
    await stage.settled(sinks[0], 2);
    expect(sinks.map(({ got }) => got)).toEqual([['to alerts', 'proof'], ['to bot'], []]);
  });

  it('is shown, by the heartbeats, a cursor after what it did not want', async () => {
    stage.close();
    stage = openHub({ heartbeatMs: 5 });
    const sink = new PaperSink();
    await stage.listen(sink, { types: ['message.status'] });
    const position = await stage.hear('not wanted');
    await until(() => sink.heartbeats.some((cursor) => decodeCursor(cursor).position === position));
  });

  it('shares what is written of an event with all of its form', async () => {
    const { form, count } = countingForm();
    const sinks = Array.from({ length: 20 }, () => new PaperSink());
    for (const sink of sinks) await stage.listen(sink, { form });
    // Until one event has come, some may still be on their way to the live ones.
    await stage.hear('first');
    for (const sink of sinks) await stage.settled(sink, 1);
    const before = count();
    await stage.hear('second');
    for (const sink of sinks) await stage.settled(sink, 2);
    expect(count() - before).toBe(1);
  });
});

describe('a listener that does not read', () => {
  it('is closed once too much is unsent, with a cursor after what was sent, and others get all', async () => {
    stage.close();
    stage = openHub({ maxUnsent: 100 });
    const after = await stage.tail.newest();
    const [juliet, nurse] = [new PaperSink(), new PaperSink(false)];
    await stage.listen(juliet);
    await stage.listen(nurse);
    const all = numbers(1000, 1100);
    await hearAll(all);
    await stage.settled(juliet, 100);
    await until(() => nurse.ending);
    expect(nurse.ending?.reason).toBe('slow');
    expect(nurse.unsent()).toBeLessThan(200);
    expect(juliet.got).toEqual(all);
    const back = new PaperSink();
    await stage.listen(back, { after: decodeCursor(nurse.ending!.cursor) });
    await stage.settled(back, 100 - nurse.got.length);
    expect([...nurse.got, ...back.got]).toEqual(all);
    expect(after).not.toEqual(decodeCursor(nurse.ending!.cursor));
  });

  it('gets no more of the history than it takes', async () => {
    stage.close();
    stage = openHub({ maxUnsent: 400 });
    const after = await stage.tail.oldest();
    await hearAll(numbers(1000, 1300));
    const sink = new PaperSink(false);
    await stage.listen(sink, { after });
    await until(() => sink.unsent() >= 100);
    expect(sink.unsent()).toBe(100);
    while (sink.got.length < 300) {
      sink.read();
      await new Promise(setImmediate);
    }
    expect(sink.got).toEqual(numbers(1000, 1300));
    expect(sink.ending).toBeUndefined();
  });

  it('is closed when nothing leaves between two heartbeats', async () => {
    stage.close();
    stage = openHub({ heartbeatMs: 10 });
    const sink = new PaperSink(false);
    await stage.listen(sink);
    await stage.hear('Romeo, doff thy name');
    await until(() => sink.ending);
    expect(sink.ending?.reason).toBe('slow');
  });

  it('is not closed for one event that is larger than the bound', async () => {
    stage.close();
    stage = openHub({ maxUnsent: 100 });
    const sink = new PaperSink();
    await stage.listen(sink);
    await stage.hear('x'.repeat(1000));
    await stage.settled(sink, 1);
    await stage.hear('more');
    await stage.settled(sink, 2);
    expect(sink.ending).toBeUndefined();
  });
});

describe('a listener whose history is gone', () => {
  it('is told when events after its cursor were trimmed', async () => {
    const after = await stage.tail.newest();
    await hearAll(['1', '2', '3']);
    const old = decodeCursor(Buffer.from(`${after.incarnation} 1-1`).toString('base64url'));
    await stage.store.trim(EVENT_LOG, { before: 0, maxLength: 1 });
    const sink = new PaperSink();
    await stage.listen(sink, { after: old });
    await until(() => sink.ending);
    expect(sink.ending?.reason).toBe('history-lost');
  });

  it('is told when the store came back empty while it was live', async () => {
    const sink = new PaperSink();
    await stage.listen(sink);
    await stage.hear('1');
    await stage.settled(sink, 1);
    Object.assign(stage.store, createMemoryStore({ now: Date.now }));
    const anew = new PaperSink();
    await stage.listen(anew, { after: await stage.tail.oldest() });
    await stage.hear('2');
    await stage.settled(anew, 1);
    expect(anew.got).toEqual(['2']);
    await until(() => sink.ending);
    expect(sink.ending?.reason).toBe('history-lost');
    expect(sink.got).toEqual(['1']);
  });
});

describe('the hub', () => {
  it('ends the streams of the callers that are named', async () => {
    const [mine, others] = [new PaperSink(), new PaperSink()];
    await stage.listen(mine, { caller: ALERTS });
    await stage.listen(others);
    stage.hub.closeWhere(({ keyId }) => keyId === 'alerts');
    expect(mine.ending?.reason).toBe('revoked');
    expect(others.ending).toBeUndefined();
    expect(stage.hub.countOf('alerts')).toBe(0);
    expect(stage.hub.size).toBe(1);
  });

  it('ends all streams with a cursor to go on from when it closes, and takes no more', async () => {
    const [before, after] = [new PaperSink(), new PaperSink()];
    await stage.listen(before);
    stage.hub.close();
    await stage.listen(after);
    const now = await stage.tail.newest();
    for (const { ending } of [before, after]) {
      expect(ending?.reason).toBe('draining');
      expect(decodeCursor(ending!.cursor)).toEqual(now);
    }
  });

  it('goes on when the store was away for a while', async () => {
    const sink = new PaperSink();
    await stage.listen(sink);
    await stage.hear('1');
    await stage.settled(sink, 1);
    const read = vi.spyOn(stage.store, 'read');
    read.mockRejectedValue(new Error('away'));
    await stage.hear('2');
    await until(() => read.mock.calls.length > 0);
    read.mockRestore();
    await stage.settled(sink, 2);
    expect(sink.got).toEqual(['1', '2']);
  });
});
