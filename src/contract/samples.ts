/** The events that the contract shows as examples. */
import type { EventEnvelope } from './schemas.ts';
import type { ContractDocument } from './document.ts';

interface Described {
  readonly post: {
    readonly requestBody: {
      readonly content: { readonly 'application/json': { readonly example: EventEnvelope } };
    };
  };
}

/** One of each type, by type. */
export function sampleEvents({ webhooks }: ContractDocument): ReadonlyMap<string, EventEnvelope> {
  return new Map(
    Object.entries(webhooks as Readonly<Record<string, Described>>).map(([type, { post }]) => [
      type,
      post.requestBody.content['application/json'].example,
    ]),
  );
}
