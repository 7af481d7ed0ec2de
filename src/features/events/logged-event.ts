import type { LogEntry } from '../../store/store.ts';
import { encodeCursor } from './cursor.ts';
import type { Event } from './event.ts';
import { eventXml } from './stanza-event.ts';

/**
 * An event as it stands in the log. One object serves every reader of a replica: what one of them needed is
 * made once for all.
 */
export class LoggedEvent {
  readonly position: string;
  readonly text: string;
  readonly #incarnation: string;
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

/** The event, and its stanza as XML in `data.xml`. */
export function withXml(event: Event): Event {
  const xml = eventXml(event);
  return xml === undefined ? event : { ...event, data: { ...event.data, xml } };
}
