/** Which calls may be repeated under an `Idempotency-Key`. */
import type { paths } from '../../src/contract/types.gen.ts';

export const IDEMPOTENCY_KEY = 'idempotency-key';

/** The paths whose POST takes the header, by the contract: one that is missing here, or too many, does not compile. */
type Keyed = {
  [Path in keyof paths]: 'Idempotency-Key' extends HeaderOf<paths[Path]['post']> ? Path : never;
}[keyof paths];

type HeaderOf<Operation> = Operation extends {
  readonly parameters: { readonly header?: infer Header };
}
  ? [NonNullable<Header>] extends [never]
    ? never
    : keyof NonNullable<Header>
  : never;

const KEYED: Readonly<Record<Keyed, true>> = {
  '/v1/messages': true,
  '/v1/messages/batch': true,
  '/v1/presence': true,
  '/v1/iq': true,
  '/v1/iq/batch': true,
  '/v1/identities/{id}/command-sessions/{session}': true,
  '/v1/iq/{id}/result': true,
  '/v1/stanzas': true,
  '/v1/rooms': true,
  '/v1/pubsub/{service}/nodes/{node}/items': true,
  '/v1/rooms/{room}/invitations': true,
  '/v1/rooms/{room}/reactions': true,
  '/v1/rooms/{room}/retractions': true,
  '/v1/commands': true,
  '/v1/commands/{id}': true,
  '/v1/webhooks': true,
  '/v1/webhooks/{id}/rotate-secret': true,
  '/v1/webhooks/{id}/replay': true,
  '/v1/hooks': true,
  '/v1/hooks/{id}/rotate': true,
  '/v1/hooks/{id}/test': true,
  '/v1/keys': true,
  '/v1/keys/{id}/rotate': true,
};

export function takesIdempotencyKey(method: string, path: string): boolean {
  return method === 'POST' && Object.hasOwn(KEYED, path);
}

/** Also where `crypto.randomUUID` is missing: pages without TLS. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
