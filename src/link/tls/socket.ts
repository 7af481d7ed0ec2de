/** The connection that a stream runs over: plain TCP, or TLS from the first byte. */
import { connect, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { TlsIdentity } from '../settings.ts';

export interface Opened {
  readonly socket: Socket;
  /** The event after which the stream may begin: with TLS only behind the check of the certificate. */
  readonly ready: 'connect' | 'secureConnect';
}

/** `service`: `xmpp://host:port`, or `xmpps://host:port` with what TLS needs. Throws what a faulty file throws. */
export function openSocket(service: string, tls: TlsIdentity | undefined): Opened {
  const { hostname, port } = new URL(service);
  const place = { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
  if (tls === undefined) return { socket: connect(place), ready: 'connect' };
  const socket = connectTls({ ...place, ...optionsOf(tls, place.host) });
  return { socket, ready: 'secureConnect' };
}

function optionsOf({ name, ca, cert, key }: TlsIdentity, host: string): ConnectionOptions {
  const expected = name ?? host;
  return {
    minVersion: 'TLSv1.2',
    // Said here, NODE_TLS_REJECT_UNAUTHORIZED changes nothing.
    rejectUnauthorized: true,
    checkServerIdentity: (_, certificate) => checkServerIdentity(expected, certificate),
    // An address is no server name (RFC 6066 §3).
    ...(isIP(expected) === 0 && { servername: expected }),
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
}
