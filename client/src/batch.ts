/** Many addresses asked in one call, each answer as it comes. Runs in Node and in browsers. */
import { authorization, urlAt, type BridgeOptions } from './bridge.ts';
import { IDEMPOTENCY_KEY } from './idempotency.ts';
import { BridgeProblem } from './problem.ts';
import type { components } from '../../src/contract/types.gen.ts';

export type BatchLine = components['schemas']['IqBatchLine'];

export interface BatchOptions extends Pick<BridgeOptions, 'baseUrl' | 'key' | 'fetch'> {
  /** With the same one, a retry asks nobody again who was asked. */
  readonly idempotencyKey?: string;
  /** Ends the batch: nobody else is asked. So does leaving the loop. */
  readonly signal?: AbortSignal;
}

/**
 * A line for each address, in the order in which it is known what became of them. Throws `BridgeProblem` where the batch is
 * refused, and what `fetch` throws when the connection breaks.
 *
 *     for await (const line of askMany(options, { to, iq: { version: {} } })) console.log(line.to, line.outcome);
 */
export async function* askMany(
  options: BatchOptions,
  batch: components['schemas']['IqBatch'],
): AsyncGenerator<BatchLine, void> {
  const { baseUrl, key, idempotencyKey, signal, fetch: send = fetch } = options;
  const request = new Request(urlAt(baseUrl, '/v1/iq/batch'), {
    method: 'POST',
    headers: {
      ...authorization(key),
      'content-type': 'application/json',
      ...(idempotencyKey !== undefined && { [IDEMPOTENCY_KEY]: idempotencyKey }),
    },
    body: JSON.stringify(batch),
    ...(signal && { signal }),
  });
  const response = await send(request);
  if (!response.ok) throw await BridgeProblem.of(response);
  if (response.body !== null) yield* linesOf(response.body);
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<BatchLine, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as BatchLine;
    }
  } finally {
    await reader.cancel();
  }
}
