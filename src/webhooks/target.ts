import { Pool } from 'undici';
import type { AttemptTarget } from './attempt.ts';
import type { PostLimits } from './post.ts';
import { signersOf } from './secrets.ts';
import type { Subscription } from './subscription.ts';
import { guardedConnector, type TargetRule } from './target-guard.ts';

export interface TargetDeps {
  readonly rule: TargetRule;
  readonly limits: PostLimits;
  /** The most connections that are open at once. */
  readonly connections: number;
}

const CONNECT_TIMEOUT_MS = 3_000;

/**
 * Connections to a webhook's URL, kept open between attempts. Each webhook has its own: one whose receiver hangs
 * takes no connection from another on the same host.
 */
export function openTarget(subscription: Subscription, deps: TargetDeps): AttemptTarget {
  const { origin, pathname, search } = new URL(subscription.url);
  const dispatcher = new Pool(origin, {
    connections: deps.connections,
    pipelining: 1,
    connect: guardedConnector(deps.rule, CONNECT_TIMEOUT_MS),
  });
  return {
    dispatcher,
    path: pathname + search,
    signers: signersOf(subscription),
    limits: deps.limits,
  };
}
