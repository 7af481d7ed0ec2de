/** Service discovery (XEP-0030) and entity capabilities (XEP-0115), computed from what extensions and features declare. */
import { hash } from 'node:crypto';
import type { Disco } from '../core/feature.ts';
import type { DiscoIdentity, DiscoInfo } from '../contract/schemas.ts';

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
}

export function createDiscovery(deps: DiscoveryDeps): Discovery {
  const features = [...new Set(deps.declared.flatMap((disco) => disco.features))].sort();
  const plain = (address: string) => ({ identities: [identityOf(deps, address)], features });
  const ver = (address: string) => capsHash(plain(address));
  return {
    ver,
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
