/** What becomes of an invitation to an identity. */
import { describe, expect, it } from 'vitest';
import { roomInbound } from '../../../src/features/room-service/inbound.ts';
import type { Event } from '../../../src/features/events/event.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { createLogger } from '../../../src/observe/logger.ts';
import { domainOf } from '../../../src/core/jid/jid.ts';
import { readTree } from '../../stanza/read-tree.ts';

const BOT = 'bot@bridge.example.org';
const ROOM = 'crypt@rooms.example.com';

/** Of an identity that follows invitations from example.org. */
async function receive(from: string, content: string) {
  const recorded: string[] = [];
  const joined: string[] = [];
  const handler = roomInbound({
    store: createMemoryStore({ now: () => 0 }),
    logger: createLogger('silent', 'r1'),
    log: {
      stamp: () => ({ id: 'e1', now: 0, trace: undefined }),
      stored: ({ type }: Event) => void recorded.push(type),
    },
    count: () => undefined,
    ports: {
      invites: (_identity, sender) => (domainOf(sender) === 'example.org' ? 'join' : 'event'),
      keep: ({ room }) => Promise.resolve(void joined.push(room)),
    },
  });
  const xml = `<message xmlns="jabber:client" from="${from}" to="${BOT}">${content}</message>`;
  await handler.handle(readTree(xml), {});
  return { recorded, joined };
}

const DIRECT = `<x xmlns="jabber:x:conference" jid="${ROOM}"/>`;
const MEDIATED = `<x xmlns="http://jabber.org/protocol/muc#user"><invite from="juliet@example.org"/></x>`;

describe('an invitation', () => {
  it('of a person whom the identity trusts is followed', async () => {
    expect(await receive('juliet@example.org/balcony', DIRECT)).toEqual({
      recorded: ['room.invited'],
      joined: [ROOM],
    });
  });

  it('through a room elsewhere is not, though it names such a person', async () => {
    expect(await receive(ROOM, MEDIATED)).toEqual({ recorded: ['room.invited'], joined: [] });
  });
});
