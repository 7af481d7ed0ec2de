import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../support/until.ts';
import { SenderStage } from '../sender-stage.ts';

const OPEN = { is: 'open', stay: 1 } as const;
const AGAIN = { is: 'open', stay: 2 } as const;
const SHUT = { is: 'shut' } as const;

describe('messages into a room', () => {
  let stage: SenderStage;

  beforeEach(async () => {
    stage = new SenderStage();
    stage.door = SHUT;
    await stage.start();
  });
  afterEach(() => stage.close());

  const status = async (id: string) => (await stage.record(id))?.status;
  const isStatus = (id: string, wanted: string) =>
    until(async () => (await status(id)) === wanted, { message: `${id} to be ${wanted}` });
  const ids = () => stage.link.written.map((xml) => xml.slice(13, -3));

  it('wait until their sender is in it, hold up nobody else, and leave in order', async () => {
    for (const id of ['one', 'two', 'three']) await stage.say(id);
    await stage.accept('aside');
    await isStatus('aside', 'acknowledged');
    expect(ids()).toEqual(['aside']);
    stage.door = OPEN;
    await isStatus('three', 'acknowledged');
    expect(ids()).toEqual(['aside', 'one', 'two', 'three']);
  });

  it('go again before later ones where the room did not take them', async () => {
    stage.door = OPEN;
    await stage.say('one');
    await stage.say('two');
    await isStatus('two', 'acknowledged');
    stage.door = SHUT;
    await stage.say('three');
    expect(await stage.refuse('one')).toBe(true);
    expect(await stage.refuse('two')).toBe(true);
    expect(await status('one')).toBe('queued');
    stage.door = AGAIN;
    await isStatus('three', 'acknowledged');
    await isStatus('two', 'acknowledged');
    expect(ids()).toEqual(['one', 'two', 'one', 'two', 'three']);
  });

  it('wait for the answers to earlier ones once their sender is back, and leave in order', async () => {
    stage.door = OPEN;
    await stage.say('one');
    await stage.say('two');
    await isStatus('two', 'acknowledged');
    // The sender was thrown out and is back, before the room's refusals have come.
    stage.door = AGAIN;
    await stage.say('three');
    await stage.accept('aside');
    await isStatus('aside', 'acknowledged');
    // They come over several links, in any order.
    expect(await stage.refuse('two')).toBe(true);
    expect(await stage.refuse('one')).toBe(true);
    await isStatus('three', 'acknowledged');
    expect(ids()).toEqual(['one', 'two', 'aside', 'one', 'two', 'three']);
  });

  it('keep their order where another replica goes on with them', async () => {
    stage.door = OPEN;
    for (const id of ['one', 'two']) await stage.say(id);
    await isStatus('two', 'acknowledged');
    stage.door = SHUT;
    await stage.handLeaseOver('replica-a');
    await stage.stop();
    await stage.start('replica-b');
    for (const id of ['two', 'one']) expect(await stage.refuse(id)).toBe(true);
    stage.door = AGAIN;
    await isStatus('two', 'acknowledged');
    expect(ids()).toEqual(['one', 'two', 'one', 'two']);
  });

  it('wait for answers that come to another replica than the one that sent', async () => {
    stage.door = OPEN;
    await stage.say('one');
    await isStatus('one', 'acknowledged');
    await stage.handLeaseOver('replica-a');
    await stage.stop();
    await stage.start('replica-b');
    await stage.say('two');
    await stage.accept('aside');
    await isStatus('aside', 'acknowledged');
    expect(await stage.refuse('one')).toBe(true);
    await isStatus('two', 'acknowledged');
    expect(ids()).toEqual(['one', 'aside', 'one', 'two']);
  });

  it('keep their order however often each was refused', async () => {
    stage.door = OPEN;
    for (const id of ['one', 'two']) await stage.say(id);
    await isStatus('two', 'acknowledged');
    stage.door = SHUT;
    // A copy of the second one, which went twice as its first link was lost, is refused too.
    for (const id of ['one', 'two', 'two']) expect(await stage.refuse(id)).toBe(true);
    stage.door = AGAIN;
    await isStatus('two', 'acknowledged');
    expect(ids()).toEqual(['one', 'two', 'one', 'two']);
  });

  it('do not wait for an answer that does not come', async () => {
    stage.door = OPEN;
    await stage.say('one');
    await isStatus('one', 'acknowledged');
    stage.door = AGAIN;
    await stage.say('two', 60_000);
    await stage.accept('aside');
    await isStatus('aside', 'acknowledged');
    stage.pass(5_000);
    await isStatus('two', 'acknowledged');
    expect(ids()).toEqual(['one', 'aside', 'two']);
  });

  it('stay where they could not leave at once, as what the room refused meanwhile goes before them', async () => {
    stage.door = OPEN;
    await stage.say('one');
    await isStatus('one', 'acknowledged');
    stage.link.flowing = false;
    await stage.say('two');
    await until(() => stage.link.isAwaited);
    // Its sender is thrown out, and is back.
    stage.pass(1_000);
    expect(await stage.refuse('one')).toBe(true);
    stage.door = AGAIN;
    stage.link.flowing = true;
    await isStatus('two', 'acknowledged');
    expect(ids()).toEqual(['one', 'one', 'two']);
  });

  it('go again where the refusal is faster than the acknowledgement', async () => {
    stage.door = OPEN;
    stage.link.answering = false;
    await stage.say('one');
    await until(() => stage.writes('one') === 1);
    stage.door = SHUT;
    expect(await stage.refuse('one')).toBe(true);
    stage.link.answering = true;
    stage.link.acknowledge();
    await until(async () => (await stage.waiting()) === 1);
    stage.door = AGAIN;
    await isStatus('one', 'acknowledged');
    expect(stage.writes('one')).toBe(2);
    await until(async () => (await stage.waiting()) === 0);
  });

  it('expire while they wait, and were never sent', async () => {
    await stage.say('one', 1_000);
    await stage.accept('aside');
    await isStatus('aside', 'acknowledged');
    stage.pass(1_500);
    await isStatus('one', 'failed');
    expect((await stage.record('one'))?.error).toMatchObject({ code: 'expired' });
    expect((await stage.record('one'))?.error?.mayHaveArrived).toBeUndefined();
    stage.door = OPEN;
    await stage.say('proof');
    await isStatus('proof', 'acknowledged');
    expect(stage.writes('one')).toBe(0);
  });

  it('can be cancelled while they wait', async () => {
    await stage.say('one');
    await stage.accept('aside');
    await isStatus('aside', 'acknowledged');
    await until(async () => (await stage.cancel('one')) === 'decided');
    expect((await stage.record('one'))?.error?.code).toBe('cancelled');
    stage.door = OPEN;
    await stage.say('proof');
    await isStatus('proof', 'acknowledged');
    expect(stage.writes('one')).toBe(0);
  });

  it('fail with the reason where nothing brings their sender into it', async () => {
    await stage.say('one');
    stage.door = { is: 'over', why: 'The room was destroyed.' };
    await isStatus('one', 'failed');
    expect((await stage.record('one'))?.error).toEqual({
      code: 'not-in-room',
      detail: 'The room was destroyed.',
    });
  });

  it('wait on after the link was lost, and leave once', async () => {
    for (const id of ['one', 'two']) await stage.say(id);
    await stage.accept('aside');
    await isStatus('aside', 'acknowledged');
    stage.link.drop();
    stage.link.restore();
    stage.door = OPEN;
    await isStatus('two', 'acknowledged');
    expect(ids().filter((id) => id !== 'aside')).toEqual(['one', 'two']);
  });

  it('wait in any number', async () => {
    const many = Array.from({ length: 1_500 }, (_, index) => `m${index}`);
    for (const id of many) await stage.say(id);
    stage.door = OPEN;
    await isStatus('m1499', 'acknowledged');
    expect(ids()).toEqual(many);
  });
});
