/** The real servers by name: those of this machine, and with their version those of the Debian 13 beside it. */
import type { Release } from './debian-13.ts';
import { startEjabberd } from './ejabberd.ts';
import type { EjabberdOptions } from './ejabberd.ts';
import { startProsody } from './prosody.ts';
import type { ProsodyOptions } from './prosody.ts';
import type { XmppServer, XmppServerOptions } from './xmpp-server.ts';

export const SERVER_NAMES = ['prosody', 'ejabberd', 'prosody@13', 'ejabberd@24'] as const;
export type ServerName = (typeof SERVER_NAMES)[number];

/** What both understand, and what only one does. */
export interface NamedServerOptions extends XmppServerOptions {
  prosody?: Omit<ProsodyOptions, keyof XmppServerOptions>;
  ejabberd?: Omit<EjabberdOptions, keyof XmppServerOptions>;
}

export function startServer(
  name: ServerName,
  { prosody, ejabberd, ...options }: NamedServerOptions = {},
): Promise<XmppServer> {
  const from = { ...options, ...releaseOf(name) };
  return kindOf(name) === 'prosody'
    ? startProsody({ ...from, ...prosody })
    : startEjabberd({ ...from, ...ejabberd });
}

export function kindOf(name: ServerName): XmppServer['kind'] {
  return name.startsWith('prosody') ? 'prosody' : 'ejabberd';
}

function releaseOf(name: ServerName): { release?: Release } {
  return name.includes('@') ? { release: 'debian-13' } : {};
}
