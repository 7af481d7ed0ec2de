import type { Caller } from '../../core/caller.ts';
import { identityTest, openPatterns, patternTest } from '../../core/addresses/identity.ts';
import { domainOf } from '../../core/jid/jid.ts';
import { concernsOwner, remoteOf, type Event, type EventType } from './event.ts';

/** What an event is chosen by. */
export interface EventHead extends Pick<Event, 'type' | 'identity' | 'conversation'> {
  readonly data?: object;
}

type Test = (event: EventHead) => boolean;

/** Whether a reader gets an event. */
export interface EventFilter {
  (event: EventHead): boolean;
  /** Filters with the same text let the same events pass. */
  readonly text: string;
  /** How many patterns with a `*` an event is compared with. */
  readonly patterns: number;
  /** Only events of these identities can pass; undefined where that is not known. */
  readonly only?: ReadonlySet<string>;
}

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
  const test = (event: EventHead) => tests.every((one) => one(event));
  return Object.assign(test, traitsOf(hearer, wishes));
}

function traitsOf({ caller, domain }: Hearer, wishes: EventWishes) {
  const { types = [], identities = [], remotes = [] } = wishes;
  const text = JSON.stringify([caller.keyId, caller.identities, types, identities, remotes]);
  const lists = [caller.identities, identities, remotes].filter((list) => !list.includes('*'));
  const patterns = lists.reduce((sum, list) => sum + openPatterns(list).length, 0);
  const named = [identities, caller.identities].find(isOfNames);
  if (named === undefined) return { text, patterns };
  // What concerns the bridge itself stands under its domain: see `sightTest`.
  const only = new Set([domain, ...named.map((local) => `${local}@${domain}`)]);
  return { text, patterns, only };
}

function isOfNames(list: readonly string[]): boolean {
  return list.length > 0 && list.every((it) => !it.includes('*'));
}

function typeTest(types: readonly EventType[] | undefined): Test | undefined {
  if (types === undefined || types.length === 0) return undefined;
  const wanted = new Set(types);
  return (event) => wanted.has(event.type);
}

function sightTest({ caller, domain }: Hearer): Test {
  const test = identityTest(caller.identities, domain);
  return (event) =>
    (concernsOwner(event) && ownerOf(event) === caller.keyId) || test(event.identity);
}

function wishedIdentityTest(
  patterns: readonly string[] | undefined,
  domain: string,
): Test | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined;
  const test = identityTest(patterns, domain);
  return (event) => concernsOwner(event) || test(event.identity);
}

function remoteTest(patterns: readonly string[] | undefined): Test | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined;
  const test = patternTest(patterns);
  return (event) => {
    const remote = remoteOf(event);
    // An event of the bridge itself has no remote side to choose by.
    return remote === '' || test(remote) || test(domainOf(remote));
  };
}

function ownerOf(event: EventHead): unknown {
  return event.data && 'keyId' in event.data ? event.data.keyId : undefined;
}
