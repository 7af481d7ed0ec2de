import { setTimeout as sleep } from 'node:timers/promises';
import type { ContactsToAsk, Identity } from '../../contract/schemas.ts';
import { resolveFrom } from '../../core/addresses/identity.ts';
import { requireScope, type Caller } from '../../core/caller.ts';
import type { AddressDisco, Feature } from '../../core/feature.ts';
import { bare } from '../../core/jid/jid.ts';
import { collectors, type Collector } from '../../core/metric.ts';
import { NS_COMMANDS } from '../../extensions/queries/command.ts';
import { createSendDirect, type SendDirect } from '../../link/send-direct.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Runtime } from '../runtime.ts';
import { discoIdentityOf, type IdentityDefaults } from './defaults.ts';
import { Identities } from './identities.ts';
import type { IdentityRecord } from './identity-record.ts';
import { IDENTITIES_METRICS } from './metrics.ts';
import { createPublishing, type FeaturesOf, type Publishing } from './nodes/publishing.ts';
import { nodeRoutes } from './nodes/routes.ts';
import { Profiles } from './profiles.ts';
import { vcardRequests } from './requests.ts';
import { contactRoutes } from './contacts/routes.ts';
import { createContacts, type Contacts } from './contacts/contacts.ts';
import { preparedFilter } from './contacts/contact-filter.ts';
import { invitesFor } from './contacts/policy.ts';
import { BODY_BYTES, identityRoutes } from './routes.ts';
import { avatarUpdate, NS_VCARD4, NS_VCARD_TEMP } from './vcards.ts';

export interface IdentitiesFeature extends Feature {
  readonly routes: ReturnType<typeof openRoutes>;
  /** A caller sent presence of its own. */
  readonly presenceSent: Contacts['sent'];
  readonly profiles: Pick<Profiles, 'of'>;
  readonly offerers: Offerers;
  /** What becomes of an invitation to a room that `sender` sent to an identity. */
  readonly invites: (identity: string, sender: string) => Identity['invites'];
  /**
   * The addresses of contacts of an identity, and the identity, prepared. Throws `forbidden` for a caller without the scope
   * `contacts:manage`, `identity-forbidden`, and `invalid-address` at `pointer`.
   */
  readonly contactsOf: ContactsOf;
}

export type ContactsOf = (
  caller: Caller,
  wanted: ContactsToAsk,
  pointer: string,
) => Promise<{ readonly identity: string; readonly addresses: readonly string[] }>;

/** Identities, as far as they offer commands. */
export interface Offerers extends Pick<Identities, 'resolve' | 'offering'> {
  /** As far as this replica knows. */
  readonly offers: (address: string) => boolean;
  /** Whether somebody may see the presence of an identity. */
  readonly isContact: (identity: string, remote: string) => Promise<boolean>;
}

export interface IdentitiesDeps {
  readonly log: EventLog;
  /** What a client can do, once that is verified. */
  readonly featuresOf: FeaturesOf;
  /** Told of each identity that was deleted. */
  readonly forgotten: (identity: string) => Promise<void>;
}

/** An avatar in Base64 with what stands around it, however small stanzas of callers are to be. */
const ANSWER_BYTES = 256 * 1024;

/** Identities: who they say they are, their contacts, and what they publish. */
export function createIdentities(runtime: Runtime, deps: IdentitiesDeps): IdentitiesFeature {
  const { store } = runtime;
  const defaults = defaultsOf(runtime);
  const declared = (address: string) => profiles.declared(address);
  const profiles: Profiles = new Profiles({
    ...runtime,
    defaults,
    changed(jid, before) {
      // Elsewhere, the replica with the link tells contacts of it.
      if (!contacts.hasLink()) return;
      const after = declared(jid);
      if (isSeenOtherwise(before, after)) contacts.changed(jid);
      if (after?.avatar?.sha1 !== before?.avatar?.sha1) publishing.avatarChanged(jid);
    },
  });
  const contacts: Contacts = createContacts(runtime, {
    log: deps.log,
    profileOf: (identity) => profiles.of(identity),
    clientCame: (...client) => {
      publishing.clientCame(...client);
    },
  });
  const send = sendLarge(runtime);
  const { featuresOf } = deps;
  const { table } = contacts;
  const publishing = createPublishing(runtime, { declared, table, featuresOf, send });
  const identities = openIdentities(runtime, deps, { defaults, profiles, publishing });
  runtime.presenceExtras.add((from) => {
    const record = declared(from);
    return record && avatarUpdate(record);
  });
  return {
    name: 'identities',
    profiles,
    invites: (identity, sender) => invitesFor(profiles.of(identity), sender),
    contactsOf: contactsOf(runtime, contacts),
    presenceSent: contacts.sent,
    routes: openRoutes(runtime, { identities, contacts, publishing }),
    offerers: offerersOf(identities, declared, async (identity, remote) => {
      const contact = await table.get({ identity, remote });
      return contact?.theirs === 'granted';
    }),
    inbound: [vcardRequests({ store, declared, send }), publishing.inbound, ...contacts.inbound],
    onLinkUp: contacts.linkUp,
    onLinkDown: contacts.linkDown,
    disco: { features: [], of: (address) => discoOf(declared(address)) },
    metrics: identityCollectors(profiles, contacts),
    start: () => profiles.open(),
    stop() {
      contacts.close();
      profiles.close();
    },
  };
}

