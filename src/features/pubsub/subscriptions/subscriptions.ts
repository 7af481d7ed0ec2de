/** The subscriptions that are declared, on any replica. */
import { SCOPES, type Caller } from '../../../core/caller.ts';
import { BridgeError } from '../../../core/errors.ts';
import type { Declarations } from '../../../reconciler/declarations.ts';
import type { Kind, Request } from '../../../reconciler/kind.ts';
import { conversationEvent, type Event, type EventType } from '../../events/event.ts';
import type { EventLog } from '../../events/event-log.ts';
import { eventChange } from '../../events/recorder.ts';
import type { Runtime } from '../../runtime.ts';
import type { AskService } from '../asking.ts';
import { readNewest } from '../items/read.ts';
import { subscribe, unsubscribe, type Answered, type Subscribing } from './asking.ts';
import { createHearing, type Hearing, type HearingDeps } from './hearing.ts';
import { MAX_FAILURES, planSubscription } from './plan.ts';
import { forgetRing } from './rings.ts';
import { appliedOf, placeOf, type Seen, type Wish } from './subscription.ts';

export interface SubscriptionsDeps
  extends Pick<Runtime, 'reconciler' | 'store' | 'now'>, Pick<HearingDeps, 'count'> {
  readonly log: Pick<EventLog, 'stamp' | 'stored'>;
  /** Asks for the bridge itself. */
  readonly ask: AskService;
  /** The most that may be declared. */
  readonly limit: number;
}

export interface Subscriptions {
  readonly declarations: Declarations<Wish, Seen>;
  readonly hearing: Hearing;
}

/** What is declared stays true also when the key that declared it is gone. */
const BRIDGE: Caller = { keyId: 'bridge', identities: ['*'], scopes: new Set(SCOPES) };

export function createSubscriptions(deps: SubscriptionsDeps): Subscriptions {
  const kind: Kind<Wish, Seen> = {
    name: 'pubsub',
    limit: deps.limit,
    plan: planSubscription,
    ask: (request) => askFor(deps, self, request),
  };
  const declarations = deps.reconciler.register(kind);
  const self: Subscriptions = { declarations, hearing: createHearing({ ...deps, declarations }) };
  return self;
}

async function askFor(
  deps: SubscriptionsDeps,
  self: Subscriptions,
  request: Request<Wish, Seen>,
): Promise<void> {
  const { key, wanted, seen, fresh } = request;
  const place = placeOf(key);
  const { service, identity } = place;
  const subscribing = {
    ...{ ask: deps.ask, place, now: deps.now() },
    actor: { caller: BRIDGE, service, identity },
  };
  if (wanted === undefined) return leave(deps, self, subscribing, request);
  const isIn = seen?.state === 'subscribed' && fresh && seen.applied === appliedOf(wanted);
  if (isIn && seen.behind === true) return catchUp(self, subscribing, { key, wanted, seen });
  self.hearing.asked(key);
  const answered = await subscribe(subscribing, wanted);
  const now = await settle(deps, self, key, { answered, wanted });
  if (now?.behind === true) await catchUp(self, subscribing, { key, wanted, seen: now });
}

interface Settling {
  readonly answered: Answered;
  readonly wanted: Wish;
}

/** The event is stored with the state that it tells of. */
async function settle(
  { log, now }: SubscriptionsDeps,
  { declarations }: Subscriptions,
  key: string,
  { answered, wanted }: Settling,
): Promise<Seen | undefined> {
  let after: Seen | undefined;
  const news: Event[] = [];
  const { service, identity, node } = placeOf(key);
  const type: EventType = 'pubsub.subscription';
  const { state, subid, problem } = answered;
  const data = { service, node, state, subid, detail: problem?.detail };
  const event = conversationEvent(log.stamp(), type, { identity, remote: service }, data);
  await declarations.revise(key, (before) => {
    const since = before?.state === state ? before.since : now();
    const isBehind = state === 'subscribed' && wanted.catchUp;
    after = {
      ...answered,
      since,
      ...(before?.begun === true && { begun: true as const }),
      ...(isBehind && { behind: true as const }),
    };
    news.splice(0, 1, ...(before?.state === state ? [] : [event]));
    return { seen: after, changes: news.map(eventChange) };
  });
  for (const told of news) log.stored(told, { node });
  return after;
}

interface Behind {
  readonly key: string;
  readonly wanted: Wish;
  readonly seen: Seen;
}

/** Fetches what was published while the bridge was away. What cannot be fetched now is tried again, and then given up. */
async function catchUp(
  { declarations, hearing }: Subscriptions,
  { ask, actor, place, now }: Subscribing,
  { key, wanted, seen }: Behind,
): Promise<void> {
  let problem: Seen['problem'];
  try {
    const kept = await readNewest(ask, actor, place.node, wanted.catchUpMax);
    await hearing.catchUp(key, kept, { wish: wanted, isFirst: seen.begun !== true });
  } catch (error) {
    const failures = (seen.failures ?? 0) + 1;
    if (failures < MAX_FAILURES) {
      await declarations.revise(key, (it) => it && { seen: { ...it, failures } });
      throw error;
    }
    const detail = `What was missed could not be fetched. ${messageOf(error)}`;
    problem = { reason: 'not-fetched', detail, at: now };
  }
  await declarations.revise(key, (it) => {
    if (it === undefined) return undefined;
    const { behind: _, failures: __, ...rest } = it;
    const begun = rest.begun ?? problem === undefined;
    return {
      seen: {
        ...rest,
        ...(begun && { begun: true as const }),
        ...(problem !== undefined && { problem }),
      },
    };
  });
}

function messageOf(error: unknown): string {
  return error instanceof BridgeError ? error.message : String(error);
}

async function leave(
  { store, now }: SubscriptionsDeps,
  { declarations }: Subscriptions,
  subscribing: Subscribing,
  { key, seen }: Request<Wish, Seen>,
): Promise<void> {
  await unsubscribe(subscribing, seen?.subid);
  await store.commit([forgetRing(key)]);
  await declarations.saw(key, { state: 'unsubscribed', since: now() });
}
