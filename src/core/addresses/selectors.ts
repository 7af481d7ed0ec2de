/**
 * Which identities and which other sides somebody wants, or may use: patterns in which `*` stands for any characters.
 * They are compared with prepared addresses, so they are prepared like these, and refused where they could never match.
 */
import { BridgeError, type InputFault } from '../errors.ts';
import { explainAddress } from './address-advice.ts';
import { prepareAddress, withoutScheme, type HomeDomains } from './address.ts';
import { bare, domainOf, parseJid } from '../jid/jid.ts';

export interface Selectors {
  /** Of local parts. */
  readonly identities?: readonly string[];
  /** Of bare JIDs and domains. */
  readonly remotes?: readonly string[];
}

/** A pattern as it is compared, or what to write instead. */
export type ReadPattern = { readonly pattern: string } | { readonly why: string };

type Read = (text: string, home: HomeDomains) => ReadPattern;

/**
 * The same with its selectors prepared. `place` is put before each pointer: `/query` for parameters.
 * Throws `invalid-address` for patterns that no address can match.
 */
export function prepareSelectors<T extends Selectors>(given: T, home: HomeDomains, place = ''): T {
  const { identities, remotes } = given;
  if (identities === undefined && remotes === undefined) return given;
  const faults: InputFault[] = [];
  const collect = (list: readonly string[], name: string, read: Read) =>
    preparePatterns(list, (text) => read(text, home), { pointer: `${place}/${name}`, faults });
  const prepared = {
    ...given,
    ...(identities && { identities: collect(identities, 'identities', identityPattern) }),
    ...(remotes && { remotes: collect(remotes, 'remotes', remotePattern) }),
  };
  if (faults.length > 0) throw invalidAddresses(faults);
  return prepared;
}

/** Each pattern once; what is wrong is added to the faults. */
export function preparePatterns(
  list: readonly string[],
  read: (text: string) => ReadPattern,
  { pointer, faults }: { readonly pointer: string; readonly faults: InputFault[] },
): readonly string[] {
  const patterns = new Set<string>();
  list.forEach((text, index) => {
    const found = read(text);
    if ('pattern' in found) patterns.add(found.pattern);
    else faults.push({ pointer: `${pointer}/${index}`, detail: found.why });
  });
  return [...patterns];
}

export function invalidAddresses(errors: readonly InputFault[]): BridgeError {
  const [first] = errors;
  const detail = errors.length === 1 ? (first?.detail ?? '') : 'Several addresses need a change.';
  return new BridgeError('invalid-address', detail, { errors });
}

/** A local part at the bridge's domain, alone or as a whole address. */
export function identityPattern(text: string, home: HomeDomains): ReadPattern {
  if (text === '*') return { pattern: '*' };
  const { domain } = home;
  const plain = withoutScheme(text) ?? text;
  const at = plain.lastIndexOf('@');
  const slash = plain.indexOf('/');
  const local = at === -1 ? plain : plain.slice(0, at);
  if (slash !== -1) {
    return why(
      text,
      'has a resource, but events and keys know bare JIDs only',
      plain.slice(0, slash),
    );
  }
  if (at !== -1 && plain.slice(at + 1).toLowerCase() !== domain) {
    return why(text, `is no identity: all of them are at ${domain}`, tidy(local));
  }
  if (local === '*') return why(text, 'is every identity', '*');
  if (plain.toLowerCase() === domain || local === '') {
    return why(text, 'names no local part; the component domain itself is in * only', '*');
  }
  const prepared = preparedAround(local, (piece) => parseJid(`${piece}@x`)?.local);
  return prepared === undefined
    ? why(text, 'is not the local part of a JID', tidy(local))
    : { pattern: prepared };
}

/** A bare JID or a domain of the other side. */
function remotePattern(text: string, home: HomeDomains): ReadPattern {
  if (!text.includes('*')) return wholeRemote(text, home);
  const plain = withoutScheme(text) ?? text;
  const [account = '', resource] = plain.split('/');
  if (resource !== undefined) {
    return why(text, 'has a resource, but the other side is a bare JID', account);
  }
  const at = account.indexOf('@');
  const local = at === -1 ? undefined : account.slice(0, at);
  const domain = preparedAround(account.slice(at + 1), preparedDomainPiece);
  const head = local === undefined ? '' : preparedAround(local, (it) => parseJid(`${it}@x`)?.local);
  if (local === '')
    return why(text, 'has nothing before the @', `${account.slice(1)} or *${account}`);
  if (domain === undefined || domain === '' || head === undefined) {
    return why(text, 'matches no JID', tidy(account));
  }
  return { pattern: local === undefined ? domain : `${head}@${domain}` };
}

function wholeRemote(text: string, home: HomeDomains): ReadPattern {
  const address = prepareAddress(text, home);
  if (address === undefined) {
    if (text.startsWith('@') && prepareAddress(text.slice(1), home) !== undefined) {
      return why(text, 'has nothing before the @', `${text.slice(1)} or *${text}`);
    }
    return { why: explainAddress(text, home) };
  }
  if (address === bare(address)) return { pattern: address };
  return why(text, 'has a resource, but the other side is a bare JID', bare(address));
}

/** A domain that may be sent to. */
export function recipientPattern(text: string, home: HomeDomains): ReadPattern {
  return domainPattern(text, home, 'is an address, but recipients are domains');
}

export function domainPattern(
  text: string,
  home: HomeDomains,
  what = 'is an address, not a domain',
): ReadPattern {
  const found = remotePattern(text, home);
  if ('why' in found || !found.pattern.includes('@')) return found;
  return why(text, what, domainOf(found.pattern));
}

/** Each piece between two `*`, prepared alone: undefined when one of them cannot be. */
function preparedAround(
  pattern: string,
  prepare: (piece: string) => string | undefined,
): string | undefined {
  const pieces = pattern.split('*').map((piece) => (piece === '' ? '' : prepare(piece)));
  return pieces.includes(undefined) ? undefined : pieces.join('*');
}

/** A piece may begin and end with the dot between two labels. */
function preparedDomainPiece(piece: string): string | undefined {
  const domain = parseJid(`x${piece}x`);
  if (domain?.local !== '' || domain.resource !== '' || /[\s:,;]|\.\./.test(domain.domain)) {
    return undefined;
  }
  return domain.domain.slice(1, -1);
}

function why(text: string, what: string, instead: string): ReadPattern {
  return { why: `${JSON.stringify(text)} ${what}; write ${instead}.` };
}

/** What is left when blanks and what else no local part holds are taken out. */
function tidy(text: string): string {
  const left = text
    .normalize('NFKC')
    .replace(/[\s"&'/:<>]/g, '')
    .toLowerCase();
  return left === '' ? 'alerts' : left;
}
