/** Why a membership is not as it is wanted, in words for a person. Pure. */
import { present } from '../../../core/present.ts';
import type { StanzaErrorCondition } from '../../../contract/schemas.ts';
import { harmless, inQuotes } from '../../../core/words/harmless.ts';
import type { Heard } from './heard.ts';
import type { Problem, Wish } from './membership.ts';
import type { News } from './states.ts';

interface Told {
  readonly wish: Wish;
  /** ms since 1970 */
  readonly now: number;
}

const CONDITIONS: Readonly<Partial<Record<StanzaErrorCondition, string>>> = {
  'not-authorized': 'The room has a password: give the right one in "password".',
  'registration-required':
    'The room is for members only: let an owner or admin of the room make the identity a member.',
  forbidden:
    'The identity is banned from the room: let an owner or admin of the room lift the ban.',
  'not-allowed':
    'There is no such room, and the service does not let the bridge create one: see docs/rooms.md for what each server needs.',
  'not-acceptable': 'The nickname is reserved for another user: choose another "nick".',
  conflict: 'The nickname is taken, and so are the others that were tried: choose another "nick".',
  'jid-malformed': 'The room does not take this nickname: choose another "nick".',
  'item-not-found': 'The room is locked until its owner has configured it, or there is none.',
  'service-unavailable': 'The room is full, or there is no such service.',
  'remote-server-not-found': 'The server of the room cannot be found.',
  'remote-server-timeout': 'The server of the room does not answer.',
  'resource-constraint': 'The room takes nobody in now; it is tried again.',
};

const NEWS: Readonly<Partial<Record<News, string>>> = {
  gone: 'The room was destroyed.',
  destroyed: 'The room was destroyed.',
  kicked: 'The identity was kicked out of the room.',
  banned: 'The identity was banned from the room.',
  removed: 'The room is for members only now, and the identity is no member.',
  shutDown: 'The service of the room was shut down.',
  dropped: 'The room lost the identity while the link was away.',
  absent: 'The room says that the identity is no occupant.',
  exited: 'The room says that the identity left.',
  nonexistent: 'There is no such room. Use "create": "ifMissing" to create it.',
  discarded: 'There was no such room. Use "create": "ifMissing" to create it.',
  configRefused:
    'The room did not take the configuration that is wanted, and has the default of its service.',
};

const MAX_TEXT = 300;

export function problemOf({ now }: Told, heard: Heard): Problem {
  const { news, condition, reason, actor, alternate } = heard;
  const words =
    NEWS[news] ?? (condition && CONDITIONS[condition]) ?? 'The room does not let the identity in.';
  const said = harmless(reason ?? '', MAX_TEXT);
  return present<Problem>({
    reason: REASONS[news] ?? condition ?? news,
    detail: said === '' ? words : `${words} It says: ${inQuotes(said, MAX_TEXT)}.`,
    at: now,
    alternate: alternate?.slice(0, MAX_TEXT),
    actor: actor?.slice(0, MAX_TEXT),
  });
}

const REASONS: Readonly<Partial<Record<News, string>>> = {
  gone: 'destroyed',
  shutDown: 'shut-down',
  absent: 'dropped',
  exited: 'dropped',
  discarded: 'missing',
  nonexistent: 'missing',
  configRefused: 'config-refused',
};
