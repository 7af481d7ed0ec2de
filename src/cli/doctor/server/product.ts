/** Which server it is (XEP-0092), or at least of which kind (XEP-0030). */
import { childElements, element, type XmlElement } from '../../../core/element.ts';
import { harmless } from '../../../core/words/harmless.ts';
import { childText } from '../../../stanza/element-helpers.ts';
import { ask } from './question.ts';
import { NS_INFO } from './services.ts';
import type { Connection } from './connection.ts';

export interface Product {
  readonly kind: 'prosody' | 'ejabberd' | 'other';
  /** As it names itself. */
  readonly name: string;
  readonly version?: string;
}

const NS_VERSION = 'jabber:iq:version';

/** Undefined where the server says nothing of itself. */
export async function findProduct(
  connection: Connection,
  from: string,
  to: string,
): Promise<Product | undefined> {
  const [version, info] = await Promise.all([
    ask(connection, { from, to, payload: element('query', NS_VERSION) }),
    ask(connection, { from, to, payload: element('query', NS_INFO) }),
  ]);
  if (version.kind === 'result' && version.payload !== undefined) {
    const said = fromVersion(version.payload);
    if (said !== undefined) return said;
  }
  return info.kind === 'result' && info.payload !== undefined ? fromInfo(info.payload) : undefined;
}

function fromVersion(query: XmlElement): Product | undefined {
  const name = childText(query, 'name', NS_VERSION);
  const version = childText(query, 'version', NS_VERSION);
  if (name === undefined) return undefined;
  const named = productNamed(name);
  return version === undefined ? named : { ...named, version: harmless(version, 60) };
}

function fromInfo(query: XmlElement): Product | undefined {
  const server = childElements(query).find(
    ({ name, attributes }) => name === 'identity' && attributes['category'] === 'server',
  );
  const name = server?.attributes['name'];
  return name === undefined ? undefined : productNamed(name);
}

function productNamed(said: string): Product {
  const name = harmless(said, 60);
  const [, known] = /^(prosody|ejabberd)/i.exec(name) ?? [];
  return { name, kind: kindOf(known?.toLowerCase()) };
}

function kindOf(known: string | undefined): Product['kind'] {
  return known === 'prosody' || known === 'ejabberd' ? known : 'other';
}
