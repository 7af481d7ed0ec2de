/** The nodes of an identity as others see them: what was published, and what follows from what was declared. Pure. */
import { element, type XmlElement } from '../../../core/element.ts';
import { payloadToXml } from '../../../extensions/pubsub/payload.ts';
import { textElement } from '../../../stanza/element-helpers.ts';
import type { IdentityRecord } from '../identity-record.ts';
import { NODE_DATA, NODE_METADATA, nodeNamed, type Access } from './node.ts';
import type { Node } from './nodes.ts';

export interface ShownItem {
  readonly id: string;
  readonly payload: XmlElement | undefined;
}

export interface ShownNode {
  readonly node: string;
  readonly access: Access;
  readonly items: readonly ShownItem[];
}

/** `photo`: the bytes of the avatar in Base64; left out, the node of the bytes is not shown. */
export function shownNodes(
  record: IdentityRecord | undefined,
  published: readonly Node[],
  photo?: string,
): readonly ShownNode[] {
  const own = published.map(({ node, access, items }) => ({
    ...{ node, access },
    items: items.map(([id, { says }]) => ({ id, payload: payloadToXml(says)[0] })),
  }));
  const hasNick = own.some(({ node }) => node === nodeNamed('nick'));
  return [
    ...own,
    ...avatarNodes(record, photo),
    ...(record?.name === undefined || hasNick ? [] : [nickNode(record.name)]),
  ];
}

/** XEP-0084 §4. */
function avatarNodes(record: IdentityRecord | undefined, photo?: string): readonly ShownNode[] {
  const { avatar } = record ?? {};
  if (avatar === undefined) return [];
  const { sha1: id, bytes, mediaType: type, width, height } = avatar;
  const info = element('info', NODE_METADATA, {
    ...{ bytes: String(bytes), id, type },
    ...{ width: width?.toString(), height: height?.toString() },
  });
  const metadata = element('metadata', NODE_METADATA, {}, [info]);
  const data = photo === undefined ? [] : [{ id, payload: textElement('data', NODE_DATA, photo) }];
  return [
    { node: NODE_METADATA, access: 'open', items: [{ id, payload: metadata }] },
    { node: NODE_DATA, access: 'open', items: data },
  ];
}

/** XEP-0172 §4.4. */
function nickNode(name: string): ShownNode {
  const [payload] = payloadToXml({ nick: name });
  return { node: nodeNamed('nick'), access: 'open', items: [{ id: 'current', payload }] };
}
