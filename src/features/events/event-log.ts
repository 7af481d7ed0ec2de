import type { XmlElement } from '../../core/element.ts';
import { isDebug } from '../../observe/logger.ts';
import { createTally, type Tally } from '../../observe/tally.ts';
import type { Arrival } from '../../core/feature.ts';
import type { Change } from '../../store/store.ts';
import type { Runtime } from '../runtime.ts';
import { bridgeEvent, type Event, type EventStamp, type EventType } from './event.ts';
import { recordEvent, eventChange } from './recorder.ts';
import { stanzaEvent } from './stanza-event.ts';

/** Where features write events. */
export interface EventLog {
  /** What tells a new event apart. */
  readonly stamp: (trace?: string) => EventStamp;
  /** Stores the event of a stanza; waits while the store is down. */
  readonly recordStanza: (stanza: XmlElement, arrival: Arrival) => Promise<void>;
  /** The event of a stanza with what else is known of it, to be stored in somebody's own commit. */
  readonly heard: (
    stanza: XmlElement,
    marks: object,
  ) => { readonly change: Change; readonly stored: () => void } | undefined;
  /** What happened to the bridge itself. Not worth a failure: the log says it too. */
  readonly recordBridge: (type: EventType, data: object) => Promise<void>;
  /** The event of an IQ request, to be stored with the request itself. */
  readonly request: (
    iq: XmlElement,
    arrival: Arrival,
  ) => { readonly id: string; readonly change: Change };
  /** An event was stored as part of somebody's own commit; `what` says so in the log. */
  readonly stored: (event: Event, fields: object, what?: string) => void;
  /** Events that this replica recorded. */
  readonly counts: Tally<EventType>['counts'];
}

const marksOf = (arrival: Arrival) => (arrival.late === true ? arrival : undefined);
/** News of the bridge itself that wait for a store that is away; more is not worth keeping. */
const MAX_WAITING = 64;

export function createEventLog(runtime: Runtime): EventLog {
  const { store, domain, newId, now, traces, logger } = runtime;
  const tally = createTally<EventType>();
  let waiting = 0;
  const stamp = (trace?: string) => ({ id: newId(), now: now(), trace });
  const stored = (event: Event, fields: object, what = 'an event was stored') => {
    tally.count(event.type);
    if (isDebug(logger)) logger.debug({ event: event.id, type: event.type, ...fields }, what);
  };
  const record = async (event: Event, stanza?: string) => {
    await recordEvent(store, event);
    stored(event, { stanza });
  };
  const begin = (stanza: XmlElement, marks?: object) => {
    const span = traces?.begin({ name: `${stanza.name} received`, kind: 'consumer' });
    span?.end();
    return stanzaEvent(stamp(span?.traceparent), stanza, marks);
  };
  return {
    stamp,
    stored,
    counts: tally.counts,
    async recordStanza(stanza, arrival) {
      const event = begin(stanza, marksOf(arrival));
      if (event !== undefined) await record(event, stanza.attributes['id']);
    },
    heard(stanza, marks) {
      const event = begin(stanza, marks);
      if (event === undefined) return undefined;
      return {
        change: eventChange(event),
        stored: () => {
          stored(event, { stanza: stanza.attributes['id'] });
        },
      };
    },
    async recordBridge(type, data) {
      if (waiting === MAX_WAITING) return;
      waiting += 1;
      await record(bridgeEvent(stamp(), type, domain, data)).catch(() => undefined);
      waiting -= 1;
    },
    request(iq, arrival) {
      const event = begin(iq, marksOf(arrival));
      if (event === undefined) throw new Error('The link let an IQ without addresses through.');
      tally.count(event.type);
      return { id: event.id, change: eventChange(event) };
    },
  };
}
