import { describe, expect, it } from 'vitest';
import { BridgeError } from '../../../src/core/errors.ts';
import type { IntakeDeps } from '../../../src/features/hooks/intake/deps.ts';
import { flush } from '../../../src/features/hooks/intake/flush.ts';
import { take } from '../../../src/features/hooks/intake/intake.ts';
import { preview } from '../../../src/features/hooks/intake/preview.ts';
import { createTurns } from '../../../src/features/hooks/intake/turns.ts';
import { readPayload } from '../../../src/features/hooks/render/parse.ts';
import { goldens, payloadOf } from './golden.ts';
import { alert, intakeStage, JULIET, ORCHARD } from './intake-stage.ts';

describe('an alert', () => {
  it('is one message for each recipient, corrected until it is resolved', async () => {
    const stage = intakeStage();
    expect((await stage.deliver(alert('Light'))).outcome).toBe('sent');
    expect((await stage.deliver(alert('Light', 'resolved'))).outcome).toBe('edited');
    for (const jid of [JULIET, ORCHARD]) {
      const [first, second, ...rest] = stage.to(jid);
      expect(rest).toEqual([]);
      expect(first).toMatchObject({ body: '🔴 Light' });
      expect(first).not.toHaveProperty('replace');
      expect(second).toMatchObject({ body: '✔ Resolved Light', replace: { id: first?.id } });
    }
  });

  it('is one message when it comes fifty times at once', async () => {
    const stage = intakeStage();
    const all = Array.from({ length: 50 }, () => stage.deliver(alert('Light')));
    const outcomes = (await Promise.all(all)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(stage.to(JULIET)).toHaveLength(1);
    expect(stage.to(ORCHARD)).toHaveLength(1);
  });

  it('that fires again after its end is another message', async () => {
    const stage = intakeStage();
    await stage.deliver(alert('Light'));
    await stage.deliver(alert('Light', 'resolved'));
    await stage.deliver(alert('Light', 'firing', { startsAt: '2026-01-31T13:00:00Z' }));
    const last = stage.to(JULIET).at(-1);
    expect(last).toMatchObject({ body: '🔴 Light' });
    expect(last).not.toHaveProperty('replace');
  });

  it('is carried out by a retry when the replica that planned it died', async () => {
    const stage = intakeStage();
    stage.faults.push(new Error('killed'), new Error('killed'));
    await expect(stage.deliver(alert('Light'))).rejects.toThrow('killed');
    expect(stage.sent()).toEqual([]);
    expect((await stage.deliver(alert('Light'))).outcome).toBe('repeated');
    await stage.deliver(alert('Light'));
    expect(stage.to(JULIET)).toHaveLength(1);
    expect(stage.to(ORCHARD)).toHaveLength(1);
  });

  it('is refused while the outbox is full, and taken later', async () => {
    const stage = intakeStage();
    stage.faults.push(new BridgeError('outbox-full', 'full'));
    await expect(stage.deliver(alert('Light'))).rejects.toMatchObject({ code: 'outbox-full' });
    await stage.deliver(alert('Light'));
    expect(stage.to(JULIET)).toHaveLength(1);
    expect(stage.to(ORCHARD)).toHaveLength(1);
  });

  it('is told to the others when one recipient is refused for good', async () => {
    const stage = intakeStage();
    stage.faults.push(new BridgeError('recipient-forbidden', 'no'));
    expect((await stage.deliver(alert('Light'))).messages).toHaveLength(1);
    await stage.deliver(alert('Light'));
    expect(stage.sent()).toHaveLength(1);
  });

  it('is answered by its news where the hook asks for replies, in a room by the id of the room', async () => {
    const stage = intakeStage({ update: 'reply' });
    await stage.deliver(alert('Light'));
    const [first] = stage.to(JULIET);
    const [inRoom] = stage.to(ORCHARD);
    stage.records.set(first?.id ?? '', { from: 'nurse@bridge.example.org' });
    stage.records.set(inRoom?.id ?? '', {
      ...{ room: true, roomStanzaId: 'r1', occupant: `${ORCHARD}/nurse` },
    });
    await stage.deliver(alert('Light', 'resolved'));
    expect(stage.to(JULIET)[1]?.reply).toEqual({ id: first?.id, to: 'nurse@bridge.example.org' });
    expect(stage.to(ORCHARD)[1]?.reply).toEqual({ id: 'r1', to: `${ORCHARD}/nurse` });
  });
});

describe('a delivery', () => {
  it.each([['x-github-delivery'], ['webhook-id'], ['idempotency-key'], ['x-gitlab-event-uuid']])(
    'is told once under its id: %s',
    async (header) => {
      const stage = intakeStage({ dialect: 'json', update: 'new' });
      const deliver = (id: string) => stage.deliver({ text: 'Good night' }, { [header]: id });
      const outcomes = [await deliver('1'), await deliver('1'), await deliver('2')];
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['sent', 'repeated', 'sent']);
      expect(stage.to(JULIET)).toHaveLength(2);
    },
  );

  it('without an id is told each time', async () => {
    const stage = intakeStage({ dialect: 'text', update: 'new' });
    await stage.deliver('The backup is complete.');
    await stage.deliver('The backup is complete.');
    expect(stage.to(JULIET)).toHaveLength(2);
  });

  it('is told in the order in which it came', async () => {
    const stage = intakeStage({ dialect: 'text', update: 'new', storm: { max: 100, per: 60 } });
    const inTurn = createTurns();
    const all = Array.from({ length: 50 }, (_, i) => inTurn('h1', () => stage.deliver(`${i}`)));
    await Promise.all(all);
    expect(stage.to(JULIET).map(({ body }) => body)).toEqual(all.map((_, i) => `${i}`));
  });

  it('that the filter leaves out is told to nobody', async () => {
    const stage = intakeStage({ filter: { status: ['resolved'] } });
    expect(await stage.deliver(alert('Light'))).toEqual({ outcome: 'filtered', messages: [] });
    expect(stage.sent()).toEqual([]);
  });
});

