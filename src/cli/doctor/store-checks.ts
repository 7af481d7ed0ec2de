import { BridgeError } from '../../core/errors.ts';
import type { Logger } from '../../observe/logger.ts';
import { reasonInWords } from '../../store/redis/health.ts';
import { parseRedisUrl } from '../../store/redis/url.ts';
import type { Store, StoreWarning } from '../../store/store.ts';
import { bad, good, reasonOf, skipped, type Finding } from './finding.ts';
import { probeOther, type Service } from './port-probe.ts';

/** A store that is open, and what it logged while it was opened. */
export interface OpenedStore {
  readonly redisUrl: string | undefined;
  readonly store: Store;
  readonly said: readonly string[];
}

const ADVICE: Readonly<Record<StoreWarning['code'], string>> = {
  'no-persistence': 'Set BRIDGE_REDIS_URL.',
  'not-durable': 'Set "appendonly yes" in Redis; with "appendfsync always" a crash loses nothing.',
  evicts: 'Set "maxmemory-policy noeviction" in Redis.',
  filling:
    'Give Redis more memory (maxmemory), or keep less: BRIDGE_RETENTION, BRIDGE_MAX_EVENT_LOG.',
  full: 'Give Redis more memory (maxmemory), or keep less: BRIDGE_RETENTION, BRIDGE_MAX_EVENT_LOG.',
  unchecked:
    'Allow this user to run INFO, or check yourself: appendonly yes, maxmemory-policy noeviction.',
};

export async function checkStore(
  { redisUrl, store, said }: OpenedStore,
  now: () => number,
): Promise<readonly Finding[]> {
  if (store.kind === 'memory') {
    return [
      skipped('store', 'BRIDGE_REDIS_URL is not set: everything is lost when the bridge stops'),
    ];
  }
  try {
    const ms = await store.ping();
    const { ok, detail = '' } = store.health();
    if (!ok) return [await unreachable(redisUrl, detail)];
    const refusal = await writeRefusal(store);
    if (refusal !== undefined) return [bad('redis', refusal, adviceFor(refusal))];
    const answers = good('redis', `responds in ${ms.toFixed(1)} ms`);
    return [answers, persistence(store), await clock(store, now)];
  } catch (error) {
    if (isOfTheData(error)) return [bad('redis data', error.message, DATA_ADVICE)];
    const why = store.health().detail ?? said[0] ?? reasonOf(error);
    return [await unreachable(redisUrl, why)];
  }
}

const NO_REDIS = 'This is no Redis: correct host and port in BRIDGE_REDIS_URL.';
const PLAIN_REDIS =
  'Write redis:// instead of rediss:// in BRIDGE_REDIS_URL, or give Redis a `tls-port`.';

/** What to change for what the store says; the first that fits counts. */
const REDIS_ADVICE: readonly (readonly [RegExp, string])[] = [
  [/refused/, 'Start Redis, or correct host and port in BRIDGE_REDIS_URL.'],
  [/host name/, 'Correct the host in BRIDGE_REDIS_URL, or the DNS of this machine or pod.'],
  [
    /timed out|no route|not connected yet/,
    'A firewall, security group or NetworkPolicy is likely in between; also check host and port in BRIDGE_REDIS_URL.',
  ],
  [/RESP type/, NO_REDIS],
  [
    /WRONGPASS|NOAUTH/,
    'Correct user and password in BRIDGE_REDIS_URL: redis://user:password@host.',
  ],
  [
    /knows no password/,
    'Take the password out of BRIDGE_REDIS_URL, or set `requirepass` in Redis.',
  ],
  [/NOPERM/, 'Give the user of BRIDGE_REDIS_URL the ACL rules in SECURITY.md.'],
  [/read-only/, 'Name the master in BRIDGE_REDIS_URL, or run `replicaof no one` on this one.'],
  [/does not speak TLS/, PLAIN_REDIS],
  [
    /certificate/,
    'Name the CA of Redis in NODE_EXTRA_CA_CERTS, and the host as its certificate does.',
  ],
  [
    /reset or closed/,
    'If Redis speaks TLS there, write rediss:// in BRIDGE_REDIS_URL; otherwise raise its `maxclients`.',
  ],
];

