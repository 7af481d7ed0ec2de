/** What Redis, ioredis and the socket say, for a person. The first that fits counts. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'connection refused'],
  [/ENOTFOUND/, 'the host name is unknown (ENOTFOUND)'],
  [/EAI_AGAIN/, 'the host name cannot be looked up now (EAI_AGAIN)'],
  [/EHOSTUNREACH|ENETUNREACH/, 'there is no route to it'],
  [/ECONNRESET|EPIPE/, 'the connection was reset'],
  [/ETIMEDOUT|timed out|timeout/i, 'timed out'],
  [/WRONGPASS/, 'WRONGPASS: the user or the password is wrong'],
  [/NOAUTH/, 'NOAUTH: the password is missing or wrong'],
  [/AUTH.*without any password/, 'it knows no password, but BRIDGE_REDIS_URL has one'],
  [/NOPERM/, 'NOPERM: the user lacks a permission (SECURITY.md has the ACL)'],
  [/READONLY/, 'read-only replica (READONLY): name the master'],
  [/MISCONF/, 'MISCONF: it cannot write to its disk'],
  [/\bOOM\b/, 'OOM: its memory is full'],
  [/NOREPLICAS/, 'NOREPLICAS: too few replicas are connected to it'],
  [/LOADING/, 'it is still loading its data'],
  [/MASTERDOWN/, 'MASTERDOWN: a replica without its master'],
  [/CLUSTERDOWN/, 'CLUSTERDOWN: the cluster is down'],
  [/DB index is out of range/, 'it has no database of this number'],
  [/All sentinels are unreachable/, 'no sentinel can be reached'],
  [/cluster support disabled/i, 'it is not a cluster: write redis:// instead of redis+cluster://'],
  [/self.signed|unable to (?:get|verify)|certificate|altnames/i, 'its certificate is not accepted'],
  [
    /EPROTO|wrong version number|SSL/i,
    'it does not speak TLS: write redis:// instead of rediss://',
  ],
];

export function reasonInWords(error: unknown): string {
  const text = deepest(error);
  const [, words] = WORDS.find(([pattern]) => pattern.test(text)) ?? [];
  return words ?? text.replace(/^(?:\w*Error: )+/, '');
}

/** A Cluster wraps the error of a node; one name may stand for several addresses. */
function deepest(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const {
    code = '',
    lastNodeError,
    errors,
  } = error as Error & {
    readonly code?: string;
    readonly lastNodeError?: unknown;
    readonly errors?: readonly unknown[];
  };
  const inner = lastNodeError ?? errors?.[0];
  return inner === undefined ? `${code} ${error.message}`.trim() : deepest(inner);
}
