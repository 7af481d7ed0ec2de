/** A contact of an identity, as it is kept. */
import { createHash } from 'node:crypto';
import type { Space, StoredRecord } from '../../../store/store.ts';
import type { Book } from './book.ts';

/** How far one side's subscription to the other's presence is. */
export type Side = 'none' | 'asked' | 'granted';

/** Which presence a caller wants to flow: theirs to the identity (`to`), the identity's to them (`from`), or both. */
export type Want = 'both' | 'to' | 'from';

export interface Contact {
  /** The identity's subscription to their presence. */
  readonly ours: Side;
  /** Their subscription to the identity's. */
  readonly theirs: Side;
  /** Absent where no caller declared it. */
  readonly want?: Want;
  readonly name?: string;
  readonly groups?: readonly string[];
  /** They have refused what was asked of them. */
  readonly refused?: true;
  /** A caller deleted it, and they do not know yet. */
  readonly ending?: true;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** What is known of their presence, once it was granted. */
  readonly book?: Book;
}

/** Both bare and prepared. */
export interface Pair {
  readonly identity: string;
  readonly remote: string;
}

/** The contacts of an identity are in one of so many hashes. Another number needs a data step. */
export const PARTITIONS = 64;

export function spaceAt(partition: number): Space {
  return { name: `contacts:${partition}`, ttl: 'forever' };
}

export function partitionOf(identity: string): number {
  return (createHash('sha256').update(identity).digest()[0] ?? 0) % PARTITIONS;
}

export function spaceOf(identity: string): Space {
  return spaceAt(partitionOf(identity));
}

/** A local part has no space, and neither has a domain. */
export function keyOf({ identity, remote }: Pair): string {
  return `${identity} ${remote}`;
}

export function pairOf(key: string): Pair {
  const space = key.indexOf(' ');
  return { identity: key.slice(0, space), remote: key.slice(space + 1) };
}

export function decodeContact(stored: StoredRecord | undefined): Contact | undefined {
  return stored && (JSON.parse(stored.value) as Contact);
}

export function newContact(now: number): Contact {
  return { ours: 'none', theirs: 'none', since: now };
}

/** Nothing is left that would have to be kept. */
export function isVoid({ ours, theirs, want, ending }: Contact): boolean {
  return ours === 'none' && theirs === 'none' && want === undefined && ending === undefined;
}

/** Whether the identity wants their presence, or wants them to have its own. */
export const wantsTheirs = (want: Want | undefined) => want === 'to' || want === 'both';
export const grantsOurs = (want: Want | undefined) => want === 'from' || want === 'both';