function contactsOf({ domain, home }: Runtime, { caller: table }: Contacts): ContactsOf {
  return async (caller, { contactsOf: named, ...wanted }, pointer) => {
    requireScope(caller, 'contacts:manage');
    const identity = bare(resolveFrom(caller, named, domain, `${pointer}/contactsOf`));
    const filter = preparedFilter(wanted, home, pointer);
    return { identity, addresses: await table.addresses(identity, { ...wanted, ...filter }) };
  };
}

function openIdentities(
  runtime: Runtime,
  { forgotten }: IdentitiesDeps,
  parts: {
    readonly defaults: IdentityDefaults;
    readonly profiles: Profiles;
    readonly publishing: Publishing;
  },
): Identities {
  const { defaults, profiles, publishing } = parts;
  return new Identities({
    ...runtime,
    defaults,
    limit: runtime.settings.maxIdentities,
    count: () => profiles.count(),
    async forgotten(jid) {
      await publishing.nodes.clear(jid);
      await forgotten(jid);
    },
  });
}

function offerersOf(
  identities: Identities,
  declared: (address: string) => IdentityRecord | undefined,
  isContact: Offerers['isContact'],
): Offerers {
  return {
    resolve: (caller, id) => identities.resolve(caller, id),
    offering: (...change) => identities.offering(...change),
    offers: (address) => declared(address)?.offers === true,
    isContact,
  };
}

interface Parts {
  readonly identities: Identities;
  readonly contacts: Contacts;
  readonly publishing: Publishing;
}

function openRoutes(runtime: Runtime, { identities, contacts, publishing }: Parts) {
  const { settings, home } = runtime;
  const { nodes, changed } = publishing;
  const isDeclared = async (jid: string) => (await identities.get(jid)) !== undefined;
  const maxWaitMs = settings.maxIqWait;
  return {
    ...identityRoutes(identities, Math.max(settings.maxBody, BODY_BYTES)),
    ...contactRoutes({ identities, contacts: contacts.caller, home, maxWaitMs }),
    ...nodeRoutes({ identities, nodes, isDeclared, changed }),
  };
}

function sendLarge({ gate, ...runtime }: Runtime): SendDirect {
  const maxBytes = Math.max(gate.maxBytes, ANSWER_BYTES);
  return createSendDirect({ ...runtime, gate: { ...gate, maxBytes }, sleep: (ms) => sleep(ms) });
}

function defaultsOf({ settings, domain }: Runtime): IdentityDefaults {
  return {
    domain,
    contacts: {
      accept: settings.identityContacts,
      domains: settings.identityDomains,
      subscribeBack: settings.identitySubscribeBack === 'yes',
    },
  };
}

/** XEP-0506. */
const NS_NO_REPLY = 'urn:xmpp:noreply:0';

const PEP = { category: 'pubsub', type: 'pep' };
/** XEP-0163 §6.1. */
const PUBSUB = ['access-open', 'access-presence', 'auto-subscribe', 'filtered-notifications']
  .concat(['last-published', 'persistent-items', 'retrieve-items', 'subscribe'])
  .map((feature) => `http://jabber.org/protocol/pubsub#${feature}`);

function discoOf(record: IdentityRecord | undefined): AddressDisco | undefined {
  if (record === undefined) return undefined;
  const { features = [], noReply, offers } = record;
  return {
    identities: [discoIdentityOf(record), PEP],
    hasItems: true,
    ...(offers === true && { hasNodes: true }),
    features: [
      ...[NS_VCARD_TEMP, NS_VCARD4, ...PUBSUB],
      ...(noReply === true ? [NS_NO_REPLY] : []),
      ...(offers === true ? [NS_COMMANDS] : []),
      ...features,
    ],
  };
}

/** Whether contacts see it in another way. */
function isSeenOtherwise(
  before: IdentityRecord | undefined,
  after: IdentityRecord | undefined,
): boolean {
  const seen = (record: IdentityRecord | undefined) => {
    const { presence, avatar, name, kind, noReply, features, offers } = record ?? {};
    return JSON.stringify([presence, avatar?.sha1, name, kind, noReply, features, offers]);
  };
  return seen(before) !== seen(after) || (before === undefined) !== (after === undefined);
}

function identityCollectors(profiles: Profiles, contacts: Contacts): readonly Collector[] {
  return collectors(IDENTITIES_METRICS, {
    identities: () => profiles.count(),
    contacts: contacts.count,
    contactRequests: () =>
      contacts.requests().map(([decision, value]) => ({ labels: { decision }, value })),
    presenceRound: () => (contacts.roundMs() ?? 0) / 1_000,
  });
}
