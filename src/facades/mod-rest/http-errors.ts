/** HTTP statuses of callbacks as stanza errors, as Prosody has them (net/http/errors.lua). Pure. */
import { STATUS_CODES } from 'node:http';
import type { StanzaErrorCondition, StanzaErrorType } from '../../stanza/stanza-error.ts';

const CONDITIONS: Readonly<Record<number, readonly [StanzaErrorType, StanzaErrorCondition]>> = {
  400: ['modify', 'bad-request'],
  401: ['auth', 'not-authorized'],
  403: ['auth', 'forbidden'],
  404: ['cancel', 'item-not-found'],
  405: ['cancel', 'not-allowed'],
  406: ['modify', 'not-acceptable'],
  407: ['auth', 'registration-required'],
  408: ['wait', 'remote-server-timeout'],
  409: ['cancel', 'conflict'],
  410: ['cancel', 'gone'],
  411: ['modify', 'bad-request'],
  412: ['cancel', 'conflict'],
  413: ['modify', 'resource-constraint'],
  414: ['modify', 'resource-constraint'],
  415: ['cancel', 'feature-not-implemented'],
  416: ['modify', 'bad-request'],
  422: ['modify', 'bad-request'],
  423: ['wait', 'resource-constraint'],
  429: ['wait', 'resource-constraint'],
  431: ['modify', 'resource-constraint'],
  451: ['auth', 'forbidden'],
  500: ['wait', 'internal-server-error'],
  501: ['cancel', 'feature-not-implemented'],
  502: ['wait', 'remote-server-timeout'],
  503: ['cancel', 'service-unavailable'],
  504: ['wait', 'remote-server-timeout'],
  507: ['wait', 'resource-constraint'],
  511: ['auth', 'not-authorized'],
};

export function errorOfStatus(status: number): object {
  const [type, condition] = CONDITIONS[status] ?? ['cancel', 'undefined-condition'];
  return { type, condition, text: `${status} ${STATUS_CODES[status] ?? 'Unassigned'}` };
}

/** Those among 4xx that ask for another attempt. */
const AGAIN = [408, 425, 429];

/** Whether a callback with this status will not want the same stanza later either. */
export function isRefusal(status: number): boolean {
  return status === 501 || (status >= 400 && status < 500 && !AGAIN.includes(status));
}
