import type { EventEnvelope } from '../../../contract/schemas.ts';
import { instant } from '../../../core/instant.ts';
import { bridgeEvent, type Event, type EventStamp, type EventType } from '../../events/event.ts';
import { LoggedEvent } from '../../events/logged-event.ts';
import type { Cursor } from '../../events/cursor.ts';
import { attempt } from '../attempt/attempt.ts';
import type { Formats } from '../attempt/format.ts';
import type { AttemptReport } from '../delivery/delivery.ts';
import type { Subscription } from '../subscription/subscription.ts';
import { formatFaults, refuseFaults } from '../subscription/terms-faults.ts';
import { openTarget, type TargetDeps } from '../target/target.ts';
import type { Runtime } from '../../runtime.ts';

export interface TestDeps extends Pick<Runtime, 'domain' | 'now'> {
  readonly target: TargetDeps;
  readonly formats: Formats;
  /** What the contract shows, by type. */
  readonly samples: ReadonlyMap<string, EventEnvelope>;
}

export interface TestReport extends AttemptReport {
  readonly ok: boolean;
  readonly eventId: string;
}

/** Posts a signed event once. It is in no log: its cursor is where the log stands. */
export async function postTestEvent(
  deps: TestDeps,
  subscription: Subscription,
  event: Event,
  at: Cursor,
): Promise<TestReport> {
  const entry = { position: at.position, value: JSON.stringify(event) };
  const target = openTarget(subscription, deps.target);
  const { write } = deps.formats[subscription.format];
  try {
    const written = write(new LoggedEvent(entry, at.incarnation), subscription.xml);
    const { result, report } = await attempt(target, { id: event.id, written }, deps.now);
    return { ...report, ok: result === 'success', eventId: event.id };
  } finally {
    await target.dispatcher.destroy();
  }
}

/** mod_rest has no event but stanzas. Throws `invalid-request` for a type that the format does not have. */
export function testTypeFor(
  { format }: Subscription,
  type: EventType | undefined,
): EventType | undefined {
  if (format !== 'mod_rest') return type;
  if (type !== undefined) refuseFaults(formatFaults(format, [type], () => '/type'));
  return type ?? 'message.received';
}

/** What names a webhook names the one that is tested. */
export function testEvent(
  { domain, samples }: Pick<TestDeps, 'domain' | 'samples'>,
  webhookId: string,
  stamp: EventStamp,
  type: EventType = 'webhook.test',
): Event {
  const sample = samples.get(type);
  if (type === 'webhook.test' || sample === undefined) {
    return bridgeEvent(stamp, 'webhook.test', domain, { webhookId });
  }
  const { identity, conversation, data } = sample;
  const own = 'webhookId' in data ? { ...data, webhookId } : data;
  return { id: stamp.id, type, at: instant(stamp.now), identity, conversation, data: own };
}
