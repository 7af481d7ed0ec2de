import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { listenAt } from '../../src/app/listen.ts';

const AT = { host: '127.0.0.1', port: 80, setting: 'BRIDGE_HTTP_PORT' } as const;

/** What `serve` says where the operating system refuses with this code. */
async function refusal(code: string): Promise<unknown> {
  const listen = () => Promise.reject(Object.assign(new Error(`listen ${code}`), { code }));
  return listenAt({ listen }, AT).catch((error: unknown) => error);
}

describe('a port that cannot be used', () => {
  it('is named with its setting when another process has it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const own = createServer();
    const listen = async (place: { host: string; port: number }) => {
      own.listen(place);
      await once(own, 'listening');
    };
    const error: unknown = await listenAt({ listen }, { ...AT, port }).catch((it: unknown) => it);
    expect(error).toMatchObject({
      exitCode: 1,
      message: `Cannot listen on 127.0.0.1, port ${port} (BRIDGE_HTTP_PORT): another process listens there. Stop it, or set BRIDGE_HTTP_PORT to a free port.`,
    });
    other.close();
  });

  it.each([
    ['EACCES', 'Set BRIDGE_HTTP_PORT to a port from 1024'],
    ['EADDRNOTAVAIL', 'Set BRIDGE_HTTP_HOST to one that it has'],
    ['ENOTFOUND', 'Set BRIDGE_HTTP_HOST to an address'],
    ['EMFILE', 'listen EMFILE'],
  ])('comes with what to change: %s', async (code, said) => {
    expect(await refusal(code)).toMatchObject({ message: expect.stringContaining(said) as string });
  });
});
