import type { XmlElement } from '../stanza/element.ts';

/** Takes its turn with a stanza that came in. */
export interface InboundHandler {
  readonly name: string;
  /** True: claimed, nobody after it is asked. Anything else passes the stanza on. */
  readonly handle: (stanza: XmlElement) => boolean | Promise<boolean>;
}

/** Asks the handlers in order until one claims the stanza. Does not wait where a handler does not. */
export async function passAlong(
  handlers: readonly InboundHandler[],
  stanza: XmlElement,
): Promise<void> {
  for (const { handle } of handlers) {
    const claimed = handle(stanza);
    if (claimed === true || (claimed !== false && (await claimed))) return;
  }
}
