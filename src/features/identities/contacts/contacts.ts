import type { InboundHandler } from '../../../core/feature.ts';
import type { XmlElement } from '../../../core/element.ts';
import { bare, domainOf } from '../../../core/jid/jid.ts';
import { createTally, type Tally } from '../../../observe/tally.ts';
import type { Request } from '../../../reconciler/kind.ts';
import type { EventLog } from '../../events/event-log.ts';
import type { Runtime } from '../../runtime.ts';
import type { Profile } from '../defaults.ts';
import { announcement } from './announcer.ts';
import { settle, tell } from './book.ts';
import { CallerContacts } from './caller-contacts.ts';
import { keyOf, pairOf, type Contact, type Pair } from './contact.ts';
import { createContactEvents, type ContactEvents } from './contact-events.ts';
import { ContactTable } from './contact-table.ts';
import { contactHearing, type HearingDeps } from './hearing.ts';
import { contactKind, seenOf, type ContactSeen, type ContactWish } from './kept-contact.ts';
import { LinkWatch } from './link-watch.ts';
import { createPace } from './pace.ts';
import { Rounds } from './rounds.ts';
import { createSettling } from './settling.ts';
import { createStormGuard } from './storm.ts';
import { pursue, said, type Step, type Told } from './table.ts';

/** What became of requests to subscribe. */
export type Requested = 'granted' | 'asked' | 'ignored' | 'storm' | 'full';

export interface Contacts {
  readonly caller: CallerContacts;
  readonly table: ContactTable;
  readonly inbound: readonly InboundHandler[];
  /** Whether this replica hears contacts. */
  readonly hasLink: () => boolean;
  readonly linkUp: () => void;
  readonly linkDown: () => void;
  /** The identity is to be seen in another way. */
  readonly changed: (identity: string) => void;
  /** A caller sent presence of its own. */
  readonly sent: (presence: XmlElement) => Promise<void>;
  readonly requests: Tally<Requested>['counts'];
  readonly count: () => number;
  readonly roundMs: () => number | undefined;
  readonly close: () => void;
}

export interface ContactsDeps {
  readonly log: EventLog;
  readonly profileOf: (identity: string) => Profile;
  readonly clientCame: HearingDeps['clientCame'];
}

/** How long a contact has to answer a probe: on the bridge's own server, and elsewhere. */
const ANSWER_MS = { home: 2_500, away: 7_000 };

/** The contacts of identities: who may see whose presence, and what is known of it. */
export function createContacts(runtime: Runtime, deps: ContactsDeps): Contacts {
  const { log, profileOf, clientCame } = deps;
  const { settings, now, monotonic, home } = runtime;
  const tally = createTally<Requested>(['granted', 'asked', 'ignored', 'storm', 'full']);
  const watch = new LinkWatch(runtime);
  const events = createContactEvents(log);
  const { table, declarations, send } = openTable(runtime, { events, profileOf });
  const { rounds, settling, count, expect } = openRounds(runtime, { watch, table, events, send });
  return {
    table,
    caller: new CallerContacts({ table, declarations, link: () => watch.confirmed() }),
    inbound: contactHearing({
      ...{ table, events, profileOf, now, expect, tell: send, clientCame },
      mayAsk: createStormGuard({
        limit: settings.maxSubscriptionsPerDomain,
        home: home.serverDomain,
        monotonic,
      }),
      hasRoom: () => count.value < settings.maxContacts,
      counted(what) {
        tally.count(what);
        if (what === 'granted' || what === 'asked') count.value += 1;
      },
      link: () => watch.own(),
    }),
    hasLink: () => watch.own() !== undefined,
    linkUp() {
      watch.up();
      rounds.begin();
    },
    linkDown() {
      watch.down();
      rounds.stop();
      settling.clear();
    },
    changed(identity) {
      void rounds.announce(identity);
    },
    sent: (presence) => noteSent({ table, events }, presence),
    requests: tally.counts,
    count: () => count.value,
    roundMs: () => rounds.lastMs,
    close() {
      rounds.stop();
      settling.close();
      watch.close();
    },
  };
}

type Send = (what: Told | 'probe', pair: Pair, to?: string) => Promise<void>;

