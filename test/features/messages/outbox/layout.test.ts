import { describe, expect, it } from 'vitest';
import {
  allLogs,
  logsOf,
  mustWait,
  nextLayout,
  refusal,
  type Layout,
  type Situation,
} from '../../../../src/features/messages/outbox/layout.ts';
import { Peers } from '../../../../src/features/messages/outbox/peers.ts';

const LEADER = { mode: 'leader', partitions: 1 } as const;
const ALL = { mode: 'all', partitions: 16 } as const;
const VERSION = 7;
const BEGUN: Layout = { ...LEADER, generation: 0 };

const step = (over: Partial<Situation>) =>
  nextLayout({
    ...{ layout: BEGUN, version: VERSION, own: LEADER, peers: [], isDrained: false },
    ...over,
  });

describe('the layout', () => {
  it('stays as it is while every replica wishes it so', () => {
    expect(step({ peers: [{ ...LEADER, seen: VERSION }] })).toBeUndefined();
  });

  it('keeps its mode while a replica runs in it, and the others say why they wait', () => {
    const peers = [{ ...LEADER, seen: VERSION }];
    expect(step({ own: ALL, peers })).toBeUndefined();
    expect(refusal({ layout: BEGUN, own: ALL, peers })).toContain('BRIDGE_LINK_MODE is all here');
  });

  it('takes the mode of those that are left', () => {
    const peers = [{ ...ALL, seen: VERSION }];
    expect(step({ own: ALL, peers })).toEqual({ ...BEGUN, mode: 'all' });
    expect(refusal({ layout: BEGUN, own: ALL, peers })).toBeUndefined();
  });

  const IN_ALL: Layout = { mode: 'all', partitions: 1, generation: 0 };

  it('announces other partitions when nobody wishes the present ones', () => {
    const peers = [{ ...ALL, partitions: 1, seen: VERSION }];
    expect(step({ layout: IN_ALL, own: ALL, peers })).toBeUndefined();
    expect(step({ layout: IN_ALL, own: ALL })).toEqual({ ...IN_ALL, next: 16 });
  });

  const ANNOUNCED: Layout = { ...IN_ALL, next: 16 };

  it('changes its partitions when every replica knows', () => {
    const behind = [{ ...ALL, seen: VERSION - 1 }];
    expect(step({ layout: ANNOUNCED, own: ALL, peers: behind })).toBeUndefined();
    const peers = [{ ...ALL, seen: VERSION }];
    expect(step({ layout: ANNOUNCED, own: ALL, peers })).toEqual({
      ...{ mode: 'all', partitions: 16, generation: 1, draining: 1 },
    });
  });

  const DRAINING: Layout = { mode: 'all', partitions: 16, generation: 1, draining: 1 };

  it('forgets the old logs when they are empty, and changes nothing before', () => {
    expect(step({ layout: DRAINING, own: { ...ALL, partitions: 4 } })).toBeUndefined();
    const { draining: _, ...drained } = DRAINING;
    expect(step({ layout: DRAINING, own: ALL, isDrained: true })).toEqual(drained);
  });

  it('lets a mode change while old logs are drained, as anybody can drain them', () => {
    expect(step({ layout: DRAINING, own: LEADER })).toEqual({ ...DRAINING, mode: 'leader' });
  });

  it('has the old logs first, and what stands in the new ones waits', () => {
    expect(allLogs(DRAINING)).toEqual(['outbox:0', ...logsOf(1, 16)]);
    expect(mustWait(DRAINING, 'outbox:b:3')).toBe(true);
    expect(mustWait(DRAINING, 'outbox:0')).toBe(false);
  });
});

describe('the other replicas', () => {
  const said = (beat: number) =>
    new Map([['replica verona', { value: JSON.stringify({ ...ALL, seen: 1, beat }), version: 1 }]]);

  it('are gone when they say nothing new for five seconds, and forgotten after a minute', () => {
    const peers = new Peers('mantua');
    const at = (time: number, beat: number) => peers.look(said(beat), time);
    for (let time = 0; time <= 4_000; time += 1_000) expect(at(time, 1).live).toHaveLength(1);
    expect(at(5_000, 1).live).toHaveLength(0);
    expect(at(6_000, 2).live).toHaveLength(1);
    for (let time = 7_000; time <= 66_000; time += 1_000) at(time, 2);
    expect(at(67_000, 2)).toEqual({ live: [], forgotten: ['replica verona'] });
  });

  it('are not taken for gone by one that did not look, as the store was away', () => {
    const peers = new Peers('mantua');
    peers.look(said(1), 0);
    expect(peers.look(said(1), 20_000).live).toHaveLength(1);
  });

  it('are not oneself', () => {
    expect(new Peers('verona').look(said(1), 0).live).toHaveLength(0);
  });
});
