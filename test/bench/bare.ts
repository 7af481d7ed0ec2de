/**
 * The yardstick "bare": Fastify and @xmpp/component joined in the shortest way. No authentication, no checks, no store,
 * nothing kept when it dies. Runs as a process of its own, configured by BENCH_… variables.
 */
import { randomUUID } from 'node:crypto';
import { component, xml } from '@xmpp/component';
import type { LtxElement } from '@xmpp/component';
import fastify from 'fastify';
import { Pool } from 'undici';

const { BENCH_SERVICE, BENCH_DOMAIN, BENCH_SECRET, BENCH_HTTP_PORT, BENCH_HOOK } = process.env;
const [service = '', domain = '', password = ''] = [BENCH_SERVICE, BENCH_DOMAIN, BENCH_SECRET];
const hook = new URL(BENCH_HOOK ?? '');

const entity = component({ service, domain, password });
entity.on('error', (error: unknown) => console.error(error));

const app = fastify();

app.post<{ Body: { to: string; body: string } }>('/v1/messages', async (request, reply) => {
  const { to, body } = request.body;
  const id = randomUUID();
  await entity.send(xml('message', { id, from: domain, to, type: 'chat' }, xml('body', {}, body)));
  return reply.code(202).send({ id, status: 'queued' });
});

app.post<{ Body: { to: string } }>('/v1/iq', async (request) => {
  const ping = xml('ping', { xmlns: 'urn:xmpp:ping' });
  const { to } = request.body;
  const answer = await entity.iqCaller.request(xml('iq', { type: 'get', from: domain, to }, ping));
  return answer.attrs;
});

const pool = new Pool(hook.origin, { connections: 32 });

entity.on('stanza', (stanza: LtxElement) => {
  if (stanza.is('message')) post(stanza).catch((error: unknown) => console.error(error));
});

async function post(stanza: LtxElement): Promise<void> {
  const { body } = await pool.request({
    path: hook.pathname,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...stanza.attrs, body: stanza.getChildText('body') }),
  });
  await body.dump();
}

await entity.start();
await app.listen({ host: '127.0.0.1', port: Number(BENCH_HTTP_PORT) });
console.log('ready');
