/**
 * What an error of a call says of trying again.
 *
 * - `passes`: nothing is known, or Redis as a whole takes nothing now, which passes or is mended by an operator.
 * - `final`: it will never take this.
 */
export type Refusal = 'passes' | 'final';

/** Replies about the server, its role or our connection, not about the commands. */
const OF_SERVER =
  /\b(?:LOADING|MISCONF|READONLY|NOREPLICAS|NOAUTH|WRONGPASS|NOPERM|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|MOVED|ASK|BUSY|NOSCRIPT|OOM|VERSION|UNBLOCKED)\b|max number of clients/;

/** `error`: of `Attempt`, with the cause in it. One without a cause is our own: data of a newer bridge. */
export function refusalOf(error: unknown): Refusal {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return 'final';
  const text = String(cause);
  return cause.name === 'ReplyError' && !OF_SERVER.test(text) ? 'final' : 'passes';
}
