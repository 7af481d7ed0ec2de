import { bridgeEvent, type EventStamp } from '../../events/event.ts';
import { LoggedEvent } from '../../events/logged-event.ts';
import type { Cursor } from '../../events/cursor.ts';
import { attempt } from '../attempt/attempt.ts';
import type { AttemptReport } from '../delivery/delivery.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { openTarget, type TargetDeps } from '../target/target.ts';
import type { Runtime } from '../../runtime.ts';

export interface TestDeps extends Pick<Runtime, 'domain' | 'now'> {
  readonly target: TargetDeps;
}

export interface TestReport extends AttemptReport {
  readonly ok: boolean;
  readonly eventId: string;
}

/** Posts a signed `webhook.test` event once. It is in no log: its cursor is where the log stands. */
export async function postTestEvent(
  deps: TestDeps,
  subscription: Subscription,
  stamp: EventStamp,
  at: Cursor,
): Promise<TestReport> {
  const data = { webhookId: subscription.id };
  const event = bridgeEvent(stamp, 'webhook.test', deps.domain, data);
  const entry = { position: at.position, value: JSON.stringify(event) };
  const target = openTarget(subscription, deps.target);
  try {
    const body = new LoggedEvent(entry, at.incarnation).body(subscription.xml);
    const { result, report } = await attempt(target, { id: event.id, body }, deps.now);
    return { ...report, ok: result === 'success', eventId: event.id };
  } finally {
    await target.dispatcher.destroy();
  }
}
