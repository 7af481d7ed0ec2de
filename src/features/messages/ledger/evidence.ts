/**
 * Who may tell what became of a stanza, and how much it counts. Pure.
 *
 * | who                                                    | error                   | receipt, marker |
 * | ------------------------------------------------------ | ----------------------- | --------------- |
 * | the address it was sent to, its bare JID, its domain   | `bounce`                | believed        |
 * | one of them, for a server that did not answer in time  | `refusal`               |                 |
 * | another resource of an account                         | `refusal`               | believed        |
 * | a room, or its service                                 | `bounce`                | not believed    |
 * | another occupant of a room                             | not believed            | not believed    |
 * | anybody else                                           | not believed            | not believed    |
 *
 * A server delivers what is sent to a bare JID to some or all of the account's resources, and each answers for itself
 * (RFC 6121 §8.5.2); a server that has no place for it answers as the bare JID, which no client can do. What is sent to a
 * full JID that is gone may go to another resource (§8.5.3.2). In a room, all occupants know the id, and have an address
 * with the bare JID of the room.
 */
import { bare, domainOf } from '../../../core/jid/jid.ts';
import type { XmlElement } from '../../../core/element.ts';
import type { StanzaError } from '../../../contract/schemas.ts';
import type { LedgerRecord } from './record.ts';
import type { MessageNews } from './message-state.ts';

/** What came back about a stanza of ours, as it was said. */
export interface Feedback {
  /** The id it speaks of. */
  readonly id: string;
  readonly news: Extract<MessageNews, 'receipt' | 'displayed' | 'bounce'>;
  /** The stanza that brought it. */
  readonly carrier: XmlElement;
  /** Of a bounce. */
  readonly stanzaError?: StanzaError;
}

/** What a stanza proves about a record; undefined where its sender cannot know. */
export function newsOf(record: LedgerRecord, feedback: Feedback): MessageNews | undefined {
  const { carrier, news } = feedback;
  const { from = '', to = '' } = carrier.attributes;
  if (carrier.name !== record.kind || bare(to) !== bare(record.from)) return undefined;
  const source = sourceOf(record, from);
  if (source === undefined) return undefined;
  if (news === 'bounce') return source === 'device' || isHearsay(feedback) ? 'refusal' : 'bounce';
  return record.room === true && !isAskedOccupant(record, from) ? undefined : news;
}

/** Who answers for the recipient: all that could be asked, or one device of several. */
function sourceOf(record: LedgerRecord, from: string): 'recipient' | 'device' | undefined {
  const account = bare(record.to);
  if (from === record.to || from === account || from === domainOf(account)) return 'recipient';
  // Presence to a full JID goes to nobody else.
  const isForOne = record.room === true || (record.kind === 'presence' && record.to !== account);
  return !isForOne && bare(from) === account ? 'device' : undefined;
}

function isAskedOccupant(record: LedgerRecord, from: string): boolean {
  return from === record.to && record.to !== bare(record.to);
}

/** The next server did not answer in time (RFC 6120 §8.3.3.17): it may have taken the stanza before. */
function isHearsay({ stanzaError }: Feedback): boolean {
  return stanzaError?.condition === 'remote-server-timeout';
}
