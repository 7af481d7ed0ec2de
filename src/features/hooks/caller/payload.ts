import type { HookPayload } from '../../../contract/schemas.ts';
import { dialectOf, type Hook } from '../hook.ts';
import type { Payload } from '../render/delivery.ts';
import { readPayload } from '../render/parse.ts';

/** A delivery that a caller describes; without one, the sample of the dialect. */
export function samplePayload(hook: Hook, given?: HookPayload): Payload {
  const { sample } = dialectOf(hook);
  if (given?.payload === undefined && given?.body === undefined) {
    const headers = { ...sample.headers, ...lowerCased(given?.headers) };
    return payloadOf(headers, sample.body);
  }
  const isJson = given.body === undefined;
  const body = given.body ?? JSON.stringify(given.payload);
  const type = isJson ? { 'content-type': 'application/json' } : {};
  return payloadOf({ ...type, ...lowerCased(given.headers) }, body);
}

function payloadOf(headers: Readonly<Record<string, string>>, body: string): Payload {
  return readPayload({ headers, query: {}, body: new TextEncoder().encode(body) });
}

function lowerCased(headers: HookPayload['headers'] = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
