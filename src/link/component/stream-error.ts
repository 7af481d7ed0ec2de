import { childElements, childNamed, textOf } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { NS_STREAM_ERRORS } from '../../stanza/namespaces.ts';

/** What a `<stream:error/>` says (RFC 6120 §4.9.2); `undefined-condition` when it does not. */
export function streamErrorOf(error: XmlElement): { condition: string; text: string } {
  const condition = childElements(error).find(
    ({ namespace, name }) => namespace === NS_STREAM_ERRORS && name !== 'text',
  );
  const text = childNamed(error, 'text', NS_STREAM_ERRORS);
  return {
    condition: condition?.name ?? 'undefined-condition',
    text: text === undefined ? '' : textOf(text),
  };
}
