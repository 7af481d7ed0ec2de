import { readSync } from 'node:fs';
import type { Socket } from 'node:net';

const CHUNK = 64 * 1024;

/**
 * What the kernel still holds for a socket on which a write has just failed; to be called from the write's callback, as
 * the socket is closed behind it. Empty where there is nothing, and over TLS, where it could not be deciphered here.
 *
 * COMPAT: a peer that closes while we write resets the connection behind its last words. Node learns of the reset from the
 * write, and destroys the socket without having read them: a stream error, or stanzas, would be lost.
 */
export function unreadText(socket: Socket): string {
  const descriptor = descriptorOf(socket);
  if (descriptor === undefined) return '';
  const chunks: Buffer[] = [];
  // The kernel's buffer bounds it: nothing more comes in behind a reset.
  for (let chunk = readOnce(descriptor); chunk.length > 0; chunk = readOnce(descriptor)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Empty at the end, and where reading fails: the reset is reported by the write. */
function readOnce(descriptor: number): Buffer {
  const buffer = Buffer.allocUnsafe(CHUNK);
  try {
    return buffer.subarray(0, readSync(descriptor, buffer));
  } catch {
    return buffer.subarray(0, 0);
  }
}

/** Node offers no public way to it. */
function descriptorOf(socket: Socket): number | undefined {
  if ('encrypted' in socket || !('_handle' in socket)) return undefined;
  const handle: unknown = socket._handle;
  const isOpen = typeof handle === 'object' && handle !== null && 'fd' in handle;
  return isOpen && typeof handle.fd === 'number' && handle.fd >= 0 ? handle.fd : undefined;
}
