import type { LogEntry } from '../../store/store.ts';
import { encodeCursor } from './cursor.ts';
import { concernsOwner, type Event } from './event.ts';
import type { EventHead } from './filter.ts';
import { eventXml } from './stanza-event.ts';

/**
 * An event as it stands in the log. One object serves every reader of a replica: what one of them needed is
 * made once for all.
 */
export class LoggedEvent {
  readonly position: string;
  readonly text: string;
  readonly #incarnation: string;
  #head: EventHead | undefined;
  #event: Event | undefined;
  #body: Buffer | undefined;
  #bodyWithXml: Buffer | undefined;

  constructor(entry: LogEntry, incarnation: string) {
    this.position = entry.position;
    this.text = entry.value;
    this.#incarnation = incarnation;
  }

  get event(): Event {
    return (this.#event ??= JSON.parse(this.text) as Event);
  }

  /** What readers choose it by. Most readers do not want most events, and the rest of a text may be long. */
  get head(): EventHead {
    return this.#event ?? (this.#head ??= headOf(this.text) ?? this.event);
  }

  get cursor(): string {
    return encodeCursor({ incarnation: this.#incarnation, position: this.position });
  }

  /** The envelope as JSON text in UTF-8; with `xml`, the stanza's XML stands in its `data.xml`. */
  body(xml: boolean): Buffer {
    if (!xml) return (this.#body ??= this.#envelope(this.text));
    return (this.#bodyWithXml ??= this.#envelope(JSON.stringify(withXml(this.event))));
  }

  #envelope(text: string): Buffer {
    // The text is an object with an id, so the cursor can be set before what is in it.
    return Buffer.from(`{"cursor":"${this.cursor}",${text.slice(1)}`);
  }
}

/** `build` in `event.ts` writes the data behind the rest; within the texts before it a quotation mark is escaped. */
function headOf(text: string): EventHead | undefined {
  const end = text.indexOf(',"data":');
  if (end === -1) return undefined;
  const head = JSON.parse(`${text.slice(0, end)}}`) as Partial<EventHead>;
  const { type, identity, conversation } = head;
  if (type === undefined || identity === undefined || conversation === undefined) return undefined;
  return concernsOwner({ type }) ? undefined : { type, identity, conversation };
}

/** The event, and its stanza as XML in `data.xml`. */
export function withXml(event: Event): Event {
  const xml = eventXml(event);
  return xml === undefined ? event : { ...event, data: { ...event.data, xml } };
}
