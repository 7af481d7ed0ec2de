import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressDisco, Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { createSendDirect } from '../../link/send-direct.ts';
import type { Runtime } from '../runtime.ts';
import { discoIdentityOf, type IdentityDefaults } from './defaults.ts';
import { Identities } from './identities.ts';
import type { IdentityRecord } from './identity-record.ts';
import { IDENTITIES_METRICS } from './metrics.ts';
import { Profiles } from './profiles.ts';
import { vcardRequests } from './requests.ts';
import { identityRoutes } from './routes.ts';
import { avatarUpdate, NS_VCARD4, NS_VCARD_TEMP } from './vcards.ts';

export interface IdentitiesFeature extends Feature {
  readonly routes: ReturnType<typeof identityRoutes>;
  readonly profiles: Pick<Profiles, 'of'>;
}

/** An avatar in Base64 with what stands around it, however small stanzas of callers are to be. */
const ANSWER_BYTES = 256 * 1024;

/** Identities: who they say they are. */
export function createIdentities(runtime: Runtime): IdentitiesFeature {
  const { store, settings, gate } = runtime;
  const defaults = defaultsOf(runtime);
  const profiles = new Profiles({ ...runtime, defaults, changed: () => undefined });
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
    routes: identityRoutes(identities),
    inbound: [vcardRequests({ store, declared, send: sendLarge })],
    disco: {
      features: [],
      of(address) {
        const record = declared(address);
        return record && discoOf(record);
      },
    },
    metrics: collectors(IDENTITIES_METRICS, { identities: () => profiles.count() }),
    start: () => profiles.open(),
    stop() {
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

function discoOf(record: IdentityRecord): AddressDisco {
  const { features = [], noReply } = record;
  return {
    identities: [discoIdentityOf(record)],
    features: [NS_VCARD_TEMP, NS_VCARD4, ...(noReply === true ? [NS_NO_REPLY] : []), ...features],
  };
}