const NO_ANSWER = /timed out|reset or closed|not connected yet|RESP type/;

/** Where Redis has not answered, what is there instead is named. */
async function unreachable(redisUrl: string | undefined, why: string): Promise<Finding> {
  const [place] = redisUrl === undefined ? [] : parseRedisUrl(redisUrl).hosts;
  if (place === undefined || !NO_ANSWER.test(why)) return bad('redis', why, adviceFor(why));
  const isTls = redisUrl?.startsWith('rediss') === true;
  const cause = foundInstead(await probeOther(place), isTls);
  return cause === undefined
    ? bad('redis', why, adviceFor(why))
    : bad('redis', `${place.host}:${place.port} ${cause[0]}`, cause[1]);
}

/** What it is, and what to change; `undefined` where that does not explain anything. */
function foundInstead(found: Service, isTls: boolean): readonly [string, string] | undefined {
  if (found === 'redis' && isTls) return ['does not speak TLS', PLAIN_REDIS];
  if (found === 'tls' && !isTls)
    return ['speaks TLS', 'Write rediss:// instead of redis:// in BRIDGE_REDIS_URL.'];
  if (found === 'http') return ['is an HTTP server', NO_REDIS];
  return found === 'clients' || found === 'component' ? ['is an XMPP server', NO_REDIS] : undefined;
}

function adviceFor(detail: string): string {
  const [, advice] = REDIS_ADVICE.find(([pattern]) => pattern.test(detail)) ?? [];
  return advice ?? 'Check BRIDGE_REDIS_URL, and what Redis logs.';
}

/** Reading may be allowed where writing or scripts are not. It takes a lease that nobody else knows. */
async function writeRefusal(store: Store): Promise<string | undefined> {
  try {
    const grant = await store.acquire('doctor', 'doctor', 1_000);
    if (grant !== undefined) await store.release('doctor', 'doctor', grant.epoch);
    return undefined;
  } catch (error) {
    const cause = error instanceof BridgeError ? error.facts.cause : undefined;
    return reasonInWords(cause ?? error);
  }
}

const DATA_ADVICE =
  'Run the doctor of the deployed version; during an update, wait for it to finish.';

/** Redis answers, but what is kept there is not for this version. */
function isOfTheData(error: unknown): error is BridgeError {
  return error instanceof BridgeError && error.facts.cause === undefined;
}

function persistence(store: Store): Finding {
  const [first, ...rest] = store.warnings();
  if (first === undefined) return good('redis persistence', 'what is kept survives a crash');
  const details = [first, ...rest].map(({ detail }) => detail).join(' ');
  return bad(
    'redis persistence',
    details,
    [first, ...rest].map(({ code }) => ADVICE[code]).join(' '),
  );
}

const MAX_SKEW_MS = 2_000;

async function clock(store: Store, now: () => number): Promise<Finding> {
  const before = now();
  const theirs = await store.clock();
  const skew = Math.round(theirs - (before + now()) / 2);
  const detail = `the clock of Redis is ${Math.abs(skew)} ms ${skew < 0 ? 'behind' : 'ahead'}`;
  if (Math.abs(skew) <= MAX_SKEW_MS) return good('clock', detail);
  const advice = 'Synchronise the clocks of this machine and of Redis with NTP: both date events.';
  return bad('clock', detail, advice);
}

/** A log that keeps the reasons, so that the check can report what went wrong. */
export function collectingLog(said: string[]): Logger {
  const keep = (fields: object, message: string) => {
    const { reason = message } = fields as { readonly reason?: string };
    said.push(reason);
  };
  const quiet = () => undefined;
  return { debug: quiet, info: quiet, warn: keep, error: keep };
}
