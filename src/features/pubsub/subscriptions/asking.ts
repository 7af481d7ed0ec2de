/** What is said to a service for a subscription, and what its answer means. */
import { element, type XmlElement } from '../../../core/element.ts';
import { BridgeError } from '../../../core/errors.ts';
import { dataForm } from '../../../extensions/queries/form.ts';
import { submission } from '../../../extensions/queries/form-values.ts';
import { rawValues } from '../../../extensions/queries/form-options.ts';
import type { Actor } from '../actor.ts';
import {
  conditionOf,
  inAnswer,
  NS_PUBSUB,
  pubsub,
  SUBSCRIBE_OPTIONS,
  type AskService,
} from '../asking.ts';
import { saidState } from './notifications.ts';
import { appliedOf, type Place, type Seen, type Wish } from './subscription.ts';

/** Of the service's answer; the rest of what is seen is known without it. */
export type Answered = Pick<Seen, 'state' | 'subid' | 'applied' | 'problem'>;

export interface Subscribing {
  readonly ask: AskService;
  readonly actor: Actor;
  readonly place: Place;
  readonly now: number;
}

/**
 * Subscribing again does no harm: it gives the subscription that there is (XEP-0060 §6.1.6). Throws what leaves it open
 * whether the identity is subscribed.
 */
export async function subscribe(
  { ask, actor, place, now }: Subscribing,
  wish: Wish,
): Promise<Answered> {
  const { node, identity: jid } = place;
  const payload = pubsub(NS_PUBSUB, element('subscribe', NS_PUBSUB, { node, jid }));
  let answer: XmlElement | undefined;
  try {
    answer = await ask(actor, { type: 'set', deed: 'subscribe', node, payload });
  } catch (error) {
    return refused(error, now);
  }
  const subscription = inAnswer(answer, 'subscription');
  const said = (subscription && saidState(subscription)) ?? 'subscribed';
  if (said === 'none') return { state: 'refused', problem: noneSaid(now) };
  const subid = subscription?.attributes['subid'];
  const answered = { state: said, ...(subid !== undefined && { subid }) };
  if (wish.options === undefined) return { ...answered, applied: appliedOf(wish) };
  return { ...answered, ...(await setOptions({ ask, actor, place, now }, wish, answered)) };
}

/** A subscription that waits for its options is one once it has them. */
async function setOptions(
  { ask, actor, place, now }: Subscribing,
  wish: Wish,
  { state, subid }: Pick<Answered, 'state' | 'subid'>,
): Promise<Partial<Answered>> {
  const { node, identity: jid } = place;
  const values = Object.entries(wish.options ?? {}).map(([name, it]) => [name, rawValues(it)]);
  const fields = Object.fromEntries(values) as Record<string, readonly string[]>;
  const form = dataForm.toXml(submission(SUBSCRIBE_OPTIONS, fields));
  const payload = pubsub(NS_PUBSUB, element('options', NS_PUBSUB, { node, jid, subid }, [form]));
  // Not asked for again before it is wanted in another way.
  const applied = appliedOf(wish);
  try {
    await ask(actor, { type: 'set', deed: 'subscribe', node, payload });
    return { applied, state: state === 'unconfigured' ? 'subscribed' : state };
  } catch (error) {
    const reason = conditionOf(error);
    if (reason === undefined) throw error;
    const detail = `The options were not taken. ${(error as BridgeError).message}`;
    return { applied, problem: { reason, detail, at: now } };
  }
}

function refused(error: unknown, at: number): Answered {
  const reason = conditionOf(error);
  if (
    !(error instanceof BridgeError) ||
    reason === undefined ||
    error.facts.stanzaError?.type === 'wait'
  ) {
    throw error;
  }
  const problem = { reason, detail: error.message, at };
  const isGone = reason === 'item-not-found' || reason === 'gone';
  return { state: isGone ? 'gone' : 'refused', problem };
}

function noneSaid(at: number) {
  return { reason: 'none', detail: 'The service answered that there is no subscription.', at };
}

/** Resolves once there is none. */
export async function unsubscribe(
  { ask, actor, place }: Subscribing,
  subid: string | undefined,
): Promise<void> {
  const { node, identity: jid } = place;
  const order = element('unsubscribe', NS_PUBSUB, { node, jid, subid });
  try {
    await ask(actor, { type: 'set', deed: 'subscribe', node, payload: pubsub(NS_PUBSUB, order) });
  } catch (error) {
    // Whatever a service says, it has heard that the identity is not to be subscribed.
    if (conditionOf(error) === undefined) throw error;
  }
}
