/** One step of a command at the other side. */
import type { Caller } from '../../../core/caller.ts';
import { childElements, element, type XmlElement } from '../../../core/element.ts';
import { BridgeError } from '../../../core/errors.ts';
import {
  replyOf,
  requestToXml,
  type CommandReply,
  type CommandRequest,
} from '../../../extensions/queries/command.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import type { Session } from './session.ts';

/** Asks an IQ request for a caller, which is counted, and resolves with the result. */
export type Ask = (
  caller: Caller,
  iq: XmlElement,
  options: { readonly waitMs: number },
) => Promise<XmlElement>;

/** Resolves with the answer. Throws what the ask throws, and `stanza-error` if the result is not an answer to a command. */
export async function askStep(
  { ask, waitMs }: { readonly ask: Ask; readonly waitMs: number },
  caller: Caller,
  session: Session,
  request: Omit<CommandRequest, 'node' | 'sessionid'>,
): Promise<CommandReply> {
  const { from, to, node, reply } = session;
  const { sessionid } = reply;
  const payload = requestToXml({
    ...request,
    node,
    ...(sessionid !== undefined && { sessionid }),
  });
  const iq = element('iq', NS_CLIENT, { type: 'set', from, to }, [payload]);
  const [command] = childElements(await ask(caller, iq, { waitMs }));
  const answer = command && replyOf(command);
  if (answer === undefined) {
    throw new BridgeError('stanza-error', `${to} answered with something other than a command.`);
  }
  return answer;
}

/** Whether the other side says that it has no such session any more (XEP-0050 §4.4). */
export function isSessionOver(error: unknown): boolean {
  if (!(error instanceof BridgeError)) return false;
  const { extensions = [] } = error.facts.stanzaError ?? {};
  return extensions.some(({ name }) => name === 'bad-sessionid' || name === 'session-expired');
}
