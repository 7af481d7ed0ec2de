/** Calls of the bridge, typed by its contract. */
import createClient, { type Client } from 'openapi-fetch';
import { BridgeProblem } from './problem.ts';
import type { paths } from '../../src/contract/types.gen.ts';

export interface BridgeOptions {
  /** Such as `http://bridge:8080`. */
  readonly baseUrl: string;
  /** API key. */
  readonly key: string;
}

export type Bridge = Client<paths>;

/**
 *     const bridge = createBridge({ baseUrl: 'http://bridge:8080', key });
 *     await bridge.POST('/v1/messages', { body: { to: 'juliet@example.org', body: 'Hi' } });
 *
 * An answer that is no success throws `BridgeProblem`; a bridge that cannot be reached throws what `fetch` throws.
 */
export function createBridge({ baseUrl, key }: BridgeOptions): Bridge {
  const bridge = createClient<paths>({ baseUrl, headers: authorization(key) });
  bridge.use({
    async onResponse({ response }) {
      if (!response.ok) throw await BridgeProblem.of(response);
    },
  });
  return bridge;
}

export function authorization(key: string) {
  return { authorization: `Bearer ${key}` };
}
