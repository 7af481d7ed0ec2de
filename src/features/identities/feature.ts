import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressDisco, Feature } from '../../core/feature.ts';
import { collectors, type Collector } from '../../core/metric.ts';
import { createSendDirect } from '../../link/send-direct.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Runtime } from '../runtime.ts';
import { discoIdentityOf, type IdentityDefaults } from './defaults.ts';
import { Identities } from './identities.ts';
import type { IdentityRecord } from './identity-record.ts';
import { IDENTITIES_METRICS } from './metrics.ts';
import { Profiles } from './profiles.ts';
import { vcardRequests } from './requests.ts';
import { contactRoutes } from './contacts/routes.ts';
import { createContacts, type Contacts } from './contacts/contacts.ts';
import { BODY_BYTES, identityRoutes } from './routes.ts';
import { avatarUpdate, NS_VCARD4, NS_VCARD_TEMP } from './vcards.ts';

export interface IdentitiesFeature extends Feature {
  readonly routes: ReturnType<typeof identityRoutes> & ReturnType<typeof contactRoutes>;
  /** A caller sent presence of its own. */
  readonly presenceSent: Contacts['sent'];
  readonly profiles: Pick<Profiles, 'of'>;
}

export interface IdentitiesDeps {
  readonly log: EventLog;
}

/** An avatar in Base64 with what stands around it, however small stanzas of callers are to be. */
const ANSWER_BYTES = 256 * 1024;

/** Identities: who they say they are. */
export function createIdentities(runtime: Runtime, deps: IdentitiesDeps): IdentitiesFeature {
  const { store, settings, gate } = runtime;
  const defaults = defaultsOf(runtime);
  const profiles: Profiles = new Profiles({
    ...runtime,
    defaults,
    changed(jid, before) {
      if (isSeenOtherwise(before, profiles.declared(jid))) contacts.changed(jid);
    },
  });
  const contacts = createContacts(runtime, {
    log: deps.log,
    profileOf: (identity) => profiles.of(identity),
  });
  const identities = new Identities({
    ...runtime,
    defaults,
    limit: settings.maxIdentities,
    count: () => profiles.count(),
  });
  const sendLarge = createSendDirect({
    ...runtime,
    gate: { ...gate, maxBytes: Math.max(gate.maxBytes, ANSWER_BYTES) },
    sleep: (ms) => sleep(ms),
  });
  const declared = (address: string) => profiles.declared(address);
  runtime.presenceExtras.add((from) => {
    const record = declared(from);
    return record && avatarUpdate(record);
  });
  return {
    name: 'identities',
    profiles,
    presenceSent: contacts.sent,
    routes: {
      ...identityRoutes(identities, Math.max(settings.maxBody, BODY_BYTES)),
      ...contactRoutes({
        ...{ identities, contacts: contacts.caller, home: runtime.home },
        maxWaitMs: settings.maxIqWait,
      }),
    },
    inbound: [vcardRequests({ store, declared, send: sendLarge }), contacts.inbound],
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

function discoOf(record: IdentityRecord | undefined): AddressDisco | undefined {
  if (record === undefined) return undefined;
  const { features = [], noReply } = record;
  return {
    identities: [discoIdentityOf(record)],
    features: [NS_VCARD_TEMP, NS_VCARD4, ...(noReply === true ? [NS_NO_REPLY] : []), ...features],
  };
}

/** Whether contacts see it in another way. */
function isSeenOtherwise(
  before: IdentityRecord | undefined,
  after: IdentityRecord | undefined,
): boolean {
  const seen = (record: IdentityRecord | undefined) => {
    const { presence, avatar, name, kind, noReply, features } = record ?? {};
    return JSON.stringify([presence, avatar?.sha1, name, kind, noReply, features]);
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
