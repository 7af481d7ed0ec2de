import { conversationEvent, bridgeEvent, type Event, type EventType } from '../events/event.ts';
import { eventChange, recordEvent } from '../events/recorder.ts';
import { stanzaEvent } from '../events/stanza-event.ts';
import { isDebug, type Log } from '../observe/log.ts';
import { toSendRecord } from '../outbox/ledger.ts';
import type { MessageState } from '../outbox/message-state.ts';
import type { StatusEvent } from '../outbox/status-news.ts';
import { bare } from '../stanza/jid.ts';
import type { XmlElement } from '../stanza/element.ts';
import type { Change, Store } from '../store/store.ts';
import type { Traces } from '../observe/traces.ts';
import { persistently } from './persistently.ts';
import { traceHeard, traceStep } from './tracing.ts';

/** Makes events of what the other parts tell, and records them. */
export interface EventsOf {
  /** Stores the event of a stanza; tries for a while while the store is away. */
  readonly stanza: (stanza: XmlElement) => Promise<void>;
  /** The event of a stanza and what is known of it besides, to be stored with what else there is to store. */
  readonly heard: (
    stanza: XmlElement,
    marks: object,
  ) => { readonly change: Change; readonly stored: () => void } | undefined;
  /** The event of an IQ request, to be stored with the request itself. */
  readonly request: (iq: XmlElement) => { readonly id: string; readonly change: Change };
  /** The news of a message, to be stored with its record; presence and IQs make no news. */
  readonly status: StatusEvent;
  /** What happened to the bridge itself. Not worth a failure: the log says it too. */
  readonly bridge: (type: EventType, data: object) => Promise<void>;
}

/** Told of what is recorded, for metrics. */
export interface EventCounts {
  readonly event: (type: EventType) => void;
  readonly status: (status: MessageState) => void;
}

interface EventsOfDeps {
  readonly store: Store;
  readonly componentDomain: string;
  readonly newId: () => string;
  readonly now: () => number;
  readonly count: EventCounts;
  readonly traces?: Traces | undefined;
  readonly log: Log;
}

export function createEventsOf(deps: EventsOfDeps): EventsOf {
  const { store, componentDomain, count, traces, log } = deps;
  const stamp = (trace?: string) => ({ id: deps.newId(), now: deps.now(), trace });
  const record = async (event: Event, stanza?: string) => {
    await persistently(() => recordEvent(store, event));
    stored(deps, event, stanza);
  };
  return {
    async stanza(stanza) {
      const event = stanzaEvent(stamp(traceHeard(traces, stanza)), stanza);
      if (event !== undefined) await record(event, stanza.attributes['id']);
    },
    heard(stanza, marks) {
      const event = stanzaEvent(stamp(traceHeard(traces, stanza)), stanza, marks);
      if (event === undefined) return undefined;
      return {
        change: eventChange(event),
        stored: () => {
          stored(deps, event, stanza.attributes['id']);
        },
      };
    },
    request(iq) {
      const event = stanzaEvent(stamp(traceHeard(traces, iq)), iq);
      if (event === undefined) throw new Error('The link let an IQ without addresses through.');
      count.event(event.type);
      return { id: event.id, change: eventChange(event) };
    },
    status(record) {
      if (record.kind !== 'message') return undefined;
      const { id: message, status } = record;
      const step = traceStep(traces, record);
      const between = { identity: bare(record.from), remote: bare(record.to) };
      const data = toSendRecord(record);
      const event = conversationEvent(stamp(step?.traceparent), 'message.status', between, data);
      const onStored = () => {
        step?.end();
        count.event('message.status');
        count.status(status);
        if (isDebug(log))
          log.debug({ message, status, event: event.id }, 'a message has a new status');
      };
      return { change: eventChange(event), stored: onStored };
    },
    async bridge(type, data) {
      const event = bridgeEvent(stamp(), type, componentDomain, data);
      await record(event).catch(() => undefined);
    },
  };
}

function stored({ count, log }: EventsOfDeps, event: Event, stanza: string | undefined): void {
  count.event(event.type);
  if (isDebug(log)) log.debug({ event: event.id, type: event.type, stanza }, 'an event was stored');
}
