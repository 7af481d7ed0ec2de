/** Rooms that answer well. */
import type { RoomService } from '../../../src/features/room-service/service.ts';
import { SENT } from './fake-ports.ts';

type Answers = <T>(method: string, value: T) => (...args: readonly unknown[]) => Promise<T>;

const ROOM = 'ops@muc.example.org';
const IDENTITY = 'alerts@bridge.example.org';

export function fakeRoomService(answers: Answers): RoomService {
  const configured = { applied: ['name'], ignored: [] };
  const member = { jid: 'juliet@example.org', affiliation: 'member' as const };
  return {
    acting: async (caller, named) => {
      await answers('acting', undefined)(caller, named);
      return { caller, room: ROOM, identity: IDENTITY, from: `${IDENTITY}/bridge` };
    },
    create: answers('createRoom', {
      ...{ room: ROOM, identity: IDENTITY, nick: 'alerts', joined: true },
      ...configured,
    }),
    look: answers('look', { room: ROOM, features: [], identities: [] }),
    destroy: answers('destroy', undefined),
    config: answers('config', { config: { name: 'Operations' }, form: { type: 'form' } }),
    configure: answers('configure', configured),
    affiliations: answers('affiliations', [member]),
    affiliation: answers('affiliation', member),
    setAffiliation: answers('setAffiliation', member),
    setAffiliations: answers('setAffiliations', {
      ...{ applied: 1, failed: 0 },
      items: [{ ...member, applied: true }],
    }),
    occupants: answers('occupants', {
      ...{ source: 'roles' as const, complete: true },
      items: [{ nick: 'Juliet', role: 'participant' as const }],
    }),
    setRole: answers('setRole', { nick: 'Juliet', role: 'visitor' as const }),
    moderate: answers('moderate', { id: 's1', namespace: 'urn:xmpp:message-moderate:1' as const }),
    subject: answers('subject', SENT),
    invite: answers('invite', SENT),
    retract: answers('retract', SENT),
    react: answers('react', SENT),
  };
}
