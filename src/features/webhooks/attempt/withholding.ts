/**
 * When the reply in a webhook's answer is not sent: whatever is answered automatically must not be a thing that the bridge, a
 * machine or the past said, or two of them answer each other without end.
 */
import type { Event } from '../../events/event.ts';
import { domainOf } from '../../../core/jid/jid.ts';

export const WITHHOLDINGS = ['error', 'self', 'history', 'delayed', 'loop'] as const;

export type Withholding = (typeof WITHHOLDINGS)[number];

/** For the person who looks at the delivery. */
export const WHY_WITHHELD: Readonly<Record<Withholding, string>> = {
  error: 'The reply was not sent: an error is never answered (RFC 6120, section 8.3.1).',
  self: 'The reply was not sent: the bridge does not answer what one of its own identities sent.',
  history:
    'The reply was not sent: this is history that a room told at the join; it is not answered.',
  delayed: 'The reply was not sent: a message that was sent earlier and delayed is not answered.',
  loop:
    'The reply was not sent: the other side reacted to each answer at once, too often in a row (BRIDGE_LOOP_LIMIT); ' +
    'answers are sent again once this conversation was quiet for 60 seconds.',
};

interface Facts {
  readonly from?: string;
  readonly type?: string;
  readonly self?: boolean;
  readonly history?: boolean;
  readonly delay?: object;
  readonly extensions?: readonly { readonly name: string; readonly namespace?: string }[];
}

/** Why no message may be sent in answer to an event, to any recipient; undefined if one may. */
export function withholdingOf(event: Event, domain: string): Withholding | undefined {
  const facts: Facts = event.data;
  if (facts.type === 'error') return 'error';
  if (facts.self === true) return 'self';
  // Also news of what an identity sent: an answer to it would be news again.
  if (facts.from !== undefined && domainOf(facts.from) === domain) return 'self';
  if (facts.history === true) return 'history';
  return isDelayed(facts) ? 'delayed' : undefined;
}

function isDelayed({ delay, extensions = [] }: Facts): boolean {
  return (
    delay !== undefined ||
    extensions.some(({ name, namespace }) => name === 'delay' && namespace === 'urn:xmpp:delay')
  );
}
