/** From bytes to a payload; nothing that a sender sends is an error here. */
import { BridgeError, type InputFault } from '../../../core/errors.ts';
import { parseJson, type JsonBounds } from '../../../core/json/json.ts';
import { unescape as decoded } from 'node:querystring';
import type { Payload } from './delivery.ts';
import { cutText, trimJson, type Trimmed } from './trim.ts';

export interface RawDelivery extends Pick<Payload, 'headers' | 'query'> {
  readonly body: Uint8Array;
}

const FORM = 'application/x-www-form-urlencoded';
/** Of a form; the others are left out. */
const MAX_FIELDS = 1_000;
/** The whole bridge waits while JSON is read: about a hundredth of a second for so much. */
const BOUNDS: JsonBounds = { keys: 25_000, values: 50_000, names: 5_000, placed: 16_384 };

/**
 * `curl -d` calls everything a form, and many senders call their JSON nothing, or text: what begins like JSON is tried as
 * JSON whatever it is called.
 */
export function readPayload({ headers, query, body }: RawDelivery): Payload {
  const text = textOf(body);
  const read = JSON_BEGINNING.test(text) ? tryJson(text) : NOTHING;
  const isForm = (headers['content-type'] ?? '').trim().toLowerCase().startsWith(FORM);
  const form = isForm && read.value === undefined ? formOf(text) : undefined;
  const field = form?.['payload'];
  const packed = field === undefined ? NOTHING : tryJson(field);
  const isCut = read.isCut || packed.isCut;
  return {
    ...{
      headers,
      query,
      text,
      form: form && cutFields(form),
      json: read.value,
      packed: packed.value,
      isCut,
    },
    ...(read.fault !== undefined && { fault: read.fault }),
  };
}

interface Read extends Trimmed {
  readonly fault?: InputFault;
}

const NOTHING: Read = { value: undefined, isCut: false };

function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  const text = Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

const JSON_BEGINNING = /^\s*[[{"\dtfn-]/;

function tryJson(text: string): Read {
  try {
    return trimJson(parseJson(text, 1, BOUNDS));
  } catch (error) {
    const { facts, message } =
      error instanceof BridgeError ? error : new BridgeError('malformed-body', String(error));
    const fault = facts.errors?.[0] ?? { pointer: '', detail: message };
    return { ...NOTHING, fault };
  }
}

/** Undefined for a text that only passes for a form, as `curl -d` sends it. */
function formOf(text: string): Record<string, string> | undefined {
  if (!text.includes('=')) return undefined;
  const fields = Object.create(null) as Record<string, string>;
  for (const pair of text.split('&', MAX_FIELDS)) {
    const at = pair.indexOf('=');
    const name = at === -1 ? pair : pair.slice(0, at);
    if (pair !== '') fields[plain(name)] = at === -1 ? '' : plain(pair.slice(at + 1));
  }
  return fields;
}

function cutFields(form: Record<string, string>): Readonly<Record<string, string>> {
  for (const name in form) form[name] = cutText(form[name] ?? '');
  return form;
}

/** As `URLSearchParams` reads it, in a twentieth of the time for a text of many `+`. */
function plain(text: string): string {
  return decoded(text.replaceAll('+', ' '));
}
