/** Service discovery (XEP-0030) and entity capabilities (XEP-0115), computed from what extensions and features declare. */
import { hash } from 'node:crypto';
import type { Disco } from '../core/feature.ts';
import type { DiscoIdentity, DiscoInfo } from '../contract/schemas.ts';
import { element, type XmlElement } from '../core/element.ts';
import { bare } from '../core/jid/jid.ts';

const NS_CAPS = 'http://jabber.org/protocol/caps';

export interface DiscoveryDeps {
  readonly domain: string;
  /** Of the software. */
  readonly name: string;
  /** Names the software in the node of its capabilities (XEP-0115 §4). */
  readonly capsNode: string;
  /** Whatever adds to disco#info: extensions, features, queries that the bridge answers. */
  readonly declared: readonly Disco[];
}

export interface Discovery {
  /**
   * What an address of the bridge is and can do; undefined for a node that it does not have. The node of the present
   * capabilities is one of them, so that `ver` can be verified (XEP-0115 §5.4).
   */
  info(address: string, node?: string): DiscoInfo | undefined;
  /** The verification string of an address (XEP-0115 §5.1), with SHA-1. */
  ver(address: string): string;
  /** What presence from an address says of its capabilities (XEP-0115 §4). */
  caps(address: string): XmlElement;
}

export function createDiscovery(deps: DiscoveryDeps): Discovery {
  const common = deps.declared.flatMap((disco) => disco.features);
  const sorted = (features: readonly string[]) => [...new Set(features)].sort();
  const features = sorted(common);
  const plain = (full: string) => {
    const address = bare(full);
    const own = deps.declared.flatMap(({ of }) => of?.(address) ?? []);
    const identities = own.find((it) => it.identities !== undefined)?.identities;
    const more = own.flatMap((it) => it.features ?? []);
    return {
      identities: identities ?? [identityOf(deps, address)],
      features: more.length === 0 ? features : sorted([...common, ...more]),
    };
  };
  const ver = (address: string) => capsHash(plain(address));
  return {
    ver,
    caps: (address) =>
      element('c', NS_CAPS, { hash: 'sha-1', node: deps.capsNode, ver: ver(address) }),
    info(address, node) {
      if (node === undefined) return plain(address);
      return node === `${deps.capsNode}#${ver(address)}` ? { node, ...plain(address) } : undefined;
    },
  };
}

/** The domain is a component, an identity is a bot on it. */
function identityOf({ domain, name }: DiscoveryDeps, address: string): DiscoIdentity {
  return address === domain
    ? { category: 'component', type: 'generic', name }
    : { category: 'client', type: 'bot', name };
}

/** XEP-0115 §5.1; without forms. */
export function capsHash(info: Pick<DiscoInfo, 'identities' | 'features'>): string {
  const { identities = [], features = [] } = info;
  const parts = [
    ...identities
      .map(({ category, type, lang = '', name = '' }) => `${category}/${type}/${lang}/${name}`)
      .sort(),
    ...[...features].sort(),
  ];
  return hash('sha1', parts.map((part) => `${part}<`).join(''), 'base64');
}
