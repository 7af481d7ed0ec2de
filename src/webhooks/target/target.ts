import type { Dispatcher } from 'undici';
import type { ExchangeLimits } from '../../egress/exchange.ts';
import { openOrigin, type Egress } from '../../egress/origin.ts';
import { concealer, credentialHeaders, type Credentials } from './credentials.ts';
import { signersOf, type Secrets } from './secrets.ts';
import type { Signer } from './signature.ts';

export interface TargetDeps extends Egress {
  readonly limits: ExchangeLimits;
  /** The most connections that are open at once. */
  readonly connections: number;
}

/** What a webhook's events are posted to. */
export interface AttemptTarget {
  readonly dispatcher: Dispatcher;
  readonly path: string;
  /** What the receiver asks for besides: secret, so it is in no report. */
  readonly headers: Readonly<Record<string, string>>;
  /** Takes what `headers` holds out of a text that is to be shown. */
  readonly conceal: (text: string) => string;
  /** What signs at a time. */
  readonly signers: (now: number) => readonly Signer[];
  readonly limits: ExchangeLimits;
}

/**
 * Connections to a webhook's URL, kept open between attempts. Each webhook has its own: one whose receiver hangs
 * takes no connection from another on the same host.
 */
export function openTarget(
  to: Secrets & Credentials & { readonly url: string },
  deps: TargetDeps,
): AttemptTarget {
  const { origin, pathname, search } = new URL(to.url);
  const headers = credentialHeaders(to);
  return {
    dispatcher: openOrigin(origin, deps, deps.connections),
    path: pathname + search,
    headers,
    conceal: concealer(headers),
    signers: signersOf(to),
    limits: deps.limits,
  };
}
