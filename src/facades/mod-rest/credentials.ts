/** The two ways in which mod_rest is told who calls. Pure. */
export interface Credentials {
  /** The API key. */
  readonly token: string;
  /** Who speaks with it, as Basic names it. */
  readonly name?: string;
}

/** Undefined for what is neither. */
export function credentialsIn(authorization: string | undefined): Credentials | undefined {
  const [, scheme = '', data = ''] = /^(\S+)\s(.+)$/.exec(authorization ?? '') ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return { token: data.trim() };
    case 'basic':
      return basic(data);
    default:
      return undefined;
  }
}

function basic(data: string): Credentials | undefined {
  const text = Buffer.from(data, 'base64').toString();
  const colon = text.indexOf(':');
  if (colon < 1) return undefined;
  return { name: text.slice(0, colon), token: text.slice(colon + 1) };
}
