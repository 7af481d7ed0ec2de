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
import { createContactEvents } from './contact-events.ts';
import { ContactTable } from './contact-table.ts';
import { contactHearing } from './hearing.ts';
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
  readonly inbound: InboundHandler;
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
}

/** How long a contact has to answer a probe: on the bridge's own server, and elsewhere. */
const ANSWER_MS = { home: 2_500, away: 7_000 };

/** The contacts of identities: who may see whose presence, and what is known of it. */
export function createContacts(runtime: Runtime, { log, profileOf }: ContactsDeps): Contacts {
  const { store, settings, now, monotonic, home, sendDirect } = runtime;
  const tally = createTally<Requested>();
  const events = createContactEvents(log);
  const watch = new LinkWatch(runtime);
  // What was counted in the last round, and who came since.
  let count = 0;

  const table: ContactTable = new ContactTable({
    store,
    now,
    keep: (key, contact, changes) => declarations.saw(key, seenOf(contact), changes),
  });
  const send = (what: Told | 'probe', pair: Pair, to?: string) =>
    sendDirect(
      announcement(what, pair, {
        profile: profileOf(pair.identity),
        ...(to !== undefined && { to }),
      }),
    );
  const tellAll = async ({ tell: told }: Step, pair: Pair) => {
    for (const what of told) await send(what, pair);
  };

  const declarations = runtime.reconciler.register<ContactWish, ContactSeen>(
    contactKind({
      limit: settings.maxContacts,
      async ask({ key, wanted }: Request<ContactWish, ContactSeen>) {
        const pair = pairOf(key);
        let step: Step | undefined;
        await table.revise(pair, (present) => {
          const before = present ?? table.fresh();
          step = pursue(wantedAs(before, wanted));
          return { contact: step.contact, changes: events.changed(pair, before, step.contact) };
        });
        // Also where nothing changed: that it was looked at is known from now on.
        await declarations.saw(key, seenOf(step?.contact ?? table.fresh()));
        if (step !== undefined) await tellAll(step, pair);
      },
    }),
  );

  const settling = createSettling({
    monotonic,
    async settle(key) {
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
    },
  });
  const expect = (key: string) => {
    const isHome = domainOf(pairOf(key).remote) === home.serverDomain;
    settling.expect(key, isHome ? ANSWER_MS.home : ANSWER_MS.away);
  };
  const rounds = new Rounds({
    ...runtime,
    pace: createPace(settings.presenceRate, monotonic),
    greet: async (pair, { theirs }) => {
      if (theirs === 'granted') await send('presence', pair);
    },
    probe: async (pair, { ours }) => {
      if (ours !== 'granted') return;
      await send('probe', pair);
      expect(keyOf(pair));
    },
    counted: (contacts) => (count = contacts),
  });

  return {
    caller: new CallerContacts({ table, declarations, link: () => watch.current() }),
    inbound: contactHearing({
      table,
      events,
      profileOf,
      now,
      expect,
      tell: send,
      mayAsk: createStormGuard({
        limit: settings.maxSubscriptionsPerDomain,
        home: home.serverDomain,
        monotonic,
      }),
      hasRoom: () => count < settings.maxContacts,
      counted(what) {
        tally.count(what);
        if (what === 'granted' || what === 'asked') count += 1;
      },
      link: () => watch.own(),
    }),
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
      if (watch.own() !== undefined) void rounds.announce(identity);
    },
    async sent({ attributes: { from = '', to = '', type } }) {
      if (type === undefined || !OF_SUBSCRIPTIONS.has(type)) return;
      const pair = { identity: bare(from), remote: bare(to) };
      await table.revise(pair, (present) => {
        const before = present ?? table.fresh();
        const contact = said(before, type);
        return { contact, changes: events.changed(pair, before, contact) };
      });
    },
    requests: tally.counts,
    count: () => count,
    roundMs: () => rounds.lastMs,
    close() {
      rounds.stop();
      settling.close();
      watch.close();
    },
  };
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
