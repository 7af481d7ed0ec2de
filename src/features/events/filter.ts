import type { Caller } from '../../core/caller.ts';
import { matchesPattern, mayUse } from '../../core/identity.ts';
import { domainOf } from '../../core/jid/jid.ts';
import { remoteOf, type Event, type EventType } from './event.ts';

/** Whether a reader gets an event. */
export type EventFilter = (event: Event) => boolean;

/** What a reader asks for; what is left out, or empty, leaves nothing out. */
export interface EventWishes {
  readonly types?: readonly EventType[];
  /** Patterns of local parts, as a key has them. */
  readonly identities?: readonly string[];
  /** Patterns of remote bare JIDs or domains: `romeo@*`, `*.example.org`. */
  readonly remotes?: readonly string[];
}

/** The same as the parameters of a query have it. */
export interface WishParameters extends Omit<EventWishes, 'types'> {
  readonly events?: NonNullable<EventWishes['types']>;
}

/** Only what was asked for. */
export function wishesOf({ events, identities, remotes }: WishParameters): EventWishes {
  return {
    ...(events !== undefined && { types: events }),
    ...(identities !== undefined && { identities }),
    ...(remotes !== undefined && { remotes }),
  };
}

export interface Hearer {
  readonly caller: Pick<Caller, 'keyId' | 'identities'>;
  readonly componentDomain: string;
}

/** Joins what a reader asks for with what its key lets it see. */
export function eventFilter(hearer: Hearer, wishes: EventWishes): EventFilter {
  const tests = [
    typeTest(wishes.types),
    (event: Event) => maySee(hearer, event),
    identityTest(wishes.identities, hearer.componentDomain),
    remoteTest(wishes.remotes),
  ].filter((test) => test !== undefined);
  return (event) => tests.every((test) => test(event));
}

function typeTest(types: readonly EventType[] | undefined): EventFilter | undefined {
  if (types === undefined || types.length === 0) return undefined;
  const wanted = new Set(types);
  return (event) => wanted.has(event.type);
}

function maySee({ caller, componentDomain }: Hearer, event: Event): boolean {
  // That a webhook was disabled concerns whoever made it, whatever its identities are.
  if (event.type === 'webhook.disabled' && ownerOf(event) === caller.keyId) return true;
  return covers(caller.identities, event.identity, componentDomain);
}

function identityTest(
  patterns: readonly string[] | undefined,
  componentDomain: string,
): EventFilter | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined;
  return (event) =>
    event.type === 'webhook.disabled' || covers(patterns, event.identity, componentDomain);
}

function remoteTest(patterns: readonly string[] | undefined): EventFilter | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined;
  return (event) => {
    const remote = remoteOf(event);
    // An event of the bridge itself has no remote side to choose by.
    if (remote === '') return true;
    const domain = domainOf(remote);
    return patterns.some((it) => matchesPattern(it, remote) || matchesPattern(it, domain));
  };
}

function covers(identities: readonly string[], address: string, componentDomain: string): boolean {
  return mayUse({ keyId: '', identities, scopes: NO_SCOPES }, address, componentDomain);
}

const NO_SCOPES: Caller['scopes'] = new Set();

function ownerOf(event: Event): unknown {
  return 'keyId' in event.data ? event.data.keyId : undefined;
}
