import type { Caller } from '../../core/caller.ts';
import { identityTest, patternTest } from '../../core/addresses/identity.ts';
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
  readonly domain: string;
}

/** Joins what a reader asks for with what its key lets it see. Patterns are compared as they are: see `selectors.ts`. */
export function eventFilter(hearer: Hearer, wishes: EventWishes): EventFilter {
  const tests = [
    typeTest(wishes.types),
    sightTest(hearer),
    wishedIdentityTest(wishes.identities, hearer.domain),
    remoteTest(wishes.remotes),
  ].filter((test) => test !== undefined);
  return (event) => tests.every((test) => test(event));
}

function typeTest(types: readonly EventType[] | undefined): EventFilter | undefined {
  if (types === undefined || types.length === 0) return undefined;
  const wanted = new Set(types);
  return (event) => wanted.has(event.type);
}

function sightTest({ caller, domain }: Hearer): EventFilter {
  const test = identityTest(caller.identities, domain);
  // That a webhook was disabled concerns the key that created it, whatever its identities are.
  return (event) =>
    (event.type === 'webhook.disabled' && ownerOf(event) === caller.keyId) || test(event.identity);
}

function wishedIdentityTest(
  patterns: readonly string[] | undefined,
  domain: string,
): EventFilter | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined;
  const test = identityTest(patterns, domain);
  return (event) => event.type === 'webhook.disabled' || test(event.identity);
}

function remoteTest(patterns: readonly string[] | undefined): EventFilter | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined;
  const test = patternTest(patterns);
  return (event) => {
    const remote = remoteOf(event);
    // An event of the bridge itself has no remote side to choose by.
    return remote === '' || test(remote) || test(domainOf(remote));
  };
}

function ownerOf(event: Event): unknown {
  return 'keyId' in event.data ? event.data.keyId : undefined;
}
