/** What commands say of answers that a bridge would not give, or gives to those who wait. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../support/certificate.ts';
import { runCommand } from '../support/cli-run.ts';
import { tempDir } from '../support/temp-dir.ts';

const endings: (() => unknown)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

const serving = async (listener: RequestListener) =>
  `http://127.0.0.1:${await portOf(createServer(listener))}`;

const run = (url: string, ...args: string[]) =>
  runCommand([...args, '--url', url, '--key', 'a-key-of-capulet']);

describe('an answer that is not of a bridge', () => {
  const page = (status: number, title: string) =>
    serving((_, response) => {
      response.writeHead(status, { 'content-type': 'text/html' });
      response.end(`<html>\r\n<head><title>${title}</title></head>\r\n<body>…</body></html>`);
    });

  it('of a proxy that does not reach the bridge is said in its own words, without its page', async () => {
    const url = await page(502, '502 Bad Gateway');
    const { code, err } = await run(url, 'status');
    expect(code).toBe(69);
    expect(err).toMatch(`${url} answered 502, and not as a bridge does: 502 Bad Gateway\n`);
    expect(err).toContain('see that the bridge runs');
    expect(err).not.toContain('<');
  });

  it('of another server asks for the URL', async () => {
    const { code, err } = await run(await page(404, 'Not here'), 'status');
    expect([code, err.includes('Give --url')]).toEqual([1, true]);
  });

  it('of another API is shown', async () => {
    const url = await serving((_, response) => response.writeHead(404).end('{"lost":true}'));
    const { err } = await run(url, 'status');
    expect(err).toContain('answered 404, and not as a bridge does: {"lost":true}\n');
  });
});

describe('a certificate that Node does not trust', () => {
  it('comes with where to name its authority', async () => {
    const folder = tempDir('cli-tls');
    endings.push(() => {
      folder.remove();
    });
    const own = makeCertificate(folder.path, ['IP:127.0.0.1']);
    const port = await portOf(createTlsServer(own, (_, response) => response.end()));
    const { code, err } = await run(`https://127.0.0.1:${port}`, 'status');
    expect([code, err.includes('NODE_EXTRA_CA_CERTS')]).toEqual([69, true]);
  });
});

describe('send', () => {
  it('passes the time to live on, and says that a message still waits', async () => {
    const bodies: string[] = [];
    const url = await serving((request, response) => {
      void text(request).then((body) => {
        bodies.push(body);
        const record = { id: '~mandrake', kind: 'message', status: 'queued', history: [] };
        response.writeHead(202).end(JSON.stringify(record));
      });
    });
    const message = ['--to', 'juliet@example.org', '--body', 'Hist!'];
    const { code, out, err } = await run(url, 'send', ...message, '--ttl', '5', '--wait', '0');
    expect(JSON.parse(bodies[0] ?? '')).toEqual({
      to: 'juliet@example.org',
      body: 'Hist!',
      ttl: 5,
    });
    expect(code).toBe(69);
    expect(out).toContain('status: queued');
    expect(err).toContain("stanza-bridge messages show '~mandrake'");
  });
});
