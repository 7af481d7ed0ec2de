import type { DiscoIdentity } from '../contract/schemas.ts';
import type { XmlElement } from './element.ts';
import type { Collector } from './metric.ts';
import type { Routes } from './route.ts';

/**
 * One capability of the bridge, in a folder of its own. `app/features.ts` lists the features; nothing else knows
 * which there are.
 */
export interface Feature {
  readonly name: string;
  /** Who serves its operations of the contract. */
  readonly routes?: Partial<Routes>;
  /** What it does with incoming stanzas. */
  readonly inbound?: readonly InboundHandler[];
  /** What service discovery shows for it. */
  readonly disco?: Disco;
  /** The link of this replica is up. */
  readonly onLinkUp?: (link: { readonly epoch: number }) => void;
  /** The link of this replica was lost; not called when it is handed over. */
  readonly onLinkDown?: (link: LinkDown) => void;
  readonly metrics?: readonly Collector[];
  /** Called once everything is connected, before requests are served. */
  readonly start?: () => void | Promise<void>;
  /** Called in the reverse order of the list, when no request is served any more. */
  readonly stop?: () => void | Promise<void>;
}

export interface LinkDown {
  readonly epoch: number;
  readonly reason: string;
  /** The stanza because of which the server ended the stream, as text, where that is clear. */
  readonly culprit: string | undefined;
}

/** XEP-0030 §3. */
export interface Disco {
  /** Namespaces that the bridge supports on each of its addresses. */
  readonly features: readonly string[];
  /** What one address is and supports besides; undefined where that is nothing. `address`: a bare JID. */
  readonly of?: (address: string) => AddressDisco | undefined;
}

export interface AddressDisco {
  /** In place of what the bridge would say; the first feature that has some decides. */
  readonly identities?: readonly DiscoIdentity[];
  readonly features?: readonly string[];
  /** What belongs to it (XEP-0030 §4) is answered by a handler of the feature. */
  readonly hasItems?: true;
  /** What its nodes are (§3.2), but that of its capabilities, is answered by a handler of the feature. */
  readonly hasNodes?: true;
}

/** Where a handler stands in the chain; the order and its reasons are in `inbound/chain.ts`. */
export type InboundStage = 'answer' | 'request' | 'own' | 'claim' | 'record' | 'recorded';

/** Does something with a stanza, or leaves it to the handlers after it. */
export interface InboundHandler {
  readonly stage: InboundStage;
  /**
   * Resolves with `claimed` when no later handler is to see the stanza. Must be safe to repeat: a stanza that could not
   * be stored may be given again. Rejects when the stanza could not be taken in, and its sender is told.
   */
  readonly handle: (stanza: XmlElement, arrival: Arrival) => Promise<Inbound> | Inbound;
}

/** How a stanza came in. */
export interface Arrival {
  /**
   * It was read from an old link, after this replica had lost the right to send: it is recorded as late, and nothing is
   * answered by itself.
   */
  readonly late?: true;
}

export const IN_TIME: Arrival = {};
export const LATE: Arrival = { late: true };

export type Inbound = 'claimed' | 'passed';
