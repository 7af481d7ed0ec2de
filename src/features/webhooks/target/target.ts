import { Pool, type Dispatcher } from 'undici';
import type { PostLimits } from './post.ts';
import { signersOf, type Secrets } from './secrets.ts';
import type { Signer } from './signature.ts';
import { guardedConnector, type TargetRule } from './guard.ts';

export interface TargetDeps {
  readonly rule: TargetRule;
  readonly limits: PostLimits;
  /** The most connections that are open at once. */
  readonly connections: number;
}

/** What a webhook's events are posted to. */
export interface AttemptTarget {
  readonly dispatcher: Dispatcher;
  readonly path: string;
  /** What signs at a time. */
  readonly signers: (now: number) => readonly Signer[];
  readonly limits: PostLimits;
}

const CONNECT_TIMEOUT_MS = 3_000;

/**
 * Connections to a webhook's URL, kept open between attempts. Each webhook has its own: one whose receiver hangs
 * takes no connection from another on the same host.
 */
export function openTarget(
  to: Secrets & { readonly url: string },
  deps: TargetDeps,
): AttemptTarget {
  const { origin, pathname, search } = new URL(to.url);
  const dispatcher = new Pool(origin, {
    connections: deps.connections,
    pipelining: 1,
    connect: guardedConnector(deps.rule, CONNECT_TIMEOUT_MS),
  });
  return {
    dispatcher,
    path: pathname + search,
    signers: signersOf(to),
    limits: deps.limits,
  };
}
