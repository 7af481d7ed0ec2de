import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdmission, type Admitted } from '../access/admission.ts';
import { BOOTSTRAP_KEY_ID, Directory } from '../access/directory.ts';
import { createHeld } from '../access/held.ts';
import { CallerKeys } from '../access/keys.ts';
import { isJwt, type JwtCallers } from '../access/jwt-callers.ts';
import { createLastUsed } from '../access/last-used.ts';
import { createLimits, type Limits } from '../access/limits.ts';
import { TOKEN_BYTES } from '../access/token.ts';
import { createTurns } from '../access/turns.ts';
import { SettingsFault } from '../config/settings.ts';
import { BridgeError } from '../errors.ts';
import { watchLoopLag } from '../observe/loop-lag.ts';
import type { Foundation } from './foundation.ts';
import { openJwtCallers } from './jwt.ts';
import type { StopList } from './stop-list.ts';

/** Who may call. */
export interface Access {
  readonly directory: Directory;
  readonly keys: CallerKeys;
  readonly limits: Limits;
  /** Who comes in with a token, now. */
  readonly admit: (token: string) => Admitted;
  /** Gives the refusals that are held back, at once and from now on. */
  readonly release: () => void;
}

const LOOK_EVERY_MS = 5_000;
/** A held refusal costs a few KB. */
const MOST_HELD = 10_000;
/** About a millisecond of work. */
const MOST_IN_A_TURN = 8;

/** The key may come from a file that changes. Returns how to stop. */
function followBootstrapKey({ settings, log }: Foundation, directory: Directory): () => void {
  let known = settings.apiKey;
  const timer = setInterval(() => {
    const { apiKey } = settings;
    if (apiKey === undefined || apiKey === known) return;
    known = apiKey;
    directory.changeBootstrapKey(apiKey);
    log.info({}, 'the bootstrap key was changed');
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}

/** Throws SettingsFault when nobody could call: neither the settings nor the store have a key. */
export async function openAccess(base: Foundation, stops: StopList): Promise<Access> {
  const { settings, store, newId, now, log: logger } = base;
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
  stops.add('keys', async () => {
    await lastUsed.close();
    directory.close();
  });
  stops.add('bootstrap key', followBootstrapKey(base, directory));
  const isClosed = settings.apiKey === undefined && settings.jwtIssuer === undefined;
  if (isClosed) await refuseWithoutKeys(directory);
  const keys = new CallerKeys({
    store,
    reached: (position) => directory.reached(position),
    ...base.home,
    defaultRate: settings.keyRate,
    newId,
    random: () => randomBytes(TOKEN_BYTES),
    now,
  });
  const { hold, release } = createHeld(MOST_HELD);
  const limits = createLimits({ store, now, hold });
  directory.onEnd(limits.forget);
  const lag = watchLoopLag();
  stops.add('loop lag', lag.close);
  const jwt = openJwtCallers(base, limits.forget);
  stops.add('tokens', () => jwt?.close());
  const authenticate = authentication(directory, jwt);
  const turns = createTurns(MOST_IN_A_TURN, setImmediate);
  const { maxLag } = settings;
  const admit = createAdmission({ authenticate, limits, turns, lag: lag.now, maxLag });
  return { directory, keys, limits, admit, release };
}

function authentication(directory: Directory, jwt: JwtCallers | undefined) {
  if (jwt === undefined) return directory.authenticate;
  return (token: string): Admitted =>
    isJwt(token) ? jwt.authenticate(token) : directory.authenticate(token);
}

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
