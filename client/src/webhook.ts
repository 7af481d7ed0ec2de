/** What a receiver of webhooks needs: is it from the bridge, and what happened. For Node. */
import { Webhook } from 'standardwebhooks';
import type { components } from '../../src/contract/types.gen.ts';

export type BridgeEvent = components['schemas']['Event'];

/**
 * The event of a delivery, once its signature and its age were checked (Standard Webhooks). `body` is what came over
 * the wire, byte for byte: parsed and written again it would not fit its signature. Throws
 * `WebhookVerificationError` of `standardwebhooks`. An event may come again, with the same `id`.
 */
export function readWebhook(
  body: string | Buffer,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  secret: string,
): BridgeEvent {
  const single = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return new Webhook(secret).verify(
    body,
    Object.fromEntries(single) as Record<string, string>,
  ) as BridgeEvent;
}
