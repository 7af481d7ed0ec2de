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
  /** Whether a feature answers what belongs to an address. */
  hasItems(address: string): boolean;
  /** Whether a feature answers what the nodes of an address are. */
  hasNodes(address: string): boolean;
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
    hasNodes: (address) => deps.declared.some(({ of }) => of?.(address)?.hasNodes === true),
    hasItems: (address) => deps.declared.some(({ of }) => of?.(address)?.hasItems === true),
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

type Capabilities = Pick<DiscoInfo, 'identities' | 'features' | 'forms'>;

/** XEP-0115 §5.1. `algorithm`: by its name in Node. */
export function capsHash(info: Capabilities, algorithm = 'sha1'): string {
  const { identities = [], features = [], forms = [] } = info;
  const parts = [
    ...inOctetOrder(
      identities.map(
        ({ category, type, lang = '', name = '' }) => `${category}/${type}/${lang}/${name}`,
      ),
    ),
    ...inOctetOrder(features),
    ...formsOf(forms).flatMap(([name, fields]) => [name, ...fields]),
  ];
  return hash(algorithm, parts.map((part) => `${part}<`).join(''), 'base64');
}

/** Only forms with a hidden FORM_TYPE count (§5.4, 3.6). */
function formsOf(forms: NonNullable<DiscoInfo['forms']>) {
  return forms
    .flatMap(({ fields = [] }) => {
      const type = fields.find((field) => field.var === 'FORM_TYPE' && field.type === 'hidden');
      const [name] = type?.values ?? [];
      if (name === undefined) return [];
      const rest = fields.filter((field) => field.var !== undefined && field !== type);
      const texts = rest
        .sort((one, other) => byOctets(one.var ?? '', other.var ?? ''))
        .flatMap((field) => [field.var ?? '', ...inOctetOrder(field.values ?? [])]);
      return [[name, texts] as const];
    })
    .sort(([one], [other]) => byOctets(one, other));
}

function inOctetOrder(texts: readonly string[]): string[] {
  return [...texts].sort(byOctets);
}

/** RFC 4790 §9.3. */
function byOctets(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/**
 * Whether what an entity says of itself is what the verification string of its presence stands for (XEP-0115 §5.4). What could
 * be read in two ways is not believed: a `<` in a text, or the same thing twice.
 */
export function isVerified(info: Capabilities, ver: string, algorithm: string): boolean {
  const { identities = [], features = [], forms = [] } = info;
  const identityTexts = identities.map((it) => JSON.stringify(it));
  const formNames = formsOf(forms).map(([name]) => name);
  const isPlain = !/</.test(JSON.stringify([identities, features, forms]));
  const isSingle = [identityTexts, features, formNames].every(
    (list) => new Set(list).size === list.length,
  );
  return isPlain && isSingle && capsHash(info, algorithm) === ver;
}
