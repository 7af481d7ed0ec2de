import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SettingsFault } from '../../config/settings.ts';
import { BridgeError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import { watchLoopLag } from '../../observe/loop-lag.ts';
import type { Runtime } from '../runtime.ts';
import { tellBootstrapKey } from './bootstrap-key.ts';
import { BOOTSTRAP_KEY_ID, KeyCache } from './key-cache.ts';
import { openJwtCallers } from './jwt/open.ts';
import { isJwt, type JwtCallers } from './jwt/jwt-callers.ts';
import { CallerKeys } from './keys.ts';
import { createLastUsed } from './last-used.ts';
import { createAdmission, type Admitted } from './limits/admission.ts';
import { createDelayedRefusals } from './limits/delayed-refusals.ts';
import { createLimits, type Limits } from './limits/limits.ts';
import { createFairScheduler } from './limits/fair-scheduler.ts';
import { keyRoutes } from './routes.ts';
import { SECRET_BYTES } from './key-secret.ts';

export interface AccessFeature extends Feature {
  readonly routes: ReturnType<typeof keyRoutes>;
  readonly keyCache: KeyCache;
  readonly limits: Limits;
  /** The caller behind a key or a token, now. */
  readonly admit: (token: string) => Admitted;
}

const LOOK_EVERY_MS = 5_000;
/** A delayed refusal costs a few KB. */
const MAX_HELD = 10_000;
/** About a millisecond of work. */
const MAX_IN_A_TURN = 8;

/** Who may call: keys, tokens of an issuer, rates and quotas. */
export function createAccess(runtime: Runtime): AccessFeature {
  const { settings, store, now, stopping } = runtime;
  const { keyCache, lastUsed } = openKeyCache(runtime);
  const { hold, release } = createDelayedRefusals(MAX_HELD);
  // From now on refusals are given at once, so that no request waits for one.
  stopping.addEventListener('abort', release);
  const limits = createLimits({ store, now, hold });
  keyCache.onEnd(limits.forget);
  const lag = watchLoopLag();
  const jwt = openJwtCallers(runtime, limits.forget);
  const stopFollowing = followBootstrapKey(runtime, keyCache);
  return {
    name: 'access',
    keyCache,
    limits,
    admit: createAdmission({
      authenticate: authentication(keyCache, jwt),
      limits,
      scheduler: createFairScheduler(MAX_IN_A_TURN, setImmediate),
      lag: lag.now,
      maxLag: settings.maxLag,
    }),
    routes: keyRoutes(keysOf(runtime, keyCache)),
    async start() {
      const { apiKey, jwtIssuer, provision } = settings;
      if ([apiKey, jwtIssuer, provision].every((it) => it === undefined)) {
        await refuseWithoutKeys(keyCache);
      }
    },
    async stop() {
      jwt?.close();
      lag.close();
      stopFollowing();
      await lastUsed.close();
      keyCache.close();
    },
  };
}

function openKeyCache({ settings, store, now, logger }: Runtime) {
  const isKept = (id: string) => id !== BOOTSTRAP_KEY_ID && keyCache.ids().includes(id);
  const lastUsed = createLastUsed(store, isKept);
  const keyCache = new KeyCache({
    store,
    bootstrapKey: settings.apiKey,
    now,
    sleep: (ms) => sleep(ms),
    used: lastUsed.mark,
    logger,
  });
  return { keyCache, lastUsed };
}

function keysOf(runtime: Runtime, keyCache: KeyCache): CallerKeys {
  return new CallerKeys({
    ...runtime,
    reached: (position) => keyCache.reached(position),
    ...runtime.home,
    isProvisioned: runtime.settings.provision !== undefined,
    defaultRate: runtime.settings.keyRate,
    random: () => randomBytes(SECRET_BYTES),
  });
}

/** The key may come from a file that changes. Returns how to stop. */
function followBootstrapKey({ settings, store, logger }: Runtime, keyCache: KeyCache): () => void {
  let known = settings.apiKey;
  const tell = () => {
    if (known !== undefined) tellBootstrapKey(store).catch(() => undefined);
  };
  tell();
  const timer = setInterval(() => {
    tell();
    const { apiKey } = settings;
    if (apiKey === undefined || apiKey === known) return;
    known = apiKey;
    keyCache.changeBootstrapKey(apiKey);
    logger.info({}, 'the bootstrap key was changed');
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}

function authentication(keyCache: KeyCache, jwt: JwtCallers | undefined) {
  if (jwt === undefined) return keyCache.authenticate;
  return (token: string): Admitted =>
    isJwt(token) ? jwt.authenticate(token) : keyCache.authenticate(token);
}

/** Throws SettingsFault when nobody could call: neither the settings nor the store have a key. */
async function refuseWithoutKeys(keyCache: KeyCache): Promise<void> {
  await keyCache.loaded();
  if (!keyCache.isLoaded()) {
    throw new BridgeError(
      'store-unavailable',
      'BRIDGE_API_KEY is missing, and the stored keys cannot be read.',
    );
  }
  if (keyCache.ids().length > 0) return;
  throw new SettingsFault([
    'BRIDGE_API_KEY is missing, and no keys are stored; nobody could call. Use 32 random characters.',
  ]);
}