describe('a storm', () => {
  it('of a thousand alerts is at most so many messages and one summary', async () => {
    const stage = intakeStage({ storm: { max: 5, per: 60 } });
    for (let i = 0; i < 1_000; i += 1) await stage.deliver(alert(`Light ${i}`));
    expect(stage.to(JULIET)).toHaveLength(5);
    await flush(stage.deps, stage.speaker);
    expect(stage.to(JULIET)).toHaveLength(5);
    stage.pass(60_000);
    await Promise.all([flush(stage.deps, stage.speaker), flush(stage.deps, stage.speaker)]);
    expect(stage.to(JULIET)).toHaveLength(6);
    const lines = stage.to(JULIET)[5]?.body?.split('\n');
    expect(lines?.[0]).toBe('🟠 verona: 995 more messages within 60 s');
    expect(lines?.at(-1)).toBe('… and 985 others');
  });

  it('counts what a replica with a slower clock takes while another sums up', async () => {
    const stage = intakeStage({ storm: { max: 1, per: 60 } });
    for (const name of ['a', 'b']) await stage.deliver(alert(name));
    stage.pass(60_000);
    const slow: IntakeDeps = { ...stage.deps, now: () => stage.deps.now() - 30_000 };
    const body = Buffer.from(JSON.stringify(alert('c')));
    let isLate = true;
    const meanwhile: IntakeDeps = {
      ...stage.deps,
      async message(caller, message, options) {
        if (isLate) {
          isLate = false;
          await take(slow, stage.speaker, readPayload({ headers: {}, query: {}, body }));
        }
        return stage.deps.message(caller, message, options);
      },
    };
    await flush(meanwhile, stage.speaker);
    stage.pass(60_000);
    await flush(stage.deps, stage.speaker);
    const bodies = stage.to(JULIET).map(({ body }) => body);
    const lost = ['a', 'b', 'c'].filter((name) => !bodies.some((it) => it?.includes(` ${name}`)));
    expect(lost).toEqual([]);
  });

  it('is summed up before what comes after it', async () => {
    const stage = intakeStage({ storm: { max: 1, per: 60 } });
    for (const name of ['a', 'b', 'b'])
      await stage.deliver(alert(name, 'firing', { startsAt: name }));
    stage.pass(60_000);
    await stage.deliver(alert('c'));
    const bodies = stage.to(JULIET).map(({ body }) => body);
    expect(bodies).toEqual(['🔴 a', '🟠 verona: 1 more message within 60 s\n• b', '🔴 c']);
  });

  it('of one alert that flaps ends in one last correction', async () => {
    const stage = intakeStage({ storm: { max: 3, per: 60 } });
    for (let i = 0; i < 20; i += 1) {
      const alerts = [{ status: 'firing', labels: { n: `${i}` }, fingerprint: `${i}` }];
      await stage.deliver({ ...alert('Light'), alerts });
    }
    expect(stage.to(JULIET)).toHaveLength(3);
    stage.pass(60_000);
    await flush(stage.deps, stage.speaker);
    await flush(stage.deps, stage.speaker);
    expect(stage.to(JULIET)).toHaveLength(4);
    const [first] = stage.to(JULIET);
    const last = stage.to(JULIET)[3];
    expect(last).toMatchObject({ replace: { id: first?.id } });
    expect(last?.body).toContain('n=19');
  });
});

describe('a preview', () => {
  it.each(goldens().map((golden) => ({ title: `${golden.dialect}: ${golden.name}`, golden })))(
    'equals what is sent, of $title',
    async ({ golden }) => {
      const stage = intakeStage({ dialect: golden.dialect, update: 'edit' });
      const payload = payloadOf(golden);
      const shown = await preview(stage.deps, stage.speaker, payload);
      expect(stage.sent()).toEqual([]);
      const taken = await take(stage.deps, stage.speaker, payload);
      expect(shown.outcome).toBe(taken.outcome);
      expect(shown.messages).toEqual(stage.sent().map(({ id: _, ...message }) => message));
    },
  );

  it('shows a correction of what was told before', async () => {
    const stage = intakeStage();
    await stage.deliver(alert('Light'));
    const body = Buffer.from(JSON.stringify(alert('Light', 'resolved')));
    const shown = await preview(
      stage.deps,
      stage.speaker,
      readPayload({ headers: {}, query: {}, body }),
    );
    expect(shown).toMatchObject({
      outcome: 'edited',
      messages: [{ replace: { id: stage.to(JULIET)[0]?.id } }, {}],
    });
  });
});

describe('a payload that is too long to be read whole', () => {
  const alerts = (last: string) => ({
    ...alert('Moon'),
    alerts: Array.from({ length: 2_001 }, (_, i) => ({
      ...{ status: 'firing', labels: { alertname: i === 2_000 ? last : 'Moon' } },
    })),
  });

  it('is the same only if what was left out is the same', async () => {
    const stage = intakeStage({ update: 'new' });
    expect(await stage.deliver(alerts('Light'))).toMatchObject({ outcome: 'sent' });
    expect(await stage.deliver(alerts('Light'))).toMatchObject({ outcome: 'repeated' });
    expect(await stage.deliver(alerts('Dark'))).toMatchObject({ outcome: 'sent' });
  });
});
