/** What rooms say about the identities that are in them. */
import type { XmlElement } from '../../core/element.ts';
import type { Inbound, InboundHandler } from '../../core/feature.ts';
import { retryUntilAnswered } from '../../store/retry-while-down.ts';
import { keyIn, type Memberships } from './membership/memberships.ts';
import { askedBy } from './membership/stanzas.ts';
import { createTurns } from './turns.ts';

export type RoomInboundDeps = Pick<Memberships, 'hearStanza'>;

export function roomInbound({ hearStanza }: RoomInboundDeps): readonly InboundHandler[] {
  const turns = createTurns();
  const hear = (key: string, stanza: XmlElement) =>
    turns.take(key, () => retryUntilAnswered(() => hearStanza(key, stanza)));
  return [
    {
      stage: 'answer',
      handle(stanza): Inbound | Promise<Inbound> {
        const { type, id } = stanza.attributes;
        const isAnswer = stanza.name === 'iq' && (type === 'result' || type === 'error');
        const key = isAnswer && askedBy(id) !== undefined ? keyIn(stanza) : undefined;
        return key === undefined ? 'passed' : hear(key, stanza).then(() => 'claimed');
      },
    },
    {
      stage: 'own',
      handle(stanza): Inbound | Promise<Inbound> {
        const key = stanza.name === 'iq' ? undefined : keyIn(stanza);
        if (key === undefined) return 'passed';
        if (stanza.name === 'presence') {
          return hear(key, stanza).then((isOurs) => (isOurs ? 'claimed' : 'passed'));
        }
        // What is said in the room is no news of the membership, unless it ends the history.
        return hear(key, stanza).then(() => 'passed');
      },
    },
  ];
}
