import { randomBytes } from 'node:crypto';
import { SCOPES, type Caller } from '../../core/caller.ts';
import type { Door } from '../../core/door.ts';
import { BridgeError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import { collectors } from '../../core/metric.ts';
import { createTally } from '../../observe/tally.ts';
import type { KeyCache } from '../access/key-cache.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Outgoing } from '../messages/outgoing.ts';
import type { Runtime } from '../runtime.ts';
import { CallerHooks } from './caller/hooks.ts';
import { hookDoor } from './door.ts';
import { createFailures } from './failures.ts';
import type { Hook } from './hook.ts';
import type { IntakeDeps } from './intake/deps.ts';
import { take, type Taken } from './intake/intake.ts';
import type { Speaker } from './intake/messages.ts';
import { preview } from './intake/preview.ts';
import { startSweep } from './intake/sweep.ts';
import { createTurns } from './intake/turns.ts';
import { HOOK_METRICS } from './metrics.ts';
import { HookRegistry } from './registry.ts';
import type { Payload } from './render/delivery.ts';
import { createRoomFinder, type Ask } from './rooms.ts';
import { hookRoutes } from './routes.ts';

export interface HooksFeature extends Feature {
  readonly routes: ReturnType<typeof hookRoutes>;
  readonly doors: readonly Door[];
}

export interface HooksDeps {
  readonly keyCache: Pick<KeyCache, 'callerOf' | 'isLoaded'>;
  readonly outgoing: Pick<Outgoing, 'message' | 'find'>;
  readonly log: Pick<EventLog, 'recordBridge'>;
  /** Asks a raw IQ request and resolves with its result. */
  readonly ask: Ask;
}

/** Hooks: what other services send becomes messages, corrected as it changes. */
export function createHooks(runtime: Runtime, deps: HooksDeps): HooksFeature {
  const { store, settings, home, logger, now, newId } = runtime;
  const registry = new HookRegistry({ store, now });
  const inTurn = createTurns();
  const speakerOf = (hook: Hook) => ({ hook, caller: callerFor(deps.keyCache, hook) });
  const measures = createMeasures();
  const failed = createFailures({ now, ...deps.log });
  const intake: IntakeDeps = {
    ...{ store, now, newId },
    ...deps.outgoing,
    refused(hook, to, error) {
      measures.refused.count('all');
      logger.warn({ hook: hook.id, reason: error.message }, 'a hook could not tell a recipient');
      logger.debug({ to }, 'the recipient was refused');
      failed(hook, { what: 'not-told', to, reason: error.message });
    },
  };
  const taking = async (speaker: Speaker, payload: Payload, apart?: string): Promise<Taken> => {
    const { id } = speaker.hook;
    const taken = await inTurn(id, () => take(intake, speaker, payload, apart));
    if (taken.problem !== undefined) {
      measures.problems.count('all');
      logger.warn({ hook: id, reason: taken.problem }, 'a delivery was told in another form');
      failed(speaker.hook, { what: 'told-otherwise', reason: taken.problem });
    }
    return taken;
  };
  const hooks = new CallerHooks({
    ...{ registry, store, now, newId, home, speakerOf },
    newSecret: () => randomBytes(32).toString('base64url'),
    maxHooks: settings.maxHooksPerKey,
    isRoom: createRoomFinder(deps.ask, askerOf(runtime.domain)),
    preview: (speaker, payload) => preview(intake, speaker, payload),
    takeApart: taking,
  });
  const find = (id: string) => registry.find(id);
  const stops: (() => void | Promise<void>)[] = [];
  return {
    name: 'hooks',
    routes: hookRoutes(hooks, settings.maxHookBody),
    doors: [
      hookDoor({
        ...{ find, speakerOf, now, newId, logger },
        take: taking,
        counted: measures.deliveries.count,
        bodyLimit: settings.maxHookBody,
      }),
    ],
    metrics: measures.collectors,
    start() {
      stops.push(startSweep({ ...intake, logger, hook: find, speakerOf, inTurn }));
    },
    async stop() {
      for (const stop of stops) await stop();
      registry.close();
    },
  };
}

const OUTCOMES = [
  ...(['sent', 'edited', 'replied', 'repeated', 'filtered', 'held'] as const),
  ...(['refused', 'failed'] as const),
];

function createMeasures() {
  const deliveries = createTally(OUTCOMES);
  const problems = createTally(['all'] as const);
  const refused = createTally(['all'] as const);
  return {
    ...{ deliveries, problems, refused },
    collectors: collectors(HOOK_METRICS, {
      hookDeliveries: () =>
        deliveries.counts().map(([outcome, value]) => ({ labels: { outcome }, value })),
      hookProblems: () => problems.counts()[0]?.[1] ?? 0,
      hookRecipientsRefused: () => refused.counts()[0]?.[1] ?? 0,
    }),
  };
}

/** With the rights that its key has now: none once it is revoked or has expired. */
function callerFor(keyCache: HooksDeps['keyCache'], { keyId }: Hook): Caller {
  const caller = keyCache.callerOf(keyId);
  if (caller !== undefined) {
    if (caller.scopes.has('messages:send')) return caller;
    throw new BridgeError('forbidden', 'The key of this hook lacks the scope messages:send.');
  }
  if (!keyCache.isLoaded()) {
    throw new BridgeError('store-unavailable', 'The keys are not known yet; try again.');
  }
  throw new BridgeError('forbidden', 'The key of this hook is revoked or has expired.');
}

/** Asks on behalf of no key what a domain is. */
function askerOf(domain: string): Caller {
  return { keyId: `hooks@${domain}`, identities: ['*'], scopes: new Set(SCOPES) };
}
