/** Judges the keys of a Redis by the table of families: each key belongs to one, and has its bound. Pure. */
import type { KeyFamily } from '../../src/store/family.ts';

export interface StoredKey {
  readonly key: string;
  readonly type: string;
  /** Of a hash or a stream: how many are in it; of a string: bytes. */
  readonly size: number;
  /** Of a small hash. */
  readonly fields: readonly string[];
  /** Ms; left out: for ever. */
  readonly ttl?: number;
}

/** The family of a key of a bridge for this domain. */
export function familyOf(
  key: string,
  families: readonly KeyFamily[],
  domain: string,
): KeyFamily | undefined {
  const tag = `{sb:${domain}}:`;
  if (!key.startsWith(tag)) return undefined;
  const name = key.slice(tag.length);
  return families.find(({ pattern }) => patternOf(pattern).test(name));
}

/** `*` stands for anything, also with colons in it. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.\\+?^$[\](){}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's');
}

/** What is wrong, a sentence for each key. */
export function faultsOfKeys(
  keys: readonly StoredKey[],
  families: readonly KeyFamily[],
  domain: string,
): string[] {
  return keys.flatMap((stored) => {
    const family = familyOf(stored.key, families, domain);
    if (family === undefined) return [`${stored.key}: of no family`];
    const fault = boundFault(stored, family);
    return fault === undefined ? [] : [`${stored.key}: ${fault}`];
  });
}

function boundFault({ ttl, size }: StoredKey, { bound }: KeyFamily): string | undefined {
  if ('ms' in bound) {
    if (ttl === undefined) return `lives for ever, not ${bound.ms} ms`;
    return ttl <= bound.ms ? undefined : `lives ${ttl} ms, not ${bound.ms}`;
  }
  if (ttl !== undefined) return `goes in ${ttl} ms, and its bound is a number`;
  return size <= bound.most ? undefined : `has ${size}, more than ${bound.most}`;
}
