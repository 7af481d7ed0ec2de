import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SettingsFault } from '../../config/settings.ts';
import { BridgeError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import { watchLoopLag } from '../../observe/loop-lag.ts';
import type { Runtime } from '../runtime.ts';
import { BOOTSTRAP_KEY_ID, Directory } from './directory.ts';
import { openJwtCallers } from './jwt/open.ts';
import { isJwt, type JwtCallers } from './jwt/jwt-callers.ts';
import { CallerKeys } from './keys.ts';
import { createLastUsed } from './last-used.ts';
import { createAdmission, type Admitted } from './limits/admission.ts';
import { createHeld } from './limits/held.ts';
import { createLimits, type Limits } from './limits/limits.ts';
import { createTurns } from './limits/turns.ts';
import { keyRoutes } from './routes.ts';
import { TOKEN_BYTES } from './token.ts';

export interface AccessFeature extends Feature {
  readonly routes: ReturnType<typeof keyRoutes>;
  readonly directory: Directory;
  readonly limits: Limits;
  /** The caller behind a key or a token, now. */
  readonly admit: (token: string) => Admitted;
}

const LOOK_EVERY_MS = 5_000;
/** A held refusal costs a few KB. */
const MAX_HELD = 10_000;
/** About a millisecond of work. */
const MAX_IN_A_TURN = 8;

/** Who may call: keys, tokens of an issuer, rates and quotas. */
export function createAccess(runtime: Runtime): AccessFeature {
  const { settings, store, now, stopping } = runtime;
  const { directory, lastUsed } = openDirectory(runtime);
  const { hold, release } = createHeld(MAX_HELD);
  // From now on refusals are given at once, so that no request waits for one.
  stopping.addEventListener('abort', release);
  const limits = createLimits({ store, now, hold });
  directory.onEnd(limits.forget);
  const lag = watchLoopLag();
  const jwt = openJwtCallers(runtime, limits.forget);
  const stopFollowing = followBootstrapKey(runtime, directory);
  return {
    name: 'access',
    directory,
    limits,
    admit: createAdmission({
      authenticate: authentication(directory, jwt),
      limits,
      turns: createTurns(MAX_IN_A_TURN, setImmediate),
      lag: lag.now,
      maxLag: settings.maxLag,
    }),
    routes: keyRoutes(keysOf(runtime, directory)),
    async start() {
      if (settings.apiKey === undefined && settings.jwtIssuer === undefined) {
        await refuseWithoutKeys(directory);
      }
    },
    async stop() {
      jwt?.close();
      lag.close();
      stopFollowing();
      await lastUsed.close();
      directory.close();
    },
  };
}

function openDirectory({ settings, store, now, logger }: Runtime) {
  const isKept = (id: string) => id !== BOOTSTRAP_KEY_ID && directory.ids().includes(id);
  const lastUsed = createLastUsed(store, isKept);
  const directory = new Directory({
    store,
    bootstrapKey: settings.apiKey,
    now,
    sleep: (ms) => sleep(ms),
    used: lastUsed.mark,
    logger,
  });
  return { directory, lastUsed };
}

function keysOf(runtime: Runtime, directory: Directory): CallerKeys {
  return new CallerKeys({
    ...runtime,
    reached: (position) => directory.reached(position),
    ...runtime.home,
    defaultRate: runtime.settings.keyRate,
    random: () => randomBytes(TOKEN_BYTES),
  });
}

/** The key may come from a file that changes. Returns how to stop. */
function followBootstrapKey({ settings, logger }: Runtime, directory: Directory): () => void {
  let known = settings.apiKey;
  const timer = setInterval(() => {
    const { apiKey } = settings;
    if (apiKey === undefined || apiKey === known) return;
    known = apiKey;
    directory.changeBootstrapKey(apiKey);
    logger.info({}, 'the bootstrap key was changed');
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}

function authentication(directory: Directory, jwt: JwtCallers | undefined) {
  if (jwt === undefined) return directory.authenticate;
  return (token: string): Admitted =>
    isJwt(token) ? jwt.authenticate(token) : directory.authenticate(token);
}

/** Throws SettingsFault when nobody could call: neither the settings nor the store have a key. */
async function refuseWithoutKeys(directory: Directory): Promise<void> {
  await directory.loaded();
  if (!directory.isLoaded()) {
    throw new BridgeError(
      'store-unavailable',
      'BRIDGE_API_KEY is missing, and the stored keys cannot be read.',
    );
  }
  if (directory.ids().length > 0) return;
  throw new SettingsFault([
    'BRIDGE_API_KEY is missing, and no keys are stored; nobody could call. Use 32 random characters.',
  ]);
}
