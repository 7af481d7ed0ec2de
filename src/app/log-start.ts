/** What an operator looks for first in the log: what was configured, and what is there. */
import type { Settings } from '../config/settings.ts';
import { KEYS } from '../features/access/key-record.ts';
import type { Runtime } from '../features/runtime.ts';
import { Registry } from '../features/webhooks/subscription/registry.ts';
import { storePlace } from '../store/open.ts';

/** Without secrets: not even the user of Redis. */
export function logSettings({ settings, logger, version }: Runtime): void {
  const { xmppService: server, xmppDomain: domain, linkMode: mode, redisUrl } = settings;
  const store = storePlace(redisUrl);
  const { httpPort, managementPort } = settings;
  const fields = { version, server, domain, mode, store, httpPort, managementPort };
  logger.info({ ...fields, keys: kindsOfKeys(settings) }, 'the bridge starts');
}

function kindsOfKeys({ apiKey, jwtIssuer, provision }: Settings): string {
  const kinds = ['stored'];
  if (apiKey !== undefined) kinds.push('BRIDGE_API_KEY');
  if (provision !== undefined) kinds.push(`the file ${provision}`);
  if (jwtIssuer !== undefined) kinds.push(`tokens of ${jwtIssuer}`);
  return kinds.join(', ');
}

/** Where the store is away, that is said elsewhere. */
export async function logStored({ store, logger }: Pick<Runtime, 'store' | 'logger'>) {
  try {
    const [keys, webhooks] = await Promise.all([store.list(KEYS), new Registry(store).list()]);
    logger.info({ keys: keys.size, webhooks: webhooks.size }, 'keys and webhooks in the store');
  } catch (error) {
    logger.debug({ reason: String(error) }, 'the keys and webhooks could not be counted');
  }
}
