/** What rooms and people send that becomes an event of its own. */
import type { XmlElement } from '../../core/element.ts';
import type { Arrival, InboundHandler } from '../../core/feature.ts';
import { bare } from '../../core/jid/jid.ts';
import { conversationEvent, type EventType } from '../events/event.ts';
import type { EventLog } from '../events/event-log.ts';
import { recordEvent } from '../events/recorder.ts';
import type { Runtime } from '../runtime.ts';
import { readInvitation } from './invitations.ts';
import { readModerated } from './moderation.ts';

export interface RoomInboundDeps extends Pick<Runtime, 'store'> {
  readonly log: Pick<EventLog, 'stamp' | 'stored'>;
  readonly count: (what: 'invited' | 'moderated') => void;
}

/** In `record`: whoever sends them draws on the byte budget, which stands before. */
export function roomInbound(deps: RoomInboundDeps): InboundHandler {
  return {
    stage: 'record',
    handle(stanza, arrival) {
      const invited = readInvitation(stanza);
      if (invited !== undefined) {
        deps.count('invited');
        return record(deps, stanza, arrival, { type: 'room.invited', data: invited });
      }
      const moderated = readModerated(stanza);
      if (moderated === undefined) return 'passed';
      deps.count('moderated');
      return record(deps, stanza, arrival, { type: 'message.moderated', data: moderated });
    },
  };
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
