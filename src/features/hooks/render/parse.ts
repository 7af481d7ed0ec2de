/** From bytes to a payload; nothing that a sender sends is an error here. */
import { BridgeError, type InputFault } from '../../../core/errors.ts';
import { parseJson } from '../../../core/json/json.ts';
import type { Payload } from './delivery.ts';

export interface RawDelivery extends Pick<Payload, 'headers' | 'query'> {
  readonly body: Uint8Array;
}

const FORM = 'application/x-www-form-urlencoded';
/** Of a form; the others are left out. */
const MAX_FIELDS = 1_000;
/** Of JSON; the whole bridge waits while it is read, some hundredths of a second for so many. */
const MAX_KEYS = 50_000;

/**
 * `curl -d` calls everything a form, and many senders call their JSON nothing, or text: what begins like JSON is tried as
 * JSON whatever it is called.
 */
export function readPayload({ headers, query, body }: RawDelivery): Payload {
  const text = new TextDecoder().decode(body);
  const parsed = JSON_BEGINNING.test(text) ? tryJson(text) : undefined;
  const isForm = (headers['content-type'] ?? '').trim().toLowerCase().startsWith(FORM);
  const json = parsed !== undefined && 'value' in parsed ? parsed.value : undefined;
  const form = isForm && json === undefined ? formOf(text) : undefined;
  const fault = parsed !== undefined && 'fault' in parsed ? parsed.fault : undefined;
  return { headers, query, text, json, form, ...(fault !== undefined && { fault }) };
}

const JSON_BEGINNING = /^\uFEFF?\s*[[{"\dtfn-]/;

function tryJson(text: string): { readonly value: unknown } | { readonly fault: InputFault } {
  try {
    return { value: parseJson(text, 1, MAX_KEYS) };
  } catch (error) {
    const { facts, message } =
      error instanceof BridgeError ? error : new BridgeError('malformed-body', String(error));
    return { fault: facts.errors?.[0] ?? { pointer: '', detail: message } };
  }
}

/** Undefined for what is no JSON. */
export function parseQuietly(text: string): unknown {
  const parsed = tryJson(text);
  return 'value' in parsed ? parsed.value : undefined;
}

/** Undefined for a text that only passes for a form, as `curl -d` sends it. */
function formOf(text: string): Readonly<Record<string, string>> | undefined {
  if (!text.includes('=')) return undefined;
  const fields = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(firstFields(text))) fields[name] = value;
  return fields;
}

function firstFields(text: string): string {
  let end = -1;
  for (let count = 0; count < MAX_FIELDS; count += 1) {
    end = text.indexOf('&', end + 1);
    if (end === -1) return text;
  }
  return text.slice(0, end);
}
