/** What rooms and people send that becomes an event of its own. */
import type { XmlElement } from '../../core/element.ts';
import type { Arrival, InboundHandler } from '../../core/feature.ts';
import { bare } from '../../core/jid/jid.ts';
import { conversationEvent, type EventType } from '../events/event.ts';
import { retryUntilAnswered } from '../../store/retry-while-down.ts';
import type { EventLog } from '../events/event-log.ts';
import { recordEvent } from '../events/recorder.ts';
import type { Runtime } from '../runtime.ts';
import { readInvitation, type Invited } from './invitations.ts';
import { readModerated } from './moderation.ts';
import type { RoomPorts } from './ports.ts';

export interface RoomInboundDeps extends Pick<Runtime, 'store' | 'logger'> {
  readonly ports: Pick<RoomPorts, 'invites' | 'keep'>;
  readonly log: Pick<EventLog, 'stamp' | 'stored'>;
  readonly count: (what: 'invited' | 'moderated') => void;
}

/** In `record`: whoever sends them draws on the byte budget, which stands before. */
export function roomInbound(deps: RoomInboundDeps): InboundHandler {
  return {
    stage: 'record',
    handle(stanza, arrival) {
      const invited = readInvitation(stanza);
      if (invited !== undefined) return beInvited(deps, stanza, { invited, arrival });
      const moderated = readModerated(stanza);
      if (moderated === undefined) return 'passed';
      deps.count('moderated');
      return record(deps, stanza, arrival, { type: 'message.moderated', data: moderated });
    },
  };
}

interface Invitation {
  readonly invited: Invited;
  readonly arrival: Arrival;
}

/**
 * As the policy of the identity says. Judged is who sent the stanza: the room for a mediated invitation, as nobody vouches for
 * the inviter that it names. The event is recorded first; `room.joined` follows from it.
 */
async function beInvited(
  deps: RoomInboundDeps,
  stanza: XmlElement,
  { invited, arrival }: Invitation,
): Promise<'claimed'> {
  const { from = '', to = '' } = stanza.attributes;
  const identity = bare(to);
  const policy = deps.ports.invites?.(identity, bare(from)) ?? 'event';
  if (policy === 'ignore') return 'claimed';
  deps.count('invited');
  await record(deps, stanza, arrival, { type: 'room.invited', data: invited });
  if (policy === 'join') await follow(deps, identity, invited);
  return 'claimed';
}

/** When the limit of memberships is reached, the invitation stays an event. */
async function follow(
  { ports, logger }: RoomInboundDeps,
  identity: string,
  { room, password }: Invited,
): Promise<void> {
  const wish = password === undefined ? {} : { password };
  await retryUntilAnswered(async () => ports.keep?.({ room, identity }, wish)).catch(
    (error: unknown) => {
      logger.warn({ room, identity, reason: String(error) }, 'an invitation was not followed');
    },
  );
}

interface News {
  readonly type: EventType;
  readonly data: object;
}

async function record(
  { store, log }: RoomInboundDeps,
  stanza: XmlElement,
  { late }: Arrival,
  { type, data }: News,
): Promise<'claimed'> {
  const { from = '', to = '', id } = stanza.attributes;
  const between = { identity: bare(to), remote: bare(from) };
  const told = late === true ? { ...data, late } : data;
  const event = conversationEvent(log.stamp(), type, between, told);
  await recordEvent(store, event);
  log.stored(event, { stanza: id });
  return 'claimed';
}
