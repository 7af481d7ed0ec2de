import type { Caller } from '../../core/caller.ts';
import { childElements, element, type XmlElement } from '../../core/element.ts';
import { NS_CLIENT } from '../../stanza/namespaces.ts';

/** Asks an IQ request for a caller and resolves with the result; throws what `IqClient.askRaw` throws. */
export type AskRaw = (
  caller: Caller,
  iq: XmlElement,
  options: { readonly waitMs: number },
) => Promise<XmlElement>;

export interface Question {
  readonly caller: Caller;
  /** Left out: the default identity of the caller. */
  readonly from?: string | undefined;
  readonly to: string;
}

const WAIT_MS = 8_000;

/** The payload of the result, if it has one. */
export async function askFor(
  ask: AskRaw,
  { caller, from, to }: Question,
  payload: XmlElement,
  waitMs = WAIT_MS,
): Promise<XmlElement | undefined> {
  const iq = element('iq', NS_CLIENT, { from, to, type: 'get' }, [payload]);
  const [answer] = childElements(await ask(caller, iq, { waitMs }));
  return answer;
}
