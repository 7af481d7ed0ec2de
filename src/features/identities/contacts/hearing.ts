/** What contacts send: requests and answers about subscriptions, probes, and how available they are. */
import { createTurns } from '../../../core/turns.ts';
import { childNamed, type XmlElement } from '../../../core/element.ts';
import type { InboundHandler } from '../../../core/feature.ts';
import { bare, domainOf } from '../../../core/jid/jid.ts';
import { retryBriefly } from '../../../store/retry-while-down.ts';
import type { Profile } from '../defaults.ts';
import { enter, tell, type Book, type Resource } from './book.ts';
import { keyOf, isVoid, type Contact, type Pair } from './contact.ts';
import type { ContactEvents } from './contact-events.ts';
import type { ContactTable } from './contact-table.ts';
import { policyFor } from './policy.ts';
import { presenceHeard } from './presence-heard.ts';
import { hear, HEARD, type Heard, type Step, type Told } from './table.ts';

export interface HearingDeps {
  readonly table: ContactTable;
  readonly events: ContactEvents;
  readonly profileOf: (identity: string) => Profile;
  /** Sends what an identity says to a contact; `to`: the address that asked. */
  readonly tell: (what: Told, pair: Pair, to: string) => Promise<void>;
  /** False for a request that is one too many. */
  readonly mayAsk: (domain: string) => boolean;
  /** Whether there may be one more contact. */
  readonly hasRoom: () => boolean;
  readonly counted: (what: 'granted' | 'asked' | 'ignored' | 'storm' | 'full') => void;
  /** A contact granted its presence: what it sends at once is all there is. */
  readonly expect: (key: string) => void;
  /** A client of somebody who may see the identity's presence came, or became another. */
  readonly clientCame: (identity: string, jid: string, resource: Resource) => void;
  /** The link of this replica, which has a name. */
  readonly link: () => string | undefined;
  readonly now: () => number;
}

const IS_HEARD: ReadonlySet<string> = new Set(HEARD);
const NS_MUC_USER = 'http://jabber.org/protocol/muc#user';

export function contactHearing(deps: HearingDeps): readonly InboundHandler[] {
  // What concerns one contact is done in the order in which it came.
  const inTurn = createTurns();
  const links = new WeakMap<XmlElement, string>();
  return [
    {
      // Before anything that has to wait: by the time its turn comes there may be another link.
      stage: 'own',
      handle(stanza) {
        const link = stanza.name === 'presence' ? deps.link() : undefined;
        if (link !== undefined) links.set(stanza, link);
        return 'passed';
      },
    },
    {
      // Once the stanza is recorded: nothing that is granted here was not seen by the readers of events.
      stage: 'recorded',
      handle(stanza, { late }) {
        const { from, to, type } = stanza.attributes;
        if (stanza.name !== 'presence' || late === true) return 'passed';
        if (from === undefined || to === undefined) return 'passed';
        const pair = { identity: bare(to), remote: bare(from) };
        const work = workOf(deps, stanza, { pair, from, type, link: links.get(stanza) });
        if (work === undefined) return 'passed';
        return inTurn(keyOf(pair), () => retryBriefly(work)).then(() => 'passed');
      },
    },
  ];
}

interface Arrived {
  readonly pair: Pair;
  readonly from: string;
  readonly type: string | undefined;
  /** It came over. */
  readonly link: string | undefined;
}

function workOf(deps: HearingDeps, stanza: XmlElement, { pair, from, type, link }: Arrived) {
  if (type !== undefined && IS_HEARD.has(type)) {
    const heard = type as Heard;
    return () => hearSubscription(deps, heard, { pair, from });
  }
  // What rooms send about their occupants is theirs.
  if (childNamed(stanza, 'x', NS_MUC_USER) !== undefined) return undefined;
  if (type !== undefined && type !== 'unavailable') return undefined;
  return () => hearAvailability(deps, stanza, { pair, link });
}

async function hearSubscription(
  deps: HearingDeps,
  heard: Heard,
  { pair, from }: { readonly pair: Pair; readonly from: string },
): Promise<void> {
  const { table, events, tell: send } = deps;
  if (heard === 'subscribe' && !deps.mayAsk(domainOf(pair.remote))) {
    deps.counted('storm');
    return;
  }
  const policy = policyFor(deps.profileOf(pair.identity), pair.remote);
  let step: Step | undefined;
  await table.revise(pair, (present) => {
    const before = present ?? table.fresh();
    if (before.ending === true) return undefined;
    step = bounded(deps, present, hear(before, heard, policy));
    const { contact, decision } = step;
    if (decision !== undefined) deps.counted(decision);
    const changes = [
      ...(decision === undefined ? [] : [events.requested(pair, decision)]),
      ...events.changed(pair, before, contact),
      ...(before.book?.told?.available === true && contact.book === undefined
        ? [events.presence(pair, { available: false })]
        : []),
    ];
    return { contact, changes };
  });
  if (heard === 'subscribed' && step?.contact.ours === 'granted') deps.expect(keyOf(pair));
  const to = heard === 'probe' ? from : pair.remote;
  for (const what of step?.tell ?? []) await send(what, pair, to);
}

/** With as many contacts as there may be, a stranger is heard no more. */
function bounded(deps: HearingDeps, present: Contact | undefined, step: Step): Step {
  if (present !== undefined || isVoid(step.contact) || deps.hasRoom()) return step;
  deps.counted('full');
  return { contact: deps.table.fresh(), tell: [] };
}

/** Only of contacts that granted it: of others it is not known when it ceases to be true. */
async function hearAvailability(
  deps: HearingDeps,
  stanza: XmlElement,
  { pair, link }: Pick<Arrived, 'pair' | 'link'>,
): Promise<void> {
  const heard = presenceHeard(stanza);
  if (link === undefined) return;
  let came: Resource | undefined;
  await deps.table.revise(pair, (present) => {
    // What came over an earlier link may have ceased to be true, and nobody says so: on the new one all are asked.
    if (present?.ours !== 'granted' || link !== deps.link()) return undefined;
    const entered = enter(present.book, heard, { link, now: deps.now() });
    const { book, news } = tell(entered);
    const changes = news === undefined ? [] : [deps.events.presence(pair, news)];
    came = present.theirs === 'granted' ? newcomer(present.book, book, heard.resource) : undefined;
    return { contact: { ...present, book }, changes };
  });
  const jid = `${pair.remote}/${heard.resource}`;
  if (came !== undefined) deps.clientCame(pair.identity, jid, came);
}

/** A resource that was not there before, or that can do other things now. */
function newcomer(before: Book | undefined, after: Book, name: string): Resource | undefined {
  const find = (book: Book | undefined) => book?.resources.find((it) => it.resource === name);
  const found = find(after);
  return found?.ver === find(before)?.ver ? undefined : found;
}
