/** Many people. Long: `FLEET_SIZE=full` turns it on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  RoomAffiliationBody,
  RoomAffiliationsSetBody,
} from '../../../src/contract/schemas.ts';
import { needs } from '../../support/need.ts';
import { openRoomStage, type RoomStage } from './room-stage.ts';

interface Page {
  readonly items: readonly RoomAffiliationBody[];
  readonly next?: string;
}

const IS_FULL = process.env['FLEET_SIZE'] === 'full';
const PEOPLE = 1_000;
const STAGES = [
  { kind: 'prosody', mode: 'leader' },
  { kind: 'ejabberd', mode: 'leader' },
  { kind: 'ejabberd', mode: 'all' },
] as const;

describe.runIf(IS_FULL).each(STAGES)('on $kind, link mode $mode,', ({ kind, mode }) => {
  describe.runIf(needs(kind, 'redis'))('rooms', () => {
    let stage: RoomStage;
    beforeAll(async () => {
      stage = await openRoomStage(kind, { mode });
    }, 60_000);
    afterAll(() => stage.close());

    it('take a thousand affiliations in one call', async () => {
      const room = stage.newRoom('crowd');
      const made = await stage.api.post('/v1/rooms?as=friar', { room });
      expect(made.status, made.text).toBe(201);
      const path = `/v1/rooms/${encodeURIComponent(room)}/affiliations?as=friar`;
      const items = Array.from({ length: PEOPLE }, (_, number) => ({
        jid: `guest-${number}@example.org`,
        affiliation: 'member',
      }));
      const { json, text } = await stage.api.patch(path, { items });
      const { applied, failed } = json as RoomAffiliationsSetBody;
      expect([applied, failed], text.slice(0, 400)).toEqual([PEOPLE, 0]);
      const members = new Set<string>();
      for (let next: string | undefined = ''; next !== undefined;) {
        const after = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
        const page = await stage.api.get(`${path}&affiliation=member&limit=500${after}`);
        expect(page.status, page.text).toBe(200);
        const body = page.json as Page;
        for (const { jid } of body.items) members.add(jid);
        ({ next } = body);
      }
      expect(members.size).toBe(PEOPLE);
    }, 120_000);
  });
});
