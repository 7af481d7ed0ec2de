import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../../src/core/errors.ts';
import type { BatchEntry } from '../../../src/features/messages/outgoing.ts';
import { startApi, type Api } from './api.ts';
import { SENT } from './fake-ports.ts';

let api: Api;
let entries: readonly BatchEntry[];

beforeAll(async () => {
  api = await startApi();
});
beforeEach(() => {
  entries = [];
  api.ports.outgoing.messages = (_caller, given) => {
    entries = given;
    return Promise.resolve(
      given.map(({ message }) =>
        message.to === 'tybalt@example.org'
          ? new BridgeError('identity-forbidden', 'Not him.')
          : { ...SENT, to: message.to },
      ),
    );
  };
});
afterAll(() => api.close());

const NDJSON = { 'content-type': 'application/x-ndjson' };

function post(body: string | object, headers: Record<string, string> = {}) {
  return api.send({ method: 'post', url: '/v1/messages/batch', body, headers });
}

const line = (to: string) => JSON.stringify({ to, body: 'Hi' });

interface Result {
  readonly status: number;
  readonly message?: { readonly to: string };
  readonly problem?: { readonly code: string };
}

/** Each result by its status and what tells it apart. */
function told(items: readonly Result[]) {
  return items.map(({ status, message, problem }) => [status, message?.to ?? problem?.code]);
}

describe('a batch', () => {
  it('answers each line in its place, whichever fail', async () => {
    const lines = [
      line('juliet@example.org'),
      '{"to":',
      line('tybalt@example.org'),
      '{"to":5}',
      line('nurse@example.org'),
    ];
    const response = await post(lines.join('\n'), NDJSON);
    expect(response.status).toBe(200);
    expect(told((response.body as { items: Result[] }).items)).toEqual([
      [202, 'juliet@example.org'],
      [400, 'malformed-body'],
      [403, 'identity-forbidden'],
      [400, 'invalid-request'],
      [202, 'nurse@example.org'],
    ]);
  });

  it('may be an array', async () => {
    const response = await post([{ to: 'juliet@example.org' }, 5]);
    expect(told((response.body as { items: Result[] }).items)).toEqual([
      [202, 'juliet@example.org'],
      [400, 'invalid-request'],
    ]);
  });

  it('gives each line an Idempotency-Key of its own, by its place', async () => {
    const lines = ['{', line('juliet@example.org'), line('nurse@example.org')];
    await post(lines.join('\n'), { ...NDJSON, 'idempotency-key': 'k' });
    expect(entries.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['k 1', 'k 2']);
  });

  it('of too many is refused whole', async () => {
    const response = await post(Array.from({ length: 6 }, () => ({ to: 'juliet@example.org' })));
    expect(response.body).toMatchObject({ status: 413, code: 'payload-too-large' });
    expect(entries).toEqual([]);
  });

  it('may be larger than any one body', async () => {
    const message = { to: 'juliet@example.org', body: 'x'.repeat(3000) };
    expect((await post([message, message, message])).status).toBe(200);
  });
});
