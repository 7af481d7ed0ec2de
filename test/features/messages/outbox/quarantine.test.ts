import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { streamErrorFailure, type LinkFailure } from '../../../../src/link/failure.ts';
import { until } from '../../../support/until.ts';
import { SenderStage } from '../sender-stage.ts';

const BAD = 'bad';
const isBad = (xml: string | undefined) => xml === `<message id='${BAD}'/>`;
const malformed = streamErrorFailure('not-well-formed', '');
const shutdown = streamErrorFailure('system-shutdown', '');
const reset: LinkFailure = { kind: 'lost', text: 'the connection was reset (ECONNRESET)' };

let stage: SenderStage;

beforeEach(() => {
  stage = new SenderStage();
});
afterEach(() => stage.close());

const becomes = (id: string, status: string) =>
  until(async () => (await stage.record(id))?.status === status, { message: `${id}: ${status}` });

/** The link ends with what was written and not acknowledged, and comes back. */
function end(failure: LinkFailure, ...onItsWay: string[]): void {
  const { link } = stage;
  link.loss = { failure, onItsWay: { stanzas: onItsWay, direct: 0, proven: true } };
  link.drop();
  link.restore();
}

/** The server ends the stream whenever it reads the bad stanza, `times` at most. */
function endsAtBad(failure: LinkFailure, times = Infinity): () => number {
  const { link } = stage;
  let count = 0;
  const { send, sendAlone } = { send: link.send.bind(link), sendAlone: link.sendAlone.bind(link) };
  link.send = (stanzas) => {
    const taken = send(stanzas);
    if (taken && stanzas.some(isBad) && count < times) {
      link.answering = false;
      setImmediate(() => {
        count += 1;
        link.answering = true;
        end(failure, ...stanzas);
      });
    }
    return taken;
  };
  link.sendAlone = (stanza) => {
    if (!isBad(stanza) || count >= times) return sendAlone(stanza);
    link.answering = false;
    const arrived = sendAlone(stanza);
    setImmediate(() => {
      count += 1;
      link.answering = true;
      end(failure, stanza);
    });
    return arrived;
  };
  return () => count;
}

async function acceptAll(): Promise<void> {
  for (const id of ['before', BAD, 'after']) await stage.accept(id, 60_000);
}

describe('a stanza because of which the server ends the stream', () => {
  it('fails when it did so alone twice, and the others arrive with one copy at most', async () => {
    endsAtBad(malformed);
    await acceptAll();
    await stage.start();
    await becomes(BAD, 'failed');
    await becomes('after', 'acknowledged');
    expect((await stage.record(BAD))?.error).toMatchObject({
      code: 'stream-error',
      condition: 'not-well-formed',
    });
    expect([stage.writes('before'), stage.writes(BAD), stage.writes('after')]).toEqual([2, 3, 2]);
    expect(stage.told).toEqual(['before acknowledged', 'bad failed', 'after acknowledged']);
  });

  it('is not blamed when the server shuts down', async () => {
    const count = endsAtBad(shutdown, 8);
    await acceptAll();
    await stage.start();
    await becomes(BAD, 'acknowledged');
    expect(count()).toBe(8);
  });

  it('is not blamed for a few broken connections', async () => {
    endsAtBad(reset, 5);
    await acceptAll();
    await stage.start();
    await becomes(BAD, 'acknowledged');
  });

  it('fails when the connection breaks again and again while it is alone', async () => {
    endsAtBad(reset);
    await acceptAll();
    await stage.start();
    await becomes(BAD, 'failed');
    await becomes('after', 'acknowledged');
    expect((await stage.record(BAD))?.error).toMatchObject({ mayHaveArrived: true });
    expect(stage.writes('before')).toBeLessThanOrEqual(3);
  });

  it('is known to a successor', async () => {
    const count = endsAtBad(malformed);
    const restore = stage.link.restore.bind(stage.link);
    // Until the second time the link comes back.
    stage.link.restore = () => {
      if (count() < 2) restore();
    };
    await acceptAll();
    await stage.start('replica-a');
    await until(() => count() === 2);
    await stage.stop();
    await stage.handLeaseOver('replica-a');
    restore();
    stage.link.restore = restore;
    await stage.start('replica-b');
    await becomes(BAD, 'failed');
    expect(count()).toBe(3);
    expect(stage.writes(BAD)).toBe(3);
  });

  it('is not blamed when something else was on its way', async () => {
    endsAtBad(malformed, 1);
    await acceptAll();
    await stage.start();
    await becomes('after', 'acknowledged');
    expect((await stage.record(BAD))?.status).toBe('acknowledged');
  });
});

describe('a stanza over a limit that the server showed', () => {
  it('fails at once, and is not written', async () => {
    stage.link.limit = { bytes: 20, condition: 'policy-violation', learntAt: 0 };
    await stage.accept('m1');
    await stage.accept('a-longer-one');
    await stage.start();
    await becomes('a-longer-one', 'failed');
    expect(stage.writes('a-longer-one')).toBe(0);
    expect((await stage.record('a-longer-one'))?.error?.detail).toContain('20 bytes');
  });
});
