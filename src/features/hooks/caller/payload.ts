import type { HookPayload } from '../../../contract/schemas.ts';
import { sampleOf, type Sample } from '../dialects/dialect.ts';
import { dialectOf, type Hook } from '../hook.ts';
import type { Payload } from '../render/delivery.ts';
import { readPayload } from '../render/parse.ts';

/** A delivery that a caller describes; without one, the sample of the dialect. */
export function samplePayload(hook: Hook, given?: HookPayload): Payload {
  const { sample } = dialectOf(hook);
  const { body, headers } = bodyOf(given) ?? sample;
  return readPayload({
    headers: { ...headers, ...lowerCased(given?.headers) },
    query: { ...given?.query },
    body: new TextEncoder().encode(body),
  });
}

/** Undefined where a caller gives no body. */
function bodyOf({ body, payload }: HookPayload = {}): Sample | undefined {
  if (body !== undefined) return { body };
  return payload === undefined ? undefined : sampleOf(payload);
}

function lowerCased(headers: HookPayload['headers'] = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