/** The table, and what the reconciler does about it. */
function openTable(
  { store, now, settings, reconciler, sendDirect }: Runtime,
  { events, profileOf }: { readonly events: ContactEvents } & Pick<ContactsDeps, 'profileOf'>,
) {
  const table: ContactTable = new ContactTable({
    store,
    now,
    keep: (key, contact, changes) => declarations.saw(key, seenOf(contact), changes),
  });
  const send: Send = (what, pair, to = pair.remote) =>
    sendDirect(announcement(what, pair, { profile: profileOf(pair.identity), to }));
  const ask = async ({ key, wanted }: Request<ContactWish, ContactSeen>) => {
    const pair = pairOf(key);
    let step: Step | undefined;
    await table.revise(pair, (present) => {
      const before = present ?? table.fresh();
      step = pursue(wantedAs(before, wanted));
      return { contact: step.contact, changes: events.changed(pair, before, step.contact) };
    });
    // Also where nothing changed: that it was looked at is known from now on.
    await declarations.saw(key, seenOf(step?.contact ?? table.fresh()));
    for (const what of step?.tell ?? []) await send(what, pair);
  };
  const kind = contactKind({ limit: settings.maxContacts, ask });
  const declarations = reconciler.register<ContactWish, ContactSeen>(kind);
  return { table, declarations, send };
}

interface RoundParts {
  readonly watch: LinkWatch;
  readonly table: ContactTable;
  readonly events: ContactEvents;
  readonly send: Send;
}

/** Telling and asking everybody after a new link, and waiting for what they answer. */
function openRounds(runtime: Runtime, { watch, table, events, send }: RoundParts) {
  const { settings, monotonic, now, home, link } = runtime;
  const pace = createPace(settings.presenceRate, monotonic);
  // What was counted in the last round, and who came since.
  const count = { value: 0 };
  const settling = createSettling({
    monotonic,
    settle: (key) => settleContact({ watch, table, events, now }, key),
  });
  const expect = (key: string) => {
    const isHome = domainOf(pairOf(key).remote) === home.serverDomain;
    settling.expect(key, isHome ? ANSWER_MS.home : ANSWER_MS.away);
  };
  const rounds = new Rounds({
    ...runtime,
    async pace() {
      await pace();
      // A server that is slower than that is waited for: what it has not taken would fill the memory.
      await link.drained();
    },
    greet: async (pair, { theirs }) => {
      if (theirs === 'granted') await send('presence', pair);
    },
    probe: async (pair, { ours }) => {
      if (ours !== 'granted') return;
      await send('probe', pair);
      expect(keyOf(pair));
    },
    counted: (contacts) => (count.value = contacts),
  });
  return { rounds, settling, count, expect };
}

/** The contact had the time to answer. */
async function settleContact(
  { watch, table, events, now }: Omit<RoundParts, 'send'> & { readonly now: () => number },
  key: string,
): Promise<void> {
  const pair = pairOf(key);
  const link = watch.own();
  if (link === undefined) return;
  await table.revise(pair, (present) => {
    if (present?.ours !== 'granted') return undefined;
    if (present.book?.link === link && present.book.settled) return undefined;
    const { book, news } = tell(settle(present.book, link, now()));
    const changes = news === undefined ? [] : [events.presence(pair, news)];
    return { contact: { ...present, book }, changes };
  });
}

/** What a caller says itself is part of the table, as if the bridge had said it. */
async function noteSent(
  { table, events }: Pick<RoundParts, 'table' | 'events'>,
  { attributes: { from = '', to = '', type } }: XmlElement,
): Promise<void> {
  if (type === undefined || !OF_SUBSCRIPTIONS.has(type)) return;
  const pair = { identity: bare(from), remote: bare(to) };
  await table.revise(pair, (present) => {
    const before = present ?? table.fresh();
    const contact = said(before, type);
    return { contact, changes: events.changed(pair, before, contact) };
  });
}

const OF_SUBSCRIPTIONS: ReadonlySet<string> = new Set([
  ...['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed'],
]);

function wantedAs(contact: Contact, wanted: ContactWish | undefined): Contact {
  if (contact.ending === true || wanted === undefined) {
    const { want: _, ...rest } = contact;
    return { ...rest, ending: true };
  }
  return { ...contact, ...wanted };
}
