/** What is said to a room in each situation. Pure. */
import type { XmlElement } from '../../../core/element.ts';
import { archiveQuery } from './archive-page.ts';
import { nickFor, placeOf, appliedOf, type CatchUp, type Seen, type Wish } from './membership.ts';
import { SUBJECT_MS } from './plan.ts';
import type { MembershipSituation } from './plan.ts';
import {
  configIq,
  discardIq,
  formIq,
  infoIq,
  joinPresence,
  leavePresence,
  selfPing,
  type HistoryWanted,
} from './stanzas.ts';

export type Ask =
  | { readonly say: readonly XmlElement[]; readonly nick?: string }
  /** No subject came: the history is over all the same. */
  | { readonly say: 'nothing'; readonly news: 'historyEnded' | 'archiveFailed' };

export interface AskOptions {
  readonly newId: () => string;
  /** What of the past is still unknown. */
  readonly history: (wish: Wish, seen: Seen | undefined) => HistoryWanted;
}

export function askFor(situation: MembershipSituation, options: AskOptions): Ask {
  const { key, wanted: wish, seen, fresh, now } = situation;
  const place = placeOf(key);
  const id = options.newId();
  if (wish === undefined) return goodbye(situation, id);
  if (seen?.state === 'configuring') {
    const say =
      seen.asksForm === true ? formIq(place, id) : configIq(place, configOf(wish, seen), id);
    return { say: [say] };
  }
  if (seen?.state === 'discarding') return { say: [discardIq(place, id)] };
  if (seen?.state === 'joined') {
    const isChecked = fresh && seen.unchecked !== true;
    const isChanged = isChecked && seen.applied !== appliedOf(wish);
    const nick = seen.self?.nick ?? seen.nick;
    if (!isChanged && isChecked && seen.catchUp !== undefined) {
      return catchUpOn(situation, seen.catchUp, id);
    }
    if (!isChanged) return { say: [selfPing(place, nick, id)] };
    const wanted = nickFor(wish, seen.taken);
    const change = joinPresence({ ...place, id, nick: wanted, wish, history: undefined });
    // COMPAT: with a new nickname ejabberd shows the presence of before.
    const isTwice = wanted !== nick && wish.presence !== undefined;
    return { say: isTwice ? [change, change] : [change], nick: wanted };
  }
  if (fresh && seen?.enteredAt !== undefined && now >= seen.enteredAt + SUBJECT_MS) {
    return { say: 'nothing', news: 'historyEnded' };
  }
  if (isUnknown(situation, wish)) return { say: [infoIq(place, id)] };
  const nick = nickFor(wish, seen?.taken);
  const history = options.history(wish, seen);
  return { say: [joinPresence({ ...place, id, nick, wish, history })], nick };
}

/** A room that does not answer for so long has no archive. */
const ARCHIVE_MS = 60_000;

function catchUpOn({ key, asOf, now }: MembershipSituation, catchUp: CatchUp, id: string): Ask {
  if (now - asOf > ARCHIVE_MS) return { say: 'nothing', news: 'archiveFailed' };
  return { say: [archiveQuery(placeOf(key), catchUp, id)] };
}

/** A server that does not answer for so long is asked to let us in all the same. */
const INFO_MS = 10_000;

function isUnknown({ seen, asOf, now }: MembershipSituation, { create }: Wish): boolean {
  if (create !== 'never' || seen?.exists === true) return false;
  return seen === undefined || now - Math.max(asOf, seen.retryAt ?? 0) < INFO_MS;
}

function configOf({ config = {} }: Wish, { plain, fields }: Seen): Wish['config'] {
  if (plain === true) return {};
  if (fields === undefined) return config;
  return Object.fromEntries(Object.entries(config).filter(([name]) => fields.includes(name)));
}

/** The room's answer to the ping tells that it is out also where it was not in before. */
function goodbye({ key, seen }: MembershipSituation, id: string): Ask {
  const place = placeOf(key);
  const nick = seen?.self?.nick ?? seen?.nick ?? '';
  return { say: [leavePresence(place, nick, id), selfPing(place, nick, id)] };
}
