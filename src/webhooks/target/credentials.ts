/**
 * What a receiver asks for besides the signature: headers of its own, and `Authorization`. All of it is secret: it is
 * stored and sent, and nothing that is shown has it. Pure.
 */
export type Authorization =
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string }
  | { readonly scheme: 'bearer'; readonly token: string };

export interface Credentials {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly authorization?: Authorization | undefined;
}

/** What a change brings: `null` removes, and a header that is not named stays. */
export interface CredentialsChange {
  readonly headers?: Readonly<Record<string, string | null>> | null | undefined;
  readonly authorization?: Authorization | null | undefined;
}

/** What is shown in place of a secret, and in a change stands for the one that is stored. */
export const MASK = '***' as const;

/** The credentials after a change. A value of `MASK` keeps the one that is stored. */
export function changedCredentials(
  present: Credentials,
  { headers, authorization }: CredentialsChange,
): Credentials {
  const merged = headers === null ? {} : mergedHeaders(present.headers ?? {}, headers ?? {});
  return {
    headers: Object.keys(merged).length === 0 ? undefined : merged,
    authorization:
      authorization === undefined
        ? present.authorization
        : ((authorization && withStored(authorization, present.authorization)) ?? undefined),
  };
}

/** As callers see them: the names, with `MASK` for each value. */
export function maskedCredentials({ headers, authorization }: Credentials) {
  return {
    ...(headers !== undefined && { headers: maskedValues(headers) }),
    ...(authorization !== undefined && { authorization: masked(authorization) }),
  };
}

/** What is sent with each attempt. */
export function credentialHeaders({ headers, authorization }: Credentials): Record<string, string> {
  const value = authorization && authorizationHeader(authorization);
  return { ...headers, ...(value !== undefined && { authorization: value }) };
}

/** Shorter ones would be found in every text. */
const SHORTEST_CONCEALED = 4;

/** Takes the credentials out of what is shown of an answer: a receiver may well repeat what it was sent. */
export function concealer(sent: Readonly<Record<string, string>>): (text: string) => string {
  const secrets = Object.entries(sent).flatMap(([name, value]) =>
    name === 'authorization' ? authorizationSecrets(value) : [value],
  );
  const forms = secrets
    .filter(({ length }) => length >= SHORTEST_CONCEALED)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    // The longest first: one may be part of another.
    .sort((one, other) => other.length - one.length);
  if (forms.length === 0) return (text) => text;
  return (text) => forms.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
}

function authorizationHeader(authorization: Authorization): string {
  if (authorization.scheme === 'bearer') return `Bearer ${authorization.token}`;
  const { username, password } = authorization;
  // RFC 7617 §2.1: UTF-8.
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function authorizationSecrets(header: string): string[] {
  const [scheme, value = ''] = header.split(' ');
  if (scheme !== 'Basic') return [value];
  const pair = Buffer.from(value, 'base64').toString();
  return [value, pair, pair.slice(pair.indexOf(':') + 1)];
}

function masked({ scheme }: Authorization) {
  return scheme === 'basic' ? { scheme, username: MASK, password: MASK } : { scheme, token: MASK };
}

function withStored(next: Authorization, stored: Authorization | undefined): Authorization {
  const kept = (value: string, before: string | undefined) =>
    value === MASK && before !== undefined ? before : value;
  if (next.scheme === 'bearer') {
    const before = stored?.scheme === 'bearer' ? stored.token : undefined;
    return { ...next, token: kept(next.token, before) };
  }
  const before = stored?.scheme === 'basic' ? stored : undefined;
  return {
    ...next,
    username: kept(next.username, before?.username),
    password: kept(next.password, before?.password),
  };
}

/** Names of headers are compared without regard to case (RFC 9110 §5.1). */
function mergedHeaders(
  present: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const next = new Map(Object.entries(present).map((it) => [it[0].toLowerCase(), it]));
  for (const [name, value] of Object.entries(change)) {
    const key = name.toLowerCase();
    const stored = next.get(key);
    if (value === null) next.delete(key);
    else next.set(key, [name, value === MASK && stored !== undefined ? stored[1] : value]);
  }
  return Object.fromEntries(next.values());
}

function maskedValues(record: Readonly<Record<string, string>>): Record<string, typeof MASK> {
  return Object.fromEntries(Object.keys(record).map((name) => [name, MASK]));
}
